import type { AgreementScope, AgreementWay } from '@waymark/contracts'
import { londonDay } from '@waymark/core'

/** An agreement as it is kept. */
export interface KeptAgreement {
  readonly assignmentId: string
  readonly askedBy: string
  readonly askedById: string
  readonly how: AgreementWay
  readonly askedOn: string
  readonly wordingVersion: string
  readonly scope: AgreementScope
  readonly until: string | null
  readonly derivedFrom: string | null
  readonly withdrawnAt: string | null
}

/** Whether it is still given today: nobody took it back, and its last day is not past. */
export function holds({ withdrawnAt, until }: KeptAgreement, now: Date): boolean {
  return withdrawnAt === null && (until === null || until >= londonDay(now))
}

/** Whether it lets another group like this one be asked. */
export function coversOthers(agreement: KeptAgreement, now: Date): boolean {
  return agreement.scope === 'similarGroups' && holds(agreement, now)
}
