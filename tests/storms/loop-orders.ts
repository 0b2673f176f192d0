import type { AnswerGiven, Outcome, OutcomeGiven, Plan, Referral } from '@waymark/contracts'
import { waitFor } from '@waymark/testing'
import { whenHeard } from '../support/when-heard.ts'
import { comeToYes, type Step, type Thread, wish } from './loop-work.ts'

/** What can be done in one person's loop, each with what must have been done before it. */
const needs = {
  linkFirst: [],
  linkSecond: [],
  report: [],
  correct: ['report'],
  reportWrongly: [],
  takeBack: ['reportWrongly'],
  answer: ['correct', 'linkFirst'],
  answerForHer: ['correct', 'linkSecond'],
  rate: [],
} as const satisfies Record<string, readonly string[]>
export type LoopAct = keyof typeof needs

// Object.keys forgets the names of a record that is spelt out above.
const loopActs = Object.keys(needs) as readonly LoopAct[]

/** An order of all acts, drawn from those that can be next; some of them are done again later. */
export function drawOrder(random: () => number): LoopAct[] {
  const order: LoopAct[] = []
  const done = new Set<LoopAct>()
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  while (done.size < loopActs.length) {
    const isNext = (act: LoopAct) => !done.has(act) && needs[act].every((each) => done.has(each))
    const next = random() < 0.3 ? pick([...done]) : pick(loopActs.filter(isNext))
    if (next === undefined) continue
    done.add(next)
    order.push(next)
  }
  return order
}

/** Somebody in the middle of it: two goals, a group that said yes, and what was said so far. */
export interface Life extends Thread {
  readonly step: Step
  readonly goalIds: readonly [string, string]
  /** Under which id each report was kept. */
  readonly said: Map<'report' | 'reportWrongly', string>
}

export async function beginLife(step: Step): Promise<Life> {
  const thread = await comeToYes(step)
  const { plans } = step.loop.priya
  const { plan } = await plans.findPlan({ body: { personId: thread.personId } })
  const body = { ...wish, words: 'Eat with others' }
  const params = { id: String(plan?.id) }
  const { goals } = await plans.addGoal({ params, body, ...step.once('second-goal') })
  const second = goals.find(({ words }) => words === body.words)?.id
  return { ...thread, step, goalIds: [thread.goalId, String(second)], said: new Map() }
}

const answerOf = (revision: number): AnswerGiven => ({
  ...{ revision, says: 'yes', score: 7, words: 'I slept well on Tuesday.', saidBy: 'person' },
  ...{ told: null, tellReferrer: true },
})

type Do = (life: Life) => Promise<unknown>

/** Each does the same when it is repeated: as a form that is sent twice, or a second press. */
export const doAct: Readonly<Record<LoopAct, Do>> = {
  linkFirst: (life) => link(life, 0),
  linkSecond: (life) => link(life, 1),
  report: (life) => report(life, 'report', came(life, 3)),
  correct: (life) => correct(life, 'report', came(life, 4)),
  reportWrongly: (life) => report(life, 'reportWrongly', came(life, 1)),
  takeBack: (life) => correct(life, 'reportWrongly', null),
  answer: (life) => answer(life, 0, answerOf(2)),
  answerForHer: (life) =>
    answer(life, 1, {
      ...{ ...answerOf(2), says: 'partly', saidBy: 'representative' },
      told: { how: 'phone', on: life.step.loop.today },
    }),
  rate: ({ step, goalIds: [id] }) =>
    step.loop.priya.plans.rateGoal({
      ...{ params: { id }, ...step.once('rate') },
      body: { score: 5, by: 'worker', words: null, told: null },
    }),
}

const came = ({ step }: Life, timesCame: number): OutcomeGiven => ({
  ...{ kind: 'stillComing', on: step.loop.today, timesCame },
  words: { text: 'She saves a seat for newcomers.', quotesPerson: false },
})

function link({ step, goalIds, referralId }: Life, at: 0 | 1) {
  return step.loop.priya.plans.linkReferral({ params: { id: goalIds[at], referralId } })
}

type Report = 'report' | 'reportWrongly'

async function report({ step, assignmentId, said }: Life, which: Report, outcome: OutcomeGiven) {
  const manager = step.loop.manager(step.number)
  const params = { id: assignmentId }
  const { outcomes } = await manager.reportForGroup({
    ...{ params, body: { outcome }, ...step.once(which) },
  })
  const others = [...said.values()]
  const id = said.get(which) ?? outcomes.find((each) => !others.includes(each.id))?.id
  said.set(which, String(id))
}

function correct({ step, said }: Life, which: Report, outcome: OutcomeGiven | null) {
  const params = { id: String(said.get(which)) }
  const body = { revision: 1, outcome }
  const manager = step.loop.manager(step.number)
  return manager.correctForGroup({ params, body, ...step.once(`correct-${which}`) })
}

async function answer(life: Life, at: 0 | 1, body: AnswerGiven) {
  const { loop, number, once } = life.step
  const question = await waitFor(
    'the correction to stand beside the goal',
    async () => {
      const goal = (await planOf(life)).goals.find(({ id }) => id === life.goalIds[at])
      return goal?.suggestions.find(({ outcome }) => isCorrection(outcome, life))
    },
    60_000,
  )
  const { plans } = body.told === null ? loop.herself(number) : loop.priya
  const params = { id: question.id }
  await whenHeard(() => plans.answerSuggestion({ params, body, ...once(`answer-${at}`) }))
}

function isCorrection(outcome: Outcome | null, { said }: Life): boolean {
  return outcome?.id === said.get('report') && outcome?.revision === 2
}

export async function planOf({ step, personId }: Life): Promise<Plan> {
  const { plan } = await step.loop.priya.plans.findPlan({ body: { personId } })
  if (plan === null) throw new Error('There is no plan.')
  return plan
}

/** Everything that the page of the plan and that of the referral show, but ids and moments. */
export async function stateOf(life: Life) {
  const { priya } = life.step.loop
  const referral = await priya.referrals.readReferral({ params: { id: life.referralId } })
  return { plan: planState(await planOf(life)), referral: referralState(referral) }
}

const inOrder = <T>(list: readonly T[]): T[] =>
  [...list].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))

function planState({ state, goals, notLinked }: Plan) {
  const told = goals.map(({ words, standing, own, ratings, referrals, suggestions }) => ({
    ...{ words, standing, own: own?.latest.score ?? null, referrals: referrals.length },
    ratings: inOrder(ratings.map(({ score, by }) => ({ score, by }))),
    suggestions: inOrder(
      suggestions.map(({ state: stands, outcome, listingName, confirmations }) => ({
        ...{ stands, outcome: outcomeState(outcome), listingName },
        answers: inOrder(
          confirmations.map(
            ({ id: _, suggestionId: __, at: ___, writtenBy: ____, ...said }) => said,
          ),
        ),
      })),
    ),
  }))
  return { state, goals: told, notLinked: notLinked.length }
}

function outcomeState(outcome: Outcome | null) {
  if (outcome === null) return null
  const { revision, standing, kind, timesCame, words } = outcome
  return { revision, standing, kind, timesCame, words }
}

function referralState({ state, assignments }: Referral) {
  const outcomes = assignments.flatMap((each) => each.outcomes)
  const told = outcomes.map(({ personSays, ...outcome }) => ({
    ...outcomeState(outcome),
    personSays:
      personSays.state === 'answered'
        ? inOrder(personSays.answers.map(({ at: _, ...said }) => said))
        : personSays.state,
  }))
  return { state, outcomes: inOrder(told) }
}
