import { peopleEvents } from '@waymark/contracts'
import { type Handler, handler } from '@waymark/db'
import { moveReferrals } from '../referral/store.ts'
import { keepEnd, keepStart, moveRelationships } from './store.ts'

/** Who works with whom decides who follows a referral: people tells, an end at once. */
export const relationshipHandlers: readonly Handler[] = [
  handler(peopleEvents.relationshipStarted, {
    apply: (tx, { tenant, payload: { relationshipId: id, personId, userId } }) =>
      keepStart(tx, { id, tenant, personId, userId }),
  }),
  handler(peopleEvents.relationshipEnded, {
    apply: (tx, { tenant, occurredAt: endedAt, payload }) => {
      const { relationshipId: id, personId, userId } = payload
      return keepEnd(tx, { id, tenant, personId, userId, endedAt })
    },
  }),
  handler(peopleEvents.personMerged, {
    async apply(tx, { tenant, payload: { from, to } }) {
      await moveRelationships(tx, tenant, { from, to })
      await moveReferrals(tx, tenant, { from, to })
    },
  }),
]
