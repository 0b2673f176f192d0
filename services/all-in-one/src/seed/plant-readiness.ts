import { type ReadinessTask, termsVersion } from '@waymark/contracts'
import type { ServiceActor, UserActor } from '@waymark/core'
import {
  acceptReferralTerms,
  askMailboxCode,
  type Directory,
  nameSafeguardingContact,
  proveMailbox,
  readMailboxCodeNotice,
  readReadiness,
} from '@waymark/directory'
import type { DemoReadyGroup } from './records.ts'
import { seedId, seedIds } from './seed-ids.ts'

interface Given {
  readonly tenant: string
  readonly organisationId: string
  readonly startedAt: Date
}

/** Makes a group ready as its manager would, the code from the e-mail included. */
export async function plantReadiness(
  directory: Directory,
  demo: DemoReadyGroup,
  { tenant, organisationId, startedAt }: Given,
): Promise<void> {
  const proof = `${tenant} mailbox proof ${demo.organisation}`
  const deps = { ...directory.deps, now: () => startedAt, newId: seedIds(proof) }
  const manager: UserActor = {
    kind: 'user',
    tenant,
    userId: seedId(`${tenant} manager ${demo.organisation}`),
    memberships: [{ role: 'organisationManager', organisationId }],
  }
  const found = await readReadiness(deps, manager, organisationId)
  const isMissing = (wanted: ReadinessTask) =>
    found.tasks.some(({ task, met }) => task === wanted && !met)
  if (isMissing('mailbox')) {
    if (found.code === null) await askMailboxCode(deps, manager, organisationId)
    const postman: ServiceActor = { kind: 'service', tenant, service: 'notifications' }
    const { code } = await readMailboxCodeNotice(deps, postman, seedId(proof))
    await proveMailbox(deps, manager, { organisationId, code })
  }
  if (isMissing('terms')) {
    await acceptReferralTerms(deps, manager, { organisationId, version: termsVersion })
  }
  if (isMissing('safeguardingContact')) {
    const { version } = await readReadiness(deps, manager, organisationId)
    const { contact } = demo
    await nameSafeguardingContact(deps, manager, { organisationId, version, contact })
  }
}
