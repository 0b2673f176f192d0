import { directoryEvents } from '@waymark/contracts'
import type { Clock, NewId } from '@waymark/core'
import { type Handler, handler } from '@waymark/db'
import { insertNotice } from './store.ts'

interface LedgerDeps {
  readonly now: Clock
  readonly newId: NewId
}

/** What is heard, and the notice each becomes. Nothing is asked yet: that waits for the sending. */
export function noticeHandlers({ now, newId }: LedgerDeps): readonly Handler[] {
  return [
    handler(directoryEvents.listingCheckAsked, {
      apply: (tx, { tenant, payload }) =>
        insertNotice(
          tx,
          { id: newId(), tenant, template: 'listingCheck', reference: payload.checkId },
          now(),
        ),
    }),
    handler(directoryEvents.organisationCodeAsked, {
      apply: (tx, { tenant, payload }) =>
        insertNotice(
          tx,
          { id: newId(), tenant, template: 'mailboxCode', reference: payload.proofId },
          now(),
        ),
    }),
  ]
}
