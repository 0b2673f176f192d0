import {
  carePlansEvents,
  directoryEvents,
  type NoticeTemplate,
  referralsEvents,
} from '@waymark/contracts'
import type { Clock, NewId } from '@waymark/core'
import { type Handler, handler, type Tx } from '@waymark/db'
import { isHeld, restored } from '../held/store.ts'
import { insertNotice } from './store.ts'
import type { Notice } from './tables.ts'

interface LedgerDeps {
  readonly now: Clock
  readonly newId: NewId
}

interface Told {
  readonly tenant: string
  readonly subject: string
  readonly occurredAt: string
}

interface Wanted {
  readonly template: NoticeTemplate
  readonly reference: string
  /** Left out: an organisation. */
  readonly recipient?: Notice['recipient']
}

/**
 * What is heard from each owner, and the notice each event becomes. Nothing is asked yet: that
 * waits for the sending.
 */
export function noticeHandlers({ now, newId }: LedgerDeps) {
  const put = async (tx: Tx, { tenant, subject, occurredAt }: Told, wanted: Wanted) => {
    const { template, reference, recipient = 'organisation' } = wanted
    const notice = { id: newId(), tenant, about: subject, template, reference, recipient }
    const standing = (await isHeld(tx, tenant, occurredAt))
      ? ({ state: 'parked', reason: restored } as const)
      : ({ state: 'due', reason: null } as const)
    await insertNotice(tx, { ...notice, ...standing }, now())
  }
  return {
    directory: [
      handler(directoryEvents.listingCheckAsked, {
        apply: (tx, event) =>
          put(tx, event, { template: 'listingCheck', reference: event.payload.checkId }),
      }),
      handler(directoryEvents.organisationCodeAsked, {
        apply: (tx, event) =>
          put(tx, event, { template: 'mailboxCode', reference: event.payload.proofId }),
      }),
    ],
    referrals: [
      handler(referralsEvents.assignmentLinkMade, {
        apply: (tx, event) =>
          put(tx, event, { template: 'referralLink', reference: event.payload.linkId }),
      }),
      handler(referralsEvents.assignmentCodeAsked, {
        apply: (tx, event) =>
          put(tx, event, { template: 'referralCode', reference: event.payload.codeId }),
      }),
      handler(referralsEvents.assignmentWithdrawn, {
        apply: (tx, event) =>
          put(tx, event, { template: 'referralStopped', reference: event.payload.assignmentId }),
      }),
    ],
    'care-plans': [
      handler(carePlansEvents.newsMade, {
        apply: (tx, event) =>
          put(tx, event, {
            ...{ template: 'planNews', reference: event.payload.newsId, recipient: 'person' },
          }),
      }),
    ],
  } satisfies Record<string, readonly Handler[]>
}
