import { carePlansEvents } from '@waymark/contracts'
import { type Handler, handler } from '@waymark/db'
import { getAgreement } from '../agreement/store.ts'
import type { Deps } from '../deps.ts'
import { getRevision } from '../outcome/store.ts'
import { keepAsked, keepPersonAnswer } from './store.ts'

/**
 * What the person is asked and answers, as care-plans tells. The words are asked for at the moment
 * of use; once sharing has stopped, none is kept.
 */
export const messageBackHandlers: readonly Handler<Deps>[] = [
  handler(carePlansEvents.suggestionMade, {
    apply: (tx, { tenant, payload: { suggestionId, outcomeId } }) =>
      keepAsked(tx, { tenant, suggestionId, outcomeId }),
  }),
  handler(carePlansEvents.suggestionAnswered, {
    async prepare({ carePlansFor, failpoint }: Deps, { tenant, payload }) {
      const params = { id: payload.confirmationId }
      const answer = await carePlansFor(tenant).takeAnswer({ params })
      failpoint('answer.taken')
      return answer
    },
    async apply(tx, { tenant }, answer) {
      if (answer === null) return
      const { outcomeId, suggestionId } = answer
      const { assignmentId } = await getRevision(tx, tenant, { id: outcomeId, revision: 1 })
      if ((await getAgreement(tx, tenant, assignmentId)).withdrawnAt !== null) return
      await keepAsked(tx, { tenant, suggestionId, outcomeId })
      await keepPersonAnswer(tx, { ...answer, tenant })
    },
  }),
]
