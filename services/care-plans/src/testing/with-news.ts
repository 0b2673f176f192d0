import type { AnswerGiven, GoalGiven, Outcome } from '@waymark/contracts'
import { readEvents } from '@waymark/db'
import { newsTable } from '../news/tables.ts'
import { type StartedCarePlans, startCarePlans } from '../testing.ts'
import { anOutcome } from './stand-in-referrals.ts'

const aGoal: GoalGiven = {
  ...{ words: 'See people twice a week', wording: 'verbatim', language: 'en' },
  ...{ whyItMatters: null, goodLooksLike: null, importance: null, confidence: null },
  ...{ agreedWith: [], agreedByPerson: true, agreedOn: null },
}

/** Her answer to whatever waits. */
export const yes: AnswerGiven = {
  ...{ revision: 1, says: 'yes', score: 7, words: 'I have friends there.' },
  ...{ saidBy: 'person', told: null, tellReferrer: true },
}

/** Margaret with two goals, the first of which a referral is for. */
export async function startWithNews() {
  const started = await startCarePlans()
  const { priya, margaret, referrals, ids, hear, as, deps } = started
  const { id } = await priya.createPlan({ body: { personId: ids.margaret } })
  await priya.addGoal({ params: { id }, body: aGoal })
  const body = { ...aGoal, words: 'Cook again' }
  const { goals } = await priya.addGoal({ params: { id }, body })
  const goalAndReferral = (at = 0) => ({ id: goals[at]?.id ?? '', referralId: ids.referral })
  const link = (at = 0, who: StartedCarePlans['priya'] = priya) =>
    who.linkReferral({ params: goalAndReferral(at) })
  await link()
  const kept = () => deps.db.reader.select().from(newsTable).orderBy(newsTable.id)
  const lastId = async () => (await kept()).at(-1)?.id ?? ''
  const questions = async () =>
    (await margaret.findPlan({ body: { personId: null } })).plan?.goals.flatMap(
      (goal) => goal.suggestions,
    ) ?? []
  return {
    ...{ ...started, planId: id, link, questions, kept, lastId },
    unlink: () => priya.unlinkReferral({ params: goalAndReferral() }),
    /** A group says it. */
    async say(given: Partial<Outcome> = {}) {
      await referrals.say(ids.referral, anOutcome(given))
      await hear()
    },
    async stopSharing(assignmentId = anOutcome().assignmentId) {
      await referrals.stop(ids.referral, assignmentId)
      await hear()
    },
    /** She answers all that waits. */
    async answer(revision = 1) {
      for (const { id: suggestionId, state } of await questions()) {
        if (state === 'answered') continue
        const params = { id: suggestionId }
        await margaret.answerSuggestion({ params, body: { ...yes, revision } })
      }
    },
    /** Of what was told, what is news. */
    async told() {
      const { events } = await readEvents(deps.db.reader, { after: 0, limit: 1000 })
      return events.filter(({ type }) => type === 'news.made')
    },
    take: async (newsId?: string) =>
      as.service('notifications').takeNewsNotice({ params: { id: newsId ?? (await lastId()) } }),
  }
}

export type StartedWithNews = Awaited<ReturnType<typeof startWithNews>>
