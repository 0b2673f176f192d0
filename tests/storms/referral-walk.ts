import { demoPassword, seedId } from '@waymark/all-in-one'
import { isAppError, londonDay } from '@waymark/core'
import { type FakeSmtp, waitFor } from '@waymark/testing'
import { expect } from 'vitest'
import { groups, inTurn } from '../support/groups.ts'
import type { OperatorAt } from '../support/operator-at.ts'
import { whenHeard } from '../support/when-heard.ts'
import { comeBack } from './loop-walk.ts'
import type { Caller } from './referral-caller.ts'
import { type Canary, canaries, latestPart, personWords } from './referral-canaries.ts'

const askedOn = londonDay(new Date())
const yes = { says: 'yes', placesLeft: 4 } as const
const told = { on: askedOn, how: 'phone' } as const
const link = /\/answer\/referral\/([\w-]{64})/

/** Whom the fifty people's referrals go through, and every key that was given on the way. */
export interface Walk {
  readonly caller: Caller
  readonly smtp: FakeSmtp
  readonly tokens: Set<string>
  readonly codes: Set<string>
  readonly sessions: Set<string>
  readonly operator: OperatorAt
}

/** The call has to be refused: what is said then is looked at with the rest. */
export async function refused(call: Promise<unknown>): Promise<void> {
  const outcome = await call.then(
    () => 'done',
    (error: unknown) => isAppError(error),
  )
  expect(outcome).toBe(true)
}

export const listing = (index: number) => seedId(`demo listing ${inTurn(groups, index).listing}`)

/** What the newest e-mail to a group holds, once one has come that was not there before. */
async function fromMail({ smtp }: Walk, wanted: RegExp, known: Set<string>): Promise<string> {
  const found = await waitFor('the e-mail', () =>
    smtp.received
      .map(({ source }) => wanted.exec(source)?.[1])
      .find((one) => one && !known.has(one)),
  )
  known.add(found)
  return found
}

/** The token of the newest link to answer by. */
export const linkFromMail = (walk: Walk): Promise<string> => fromMail(walk, link, walk.tokens)

/** Registered, chosen, looked at, refused in many ways, sent; and then each their own course. */
export async function takeThrough(walk: Walk, canary: Canary, index: number): Promise<void> {
  const { priya, registrar, giveToPriya } = walk.caller
  const { registration } = canary
  const people = registrar(index)
  const { familyName, birthDate, nhsNumber } = registration
  const entry = await people.registerPerson({ body: registration })
  const identifiers = {
    familyName,
    birthDate,
    nhsNumber: nhsNumber?.digits ?? null,
    postcode: null,
  }
  const { id: personId } = await people.choosePerson({ body: identifiers })
  expect(personId).toBe(entry.personId)
  await giveToPriya(personId)
  await refused(people.choosePerson({ body: { ...identifiers, birthDate: '1901-01-01' } }))
  await refused(people.registerPerson({ body: { ...registration, birthDate: familyName } }))
  const body = canary.wish(listing(index), { kind: 'person', personId }, askedOn)
  const { agreement, ...wish } = body
  const preview = await whenHeard(() => priya.previewReferral({ body: wish }))
  expect(preview.shared.after.familyName).toBe(familyName)
  await refused(priya.createReferral({ body: { ...body, listingId: seedId('nowhere') } }))
  await refused(priya.createReferral({ body: { ...body, reason: wish.reason.repeat(20) } }))
  const stale = { ...agreement, wordingVersion: familyName.slice(0, 20) }
  await refused(priya.createReferral({ body: { ...body, agreement: stale } }))
  const idempotencyKey = `sent-once-${index}`
  const sent = await priya.createReferral({ body, idempotencyKey })
  await refused(priya.createReferral({ body: { ...body, needToKnow: familyName }, idempotencyKey }))
  const token = await linkFromMail(walk)
  const courses = [answerOnPages, askAndExplain, sayNoByLink, tellAndAskNext, stopAndClose]
  await courses[index % courses.length]?.({
    walk,
    canary,
    index,
    token,
    referralId: sent.id,
    id: latestPart(sent),
  })
  await comeBack(walk, { canary, index, personId })
}

interface Referred {
  readonly walk: Walk
  readonly canary: Canary
  readonly index: number
  readonly token: string
  readonly referralId: string
  readonly id: string
}

async function pressed({ caller, sessions }: Walk, token: string) {
  const { session } = await caller.web.startAnswerSession({ body: { token } })
  sessions.add(session)
  return { token, session }
}

/** On the pages, as somebody without an account does: yes, a wrong code, the right one. */
async function answerOnPages({ walk, canary, token }: Referred): Promise<void> {
  const { visit } = walk.caller
  const path = `/answer/referral/${token}`
  for (const word of personWords) expect((await visit(path)).text).not.toContain(word)
  const { cookie } = await visit(`${path}/open`, { form: {} })
  walk.sessions.add(decodeURIComponent(cookie.split('=')[1] ?? ''))
  const { givenName, familyName, knownAs } = canary.registration
  expect((await visit(path, { cookie })).text).toContain(knownAs)
  const bad = { says: 'yes', placesLeft: `a few for ${givenName}` }
  expect((await visit(path, { cookie, form: bad })).status).toBe(422)
  expect((await visit(path, { cookie, form: { says: 'yes', placesLeft: '3' } })).status).toBe(303)
  await visit(`${path}/code`, { cookie, form: {} })
  const code = await fromMail(walk, />(\d{6})</, walk.codes)
  const guess = code === '918273' ? '918274' : '918273'
  expect((await visit(`${path}/proof`, { cookie, form: { code: guess } })).status).toBe(422)
  await visit(`${path}/proof`, { cookie, form: { code } })
  expect((await visit(path, { cookie })).text).toContain(familyName)
  await visit(`/answer/referral/${token.slice(0, 40)}`)
}

async function askAndExplain({ walk, canary, index, ...sent }: Referred): Promise<void> {
  const { token, referralId, id } = sent
  const { web, priya, groupOf } = walk.caller
  const { question, answer } = canary.words
  const button = await pressed(walk, token)
  await refused(web.readLinked({ body: { token, session: 'of-nobody-at-all-000000' } }))
  const asked = { says: 'question', words: question } as const
  await web.answerLinked({ body: { ...button, answer: asked } })
  await refused(web.answerLinked({ body: { ...button, answer: asked } }))
  const { assignments } = await priya.readReferral({ params: { id: referralId } })
  const params = { id: String(assignments[0]?.questions[0]?.id) }
  await priya.answerQuestion({ params, body: { words: answer } })
  await linkFromMail(walk)
  const group = groupOf(inTurn(groups, index).organisation)
  await group.answerForGroup({ params: { id }, body: { answer: yes } })
  await refused(group.answerForGroup({ params: { id }, body: { answer: yes } }))
  const { after } = await group.readForGroup({ params: { id } })
  expect(after?.familyName).toBe(canary.registration.familyName)
}

async function sayNoByLink({ walk, canary, index, token, referralId }: Referred): Promise<void> {
  const { web } = walk.caller
  const button = await pressed(walk, token)
  const answer = { says: 'no', reason: 'other', words: canary.words.no } as const
  await refused(web.answerLinked({ body: { ...button, answer: { ...answer, words: null } } }))
  await web.answerLinked({ body: { ...button, answer } })
  await refused(web.askAnswerCode({ body: button }))
  await askNext(walk, referralId, index + 3)
}

async function askNext(walk: Walk, referralId: string, index: number): Promise<void> {
  const { priya } = walk.caller
  const params = { id: referralId }
  await priya.listAlternatives({ params })
  await priya.askNext({ params, body: { listingId: listing(index), agreement: null } })
  await linkFromMail(walk)
}

async function tellAndAskNext({ walk, canary, index, referralId, id }: Referred): Promise<void> {
  const { priya } = walk.caller
  const by = canary.words.teller
  const answer = { says: 'no', reason: 'noCapacity', words: canary.words.no } as const
  const body = { answer, told: { ...told, by } }
  const tomorrow = { ...body, told: { ...body.told, on: '2999-01-01' } }
  await refused(priya.recordAnswer({ params: { id }, body: tomorrow }))
  await priya.recordAnswer({ params: { id }, body })
  await refused(priya.recordAnswer({ params: { id }, body }))
  await askNext(walk, referralId, index + 3)
}

async function stopAndClose({ walk, referralId, id, token }: Referred): Promise<void> {
  const { priya, web } = walk.caller
  const button = await pressed(walk, token)
  await priya.stopSharing({ params: { id } })
  await refused(web.readLinked({ body: button }))
  await waitFor('the group to be told', () =>
    walk.smtp.received.some(({ source }) => source.includes('do nothing more')),
  )
  const closing = { params: { id: referralId }, body: { as: 'withdrawn' as const } }
  await priya.closeReferral(closing)
  await refused(priya.closeReferral(closing))
}

/** Priya's own pages, and the first steps of referring somebody, typed wrong and right. */
export async function readPages({ caller }: Walk): Promise<void> {
  const { visit } = caller
  const email = 'priya@vale-surgery.example'
  const { cookie } = await visit('/sign-in', { form: { email, password: demoPassword } })
  const list = await visit('/referrals', { cookie })
  expect(list.text).toContain(canaries.at(-1)?.registration.familyName)
  for (const [path = ''] of list.text.matchAll(/\/(referrals|people)\/[0-9a-f-]{36}/g)) {
    expect((await visit(path, { cookie })).status).toBe(200)
  }
  const started = await visit('/refer', { cookie, form: { who: 'other' } })
  const journey = started.location.replace(/\/[a-z]+$/, '')
  for (const { registration } of canaries.slice(0, 1)) {
    const { givenName, familyName, postcode } = registration
    const typed = { givenName, familyName, postcode: postcode ?? '' }
    expect((await visit(`${journey}/new`, { cookie, form: typed })).status).toBe(422)
    const born = { birthDateDay: '2', birthDateMonth: '3', birthDateYear: '1931' }
    const next = await visit(`${journey}/new`, { cookie, form: { ...typed, ...born } })
    expect(next.status).toBe(303)
    expect((await visit(next.location, { cookie })).status).toBeLessThan(400)
  }
}
