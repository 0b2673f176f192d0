import { referralsEvents } from '@waymark/contracts'
import { type Handler, handler } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { makeNews } from '../news/make.ts'
import {
  keepOutcome,
  keepRefused,
  keepStop,
  listGoalsOf,
  listStopped,
  survivorOf,
} from './store.ts'
import { suggest } from './suggest.ts'

/**
 * What is heard from referrals. The words are asked for at the moment of use: asking takes the
 * permit to keep them, and a stop that was heard here first refuses them all the same.
 */
export function loopHandlers(made: Pick<Deps, 'now' | 'newId'>): readonly Handler<Deps>[] {
  const { now } = made
  return [
    handler(referralsEvents.outcomeRecorded, {
      async prepare(deps: Deps, { tenant, payload: { outcomeId: id, revision } }) {
        const taken = await deps.referralsFor(tenant).takeOutcome({ params: { id, revision } })
        deps.failpoint('outcome.taken')
        return taken
      },
      async apply(tx, { tenant, payload: { outcomeId, revision, assignmentId } }, taken) {
        const at = now().toISOString()
        const which = { tenant, outcomeId, revision }
        const stopped = await listStopped(tx, tenant, [assignmentId])
        if (taken === null || stopped.length > 0) {
          await keepRefused(tx, { ...which, heardAt: at })
          return
        }
        const { outcome, referralId, listingName, organisationName } = taken
        // Referrals may not have heard yet that the record became another.
        const personId = await survivorOf(tx, tenant, taken.personId)
        const names = { listingName, organisationName }
        const whose = { assignmentId, referralId, personId }
        const isNew = await keepOutcome(tx, { ...which, ...whose, ...names, outcome, keptAt: at })
        const actor = { kind: 'service', tenant, service: 'care-plans' } as const
        const suggestionIds: string[] = []
        for (const goalId of await listGoalsOf(tx, tenant, referralId)) {
          suggestionIds.push(await suggest(tx, actor, { goalId, outcomeId, referralId, at }))
        }
        if (isNew) await makeNews(tx, made, actor, { personId, suggestionIds })
      },
    }),
    handler(referralsEvents.assignmentWithdrawn, {
      apply: (tx, { tenant, payload: { assignmentId, referralId } }) =>
        keepStop(tx, { tenant, assignmentId, referralId, heardAt: now().toISOString() }),
    }),
  ]
}
