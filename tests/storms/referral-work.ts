import { seedId } from '@waymark/all-in-one'
import { oneTimeCode, sealLink } from '@waymark/auth'
import { type GroupAnswer, peopleApi, type Referral, referralsApi } from '@waymark/contracts'
import { addDays, londonDay } from '@waymark/core'
import type { Platform } from '@waymark/http'
import { anAgreement, aReferral, aRegistration, callersOf } from '@waymark/testing'
import { groups, inTurn } from '../support/groups.ts'
import { lookInto } from '../support/outside.ts'
import type { Tell } from '../support/storm-child.ts'

/** What becomes of a referral, by its number. */
const courses = ['waits', 'saysYes', 'isTold', 'isStopped', 'asksBack'] as const
export type Course = (typeof courses)[number]

export const courseOf = (number: number): Course => inTurn(courses, number)
export const familyNameOf = (number: number): string => `Storm-Weather ${number}`

/** By the time it is answered, its e-mail has mostly left: so many others are sent between. */
export const answeredAfter = 3

/** The house as the storm meets it: its callers, and the keys in an e-mail that it reads itself. */
export async function openStorm(platform: Platform) {
  const { tenant, dataDir } = platform
  const people = callersOf(platform, peopleApi)
  const referrals = callersOf(platform, referralsApi)
  const priyaId = seedId('demo account priya')
  const key = await platform.secret('link-key')
  const records = lookInto(dataDir, 'referrals')
  const newest = async (sql: string, assignmentId: string) => {
    const [row] = await records.rows(sql, [assignmentId])
    return String(row?.id)
  }
  return {
    priyaId,
    today: londonDay(platform.now()),
    priya: referrals.user('linkWorker', { userId: priyaId }),
    web: referrals.service('web'),
    farah: people.user('teamLead', { userId: seedId('demo account farah') }),
    /** Nobody may register more than thirty an hour, so everybody is registered by another. */
    registrar: (number: number) =>
      people.user('linkWorker', { userId: seedId(`storm registrar ${number}`) }),
    manager: (number: number) =>
      referrals.user('organisationManager', {
        organisationId: seedId(`demo organisation ${inTurn(groups, number).organisation}`),
      }),
    async linkToken(assignmentId: string): Promise<string> {
      const sql = 'select id from answer_link where assignment_id = ? and revoked_at is null'
      return sealLink({ key, tenant, purpose: 'referral', id: await newest(sql, assignmentId) })
    },
    async code(assignmentId: string): Promise<string> {
      const sql = `select id from answer_code where assignment_id = ?
        order by asked_at desc, id desc limit 1`
      const id = await newest(sql, assignmentId)
      return oneTimeCode({ key, tenant, purpose: 'referral-code', id })
    },
    close: records.close,
  }
}

export type Storm = Awaited<ReturnType<typeof openStorm>>

/** One referral's part of a turn: what is done to it does nothing twice when it is repeated. */
interface Step {
  readonly storm: Storm
  readonly number: number
  readonly tell: (act: string, id: string) => void
  /** The key with which a form that is sent twice comes both times. */
  readonly once: (act: string) => { readonly idempotencyKey: string }
}

/**
 * One turn: somebody is registered and referred, and an earlier referral runs its course. A turn
 * that was cut off is taken again from its start.
 */
export async function takeTurn(storm: Storm, turn: number, tell: Tell): Promise<void> {
  await send(stepOf(storm, turn, tell))
  if (turn < answeredAfter) return
  const earlier = stepOf(storm, turn - answeredAfter, tell)
  await runCourse[courseOf(earlier.number)](earlier, await send(earlier))
}

function stepOf(storm: Storm, number: number, tell: Tell): Step {
  return {
    ...{ storm, number },
    tell: (act, id) => tell(number, act, id),
    once: (act) => ({ idempotencyKey: `storm-${number}-${act}` }),
  }
}

/** Somebody is registered and referred, and nothing becomes of it yet. */
export function refer(storm: Storm, number: number): Promise<Referral> {
  return send(stepOf(storm, number, () => {}))
}

/** Registers a person, gives her to Priya, and has Priya refer her. */
async function send({ storm, number, tell, once }: Step): Promise<Referral> {
  const { priyaId, priya, farah, registrar } = storm
  const birthDate = addDays('1930-01-01', number * 7)
  const named = { givenName: 'Gale', familyName: familyNameOf(number), birthDate }
  const details = aRegistration({ ...named, nhsNumber: null })
  const entry = await registrar(number).registerPerson({ body: details, ...once('register') })
  tell('registered', entry.id)
  const personId = String(entry.personId)
  const work = { userId: priyaId, role: 'linkWorker' } as const
  const given = { params: { id: personId }, body: work, ...once('give') }
  tell('given', (await farah.startRelationship(given)).id)
  const agreement = anAgreement({ askedOn: storm.today, scope: 'similarGroups' })
  const body = aReferral({ kind: 'person', personId }, listingOf(number), { agreement })
  const sent = await priya.createReferral({ body, ...once('send') })
  tell('sent', sent.id)
  return sent
}

const runCourse: Readonly<Record<Course, (step: Step, sent: Referral) => Promise<void>>> = {
  async waits() {},

  /** By the link; then a code opens how to reach the person, typed in or left alone. */
  async saysYes(step, sent) {
    const { storm, number, tell } = step
    const id = partOf(sent, 0)
    const button = await pressButton(storm, id)
    await answerByLink(storm, button, { says: 'yes', placesLeft: 1 + (number % 8) })
    tell('answered', id)
    await storm.web.askAnswerCode({ body: button })
    if (number % 2 === 0) {
      const code = await storm.code(id)
      const { assignment } = await storm.web.proveAnswerCode({ body: { ...button, code } })
      if (assignment.after?.familyName !== familyNameOf(number)) throw new Error('Nothing opened.')
    }
    tell('codeAsked', id)
  },

  /** Told by phone, and the next group is asked. */
  async isTold({ storm, tell, number, once }, sent) {
    const id = partOf(sent, 0)
    const answer = { says: 'no', reason: 'noCapacity', words: null } as const
    const body = { answer, told: { by: 'Pat', on: storm.today, how: 'phone' as const } }
    await storm.priya.recordAnswer({ params: { id }, body, ...once('told') })
    tell('answered', id)
    const asked = await storm.priya.askNext({
      params: { id: sent.id },
      body: { listingId: listingOf(number + 1), agreement: null },
      ...once('next'),
    })
    tell('askedNext', partOf(asked, 1))
  },

  async isStopped({ storm, tell, once }, sent) {
    const params = { id: partOf(sent, 0) }
    await storm.priya.stopSharing({ params, ...once('stop') })
    tell('stopped', params.id)
    const closing = { params: { id: sent.id }, body: { as: 'withdrawn' as const } }
    await storm.priya.closeReferral({ ...closing, ...once('close') })
    tell('closed', sent.id)
  },

  /** A question by the link, its answer, and a yes by a group that signs in. */
  async asksBack(step, sent) {
    const { storm, number, tell, once } = step
    const params = { id: partOf(sent, 0) }
    const button = await pressButton(storm, params.id)
    await answerByLink(storm, button, { says: 'question', words: 'Does she like dominoes?' })
    const read = await storm.priya.readReferral({ params: { id: sent.id } })
    const question = { id: String(read.assignments[0]?.questions[0]?.id) }
    tell('asked', question.id)
    const told = { params: question, body: { words: 'Very much.' }, ...once('explain') }
    await storm.priya.answerQuestion(told)
    tell('explained', question.id)
    const yes = { answer: { says: 'yes' as const, placesLeft: null } }
    await storm.manager(number).answerForGroup({ params, body: yes, ...once('answer') })
    tell('answered', params.id)
  },
}

export type Button = { readonly token: string; readonly session: string }

/** The e-mail was opened and its button pressed: half an hour with one group's part. */
export async function pressButton(storm: Storm, assignmentId: string): Promise<Button> {
  const token = await storm.linkToken(assignmentId)
  const { session } = await storm.web.startAnswerSession({ body: { token } })
  return { token, session }
}

/** As somebody does who opens the page again: where her question stands, she asks no other. */
async function answerByLink(storm: Storm, button: Button, answer: GroupAnswer): Promise<void> {
  const { assignment } = await storm.web.readLinked({ body: button })
  if (answer.says === 'question' && assignment.questions.length > 0) return
  await storm.web.answerLinked({ body: { ...button, answer } })
}

/** A group's part by the order in which they were asked: a referral names the newest first. */
export function partOf({ assignments }: Referral, index: number): string {
  return String(assignments.at(-1 - index)?.id)
}

function listingOf(number: number): string {
  return seedId(`demo listing ${inTurn(groups, number).listing}`)
}
