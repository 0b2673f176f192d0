import { peopleEvents } from '@waymark/contracts'
import { type Handler, handler, type Tx } from '@waymark/db'
import { keepAccount, keepEnd, keepStart, moveRelationships } from './store.ts'

interface Became {
  readonly from: string
  readonly to: string
}

/**
 * Keeps who works with whom and whose account is whose, as people tells: an end at once. `move`
 * takes over what a service holds of its own about somebody whose record became another.
 */
export function relationshipHandlers(
  move: (tx: Tx, tenant: string, became: Became) => Promise<void>,
): readonly Handler[] {
  return [
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
    handler(peopleEvents.personAccountLinked, {
      apply: (tx, { tenant, payload: { personId, accountId, revision } }) =>
        keepAccount(tx, { tenant, personId, accountId, revision }),
    }),
    handler(peopleEvents.personMerged, {
      async apply(tx, { tenant, payload: { from, to } }) {
        await moveRelationships(tx, tenant, { from, to })
        await move(tx, tenant, { from, to })
      },
    }),
  ]
}
