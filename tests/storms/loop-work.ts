import { seedId } from '@waymark/all-in-one'
import {
  type AnswerGiven,
  carePlansApi,
  type GoalGiven,
  type Outcome,
  type OutcomeGiven,
  peopleApi,
  type Referral,
  referralsApi,
  type Suggestion,
} from '@waymark/contracts'
import { addDays, londonDay } from '@waymark/core'
import {
  aContact,
  anAgreement,
  aReferral,
  aRegistration,
  type Calling,
  callersOf,
  waitFor,
} from '@waymark/testing'
import { groups, inTurn } from '../support/groups.ts'
import type { Tell } from '../support/storm-child.ts'
import { whenHeard } from '../support/when-heard.ts'

/** What becomes of what a group says, by the number of whom it is about. */
const courses = ['herYes', 'corrected', 'answeredFirst', 'mistake', 'keptToHerself'] as const
export type LoopCourse = (typeof courses)[number]

export const loopCourseOf = (number: number): LoopCourse => inTurn(courses, number)
export const loopNameOf = (number: number): string => `Loop-Weather ${number}`

/** Where everybody in the storm is written to. */
export const loopMailbox = 'weather@home.example'

/** By the time it is answered, the e-mail about it has mostly left: so many come between. */
const answeredAfter = 3

/** Everybody who has a part in the loop, as the services meet them. */
export function openLoop(platform: Calling) {
  const people = callersOf(platform, peopleApi)
  const referrals = callersOf(platform, referralsApi)
  const plans = callersOf(platform, carePlansApi)
  const priya = { userId: seedId('demo account priya') }
  const accountOf = (number: number) => seedId(`loop account ${number}`)
  const herself = (number: number) => ({ userId: accountOf(number) })
  return {
    ...{ accountOf, priyaId: priya.userId, today: londonDay(platform.now()) },
    /** Nobody may register more than thirty an hour, so everybody is registered by another. */
    registrar: (number: number) =>
      people.user('linkWorker', { userId: seedId(`loop registrar ${number}`) }),
    web: plans.service('web'),
    farah: people.user('teamLead', { userId: seedId('demo account farah') }),
    priya: {
      people: people.user('linkWorker', priya),
      referrals: referrals.user('linkWorker', priya),
      plans: plans.user('linkWorker', priya),
    },
    herself: (number: number) => ({
      referrals: referrals.user('person', herself(number)),
      plans: plans.user('person', herself(number)),
    }),
    manager: (number: number) =>
      referrals.user('organisationManager', {
        organisationId: seedId(`demo organisation ${inTurn(groups, number).organisation}`),
      }),
  }
}

export type Loop = ReturnType<typeof openLoop>

/** One person's part of a turn: what is done of it does nothing twice when it is repeated. */
export interface Step {
  readonly loop: Loop
  readonly number: number
  readonly tell: (act: string, id: string) => void
  /** The key with which a form that is sent twice comes both times. */
  readonly once: (act: string) => { readonly idempotencyKey: string }
}

/** Where somebody's thread runs. */
export interface Thread {
  readonly personId: string
  readonly goalId: string
  readonly referralId: string
  readonly assignmentId: string
}

/**
 * One turn: a person comes as far as a group's yes, and the group says what happened to an earlier
 * one. A turn that was cut off is taken again from its start.
 */
export async function takeLoopTurn(loop: Loop, turn: number, tell: Tell): Promise<void> {
  const step = stepOf(loop, turn, tell)
  const thread = await beginThread(step)
  await report(step, thread)
  if (turn < answeredAfter) return
  const earlier = stepOf(loop, turn - answeredAfter, tell)
  const before = await beginThread(earlier)
  const outcomeId = await report(earlier, before)
  await runCourse[loopCourseOf(earlier.number)](earlier, { ...before, outcomeId })
}

export function stepOf(loop: Loop, number: number, tell: Tell = () => {}): Step {
  return {
    ...{ loop, number },
    tell: (act, id) => tell(number, act, id),
    once: (act) => ({ idempotencyKey: `loop-${number}-${act}` }),
  }
}

export const wish: GoalGiven = {
  ...{ words: 'See people twice a week', wording: 'verbatim', language: 'en' },
  ...{ whyItMatters: null, goodLooksLike: null, importance: 8, confidence: 4 },
  ...{ agreedWith: ['Priya'], agreedByPerson: true, agreedOn: null },
}

/** Somebody as far as a group's yes, the referral linked to the goal unless that is for later. */
export async function beginThread(step: Step): Promise<Thread> {
  const thread = await comeToYes(step)
  if (!isLinkedLate(step.number)) await link(step, thread)
  return thread
}

/** Somebody with a plan, a goal in it, and a group that said yes to them. */
export async function comeToYes(step: Step): Promise<Thread> {
  const { loop, number, tell, once } = step
  const personId = await meet(step)
  const { plans } = loop.priya
  const created = { body: { personId }, ...once('plan') }
  const plan = await whenHeard(() => plans.createPlan(created))
  tell('planned', plan.id)
  const added = await plans.addGoal({ params: { id: plan.id }, body: wish, ...once('goal') })
  const goalId = String(added.goals[0]?.id)
  tell('wished', goalId)
  const sent = await send(step, personId)
  const assignmentId = String(sent.assignments[0]?.id)
  const yes = { answer: { says: 'yes' as const, placesLeft: null } }
  const params = { id: assignmentId }
  await loop.manager(number).answerForGroup({ params, body: yes, ...once('yes') })
  tell('accepted', assignmentId)
  return { personId, goalId, referralId: sent.id, assignmentId }
}

/** In one course the group has said what happened before anybody links it to the goal. */
const isLinkedLate = (number: number) => loopCourseOf(number) === 'keptToHerself'

export async function link({ loop, tell }: Step, { goalId, referralId }: Thread): Promise<void> {
  await loop.priya.plans.linkReferral({ params: { id: goalId, referralId } })
  tell('linked', referralId)
}

/** Registers a person, gives them to Priya, and links the account with which they sign in. */
async function meet({ loop, number, tell, once }: Step): Promise<string> {
  const { priya, priyaId, farah, registrar } = loop
  const named = { givenName: 'Gail', familyName: loopNameOf(number), nhsNumber: null }
  const birthDate = addDays('1930-01-01', number * 7)
  const contact = aContact({ email: { safe: true, address: loopMailbox }, askedOn: loop.today })
  const body = aRegistration({ ...named, birthDate, contact })
  const entry = await registrar(number).registerPerson({ body, ...once('register') })
  tell('registered', entry.id)
  const personId = String(entry.personId)
  const params = { id: personId }
  const work = { userId: priyaId, role: 'linkWorker' } as const
  await farah.startRelationship({ params, body: work, ...once('give') })
  await priya.people.linkAccount({ params, body: { accountId: loop.accountOf(number) } })
  return personId
}

async function send({ loop, number, tell, once }: Step, personId: string): Promise<Referral> {
  const agreement = anAgreement({ askedOn: loop.today })
  const listingId = seedId(`demo listing ${inTurn(groups, number).listing}`)
  const body = aReferral({ kind: 'person', personId }, listingId, { agreement })
  const sent = await loop.priya.referrals.createReferral({ body, ...once('send') })
  tell('sent', sent.id)
  return sent
}

/** What the group of a number says happened. */
export function saidOf(loop: Loop, number: number, words = wordsOf(number)): OutcomeGiven {
  const kind = inTurn(['stillComing', 'cameAFewTimes', 'finished'] as const, number)
  const text = { text: words, quotesPerson: number % 2 === 0 }
  return { kind, on: loop.today, timesCame: 1 + (number % 9), words: text }
}

const wordsOf = (number: number) => `She laughs with everybody (${number}).`

/** The group says what happened. Gives under which id. */
export async function report(step: Step, { assignmentId }: Thread): Promise<string> {
  const { loop, number, tell, once } = step
  const { outcomes } = await loop.manager(number).reportForGroup({
    ...{ params: { id: assignmentId }, body: { outcome: saidOf(loop, number) }, ...once('report') },
  })
  const { id } = only(outcomes)
  tell('reported', id)
  return id
}

interface Reported extends Thread {
  readonly outcomeId: string
}

/** What becomes of it, once it is said. */
const runCourse: Readonly<Record<LoopCourse, (step: Step, said: Reported) => Promise<void>>> = {
  async herYes(step, said) {
    await answer(step, said, { by: 'herself', revision: 1 })
  },
  async corrected(step, said) {
    await correct(step, said, saidOf(step.loop, step.number, 'She came once more.'))
    await answer(step, said, { by: 'phone', revision: 2 })
  },
  async answeredFirst(step, said) {
    await answer(step, said, { by: 'phone', revision: 1 })
    await correct(step, said, saidOf(step.loop, step.number, 'It was another Tuesday.'))
    await answer(step, said, { by: 'herself', revision: 2 })
  },
  async mistake(step, said) {
    await correct(step, said, null)
  },
  async keptToHerself(step, said) {
    await link(step, said)
    await answer(step, said, { by: 'herself', revision: 1 })
  },
}

/** The second thing that the group says: a correction, or that the first was a mistake. */
export async function correct(
  { loop, number, tell, once }: Step,
  { outcomeId }: Reported,
  outcome: OutcomeGiven | null,
): Promise<void> {
  const given = { params: { id: outcomeId }, body: { revision: 1, outcome }, ...once('correct') }
  await loop.manager(number).correctForGroup(given)
  tell(outcome === null ? 'tookBack' : 'corrected', outcomeId)
}

interface Answering {
  readonly by: 'herself' | 'phone'
  readonly revision: number
}

/** She answers herself, or Priya writes down what she said on the phone. */
async function answer(step: Step, said: Reported, { by, revision }: Answering): Promise<void> {
  const { loop, number, tell, once } = step
  const { id } = await questionOf(loop, said, revision)
  const body: AnswerGiven = {
    ...{ revision, says: inTurn(['yes', 'partly', 'no'] as const, number), score: number % 11 },
    ...{ words: `I say so (${number}, ${revision}).`, saidBy: 'person' },
    told: by === 'phone' ? { how: 'phone', on: loop.today } : null,
    tellReferrer: loopCourseOf(number) !== 'keptToHerself',
  }
  const { plans } = by === 'phone' ? loop.priya : loop.herself(number)
  const given = { params: { id }, body, ...once(`answer-${revision}`) }
  const { goals } = await whenHeard(() => plans.answerSuggestion(given))
  const answers = goals[0]?.suggestions[0]?.confirmations ?? []
  tell(`answered${revision}`, String(answers.find((each) => each.revision === revision)?.id))
}

/** What the group said, beside her goal, once care-plans has taken this revision or a later. */
export function questionOf(
  loop: Loop,
  { personId }: Pick<Thread, 'personId'>,
  revision: number,
): Promise<Suggestion> {
  return waitFor(
    'what the group said to stand beside her goal',
    async () => {
      const { plan } = await loop.priya.plans.findPlan({ body: { personId } })
      const suggestion = plan?.goals[0]?.suggestions[0]
      return isThere(suggestion?.outcome, revision) ? suggestion : null
    },
    60_000,
  )
}

function isThere(outcome: Outcome | null | undefined, revision: number): boolean {
  return (outcome?.revision ?? 0) >= revision
}

function only<T>(list: readonly T[]): T {
  const [one, ...others] = list
  if (one === undefined || others.length > 0) throw new Error(`There are ${list.length} of it.`)
  return one
}
