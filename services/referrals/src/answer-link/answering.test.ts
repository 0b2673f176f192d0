import { anAgreement } from '@waymark/testing'
import { expect, test } from 'vitest'
import { aQuestion, countEvents, lastToken, no, pressedButton, yes } from '../testing/by-link.ts'
import { latestOf, referMargaret, startReferrals } from '../testing.ts'
import { answerSessionTable } from './tables.ts'

const minuteMs = 60_000
const theirs = ['Margaret', 'Maggie', 'Okafor', 'stick', 'eaten alone', 'laugh', '960 201']

/** A letter of the seal becomes another. */
function altered(token: string): string {
  return token.slice(0, 40) + (token[40] === 'A' ? 'B' : 'A') + token.slice(41)
}

test('happy: a link shows its face, and nothing of a person, however often', async () => {
  const started = await startReferrals()
  await referMargaret(started)
  const token = await lastToken(started)
  const before = await countEvents(started)
  for (let looks = 0; looks < 5; looks += 1) {
    const face = await started.web.readLinkFace({ body: { token } })
    expect(face).toEqual({
      state: 'waiting',
      listingName: 'Tuesday lunch club',
      organisationName: 'St Aidan’s',
      sender: {
        name: 'Priya',
        workplaceName: 'Vale Surgery',
        workplacePhone: '01632 960 160',
      },
      answerBy: '2026-11-27T17:00:00.000Z',
    })
    for (const word of theirs) expect(JSON.stringify(face)).not.toContain(word)
  }
  expect(await countEvents(started)).toBe(before)
  expect(await started.deps.db.reader.select().from(answerSessionTable)).toEqual([])
  await started.stop()
})

test('happy: the button gives half an hour with what a group may read to decide', async () => {
  const started = await startReferrals()
  const { given, expiresAt } = await pressedButton(started)
  expect(expiresAt).toBe('2026-11-22T09:30:00.000Z')
  const { assignment, code } = await started.web.readLinked({ body: given })
  expect(code).toEqual({ state: 'notNeeded' })
  expect(assignment).toMatchObject({
    state: 'requested',
    before: { firstName: 'Maggie', outcode: 'PE23', need: 'company' },
    after: null,
  })
  const kept = await started.deps.db.reader.select().from(answerSessionTable)
  expect(JSON.stringify(kept)).not.toContain(given.session)
  await started.stop()
})

test('happy: a yes is kept, told, and seen by the sender at once', async () => {
  const started = await startReferrals()
  const { given, referral } = await pressedButton(started)
  const answered = await started.web.answerLinked({ body: { ...given, answer: yes } })
  expect(answered).toMatchObject({
    assignment: { state: 'accepted', placesLeft: 2, told: null, after: null },
    code: { state: 'notSent' },
  })
  const seen = await started.priya.readReferral({ params: { id: referral.id } })
  expect(latestOf(seen)).toMatchObject({ state: 'accepted', told: null })
  const { state } = await started.web.readLinkFace({ body: { token: given.token } })
  expect(state).toBe('answered')
  await started.stop()
})

test('happy: after a no the page says what was decided, and nothing of her', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  await started.web.answerLinked({ body: { ...given, answer: no } })
  const linked = await started.web.readLinked({ body: given })
  expect(linked).toMatchObject({
    assignment: { state: 'declined', declineReason: 'notEligibleAge', before: null, after: null },
    code: { state: 'notNeeded' },
  })
  for (const word of theirs) expect(JSON.stringify(linked)).not.toContain(word)
  await started.stop()
})

test('happy: a question leaves it open, and its answer comes with a fresh link', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  const asked = await started.web.answerLinked({ body: { ...given, answer: aQuestion } })
  expect(asked.assignment.state).toBe('underReview')
  const [question] = asked.assignment.questions
  const id = question?.id ?? ''
  await started.priya.answerQuestion({ params: { id }, body: { words: 'None at all.' } })
  await expect(started.web.readLinked({ body: given })).rejects.toMatchObject({ code: 'gone' })
  const token = await lastToken(started)
  const { session } = await started.web.startAnswerSession({ body: { token } })
  const { assignment } = await started.web.readLinked({ body: { token, session } })
  expect(assignment).toMatchObject({ state: 'requested', questions: [{ answer: 'None at all.' }] })
  await started.stop()
})

test('refused: a second answer leaves the first as it is', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  await started.web.answerLinked({ body: { ...given, answer: yes } })
  const before = await countEvents(started)
  const second = await started.web.answerLinked({ body: { ...given, answer: no } })
  expect(second.assignment).toMatchObject({ state: 'accepted', placesLeft: 2 })
  expect(await countEvents(started)).toBe(before)
  await started.stop()
})

test('refused: four answers at once are one answer', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  const before = await countEvents(started)
  const answers = await Promise.all(
    [1, 2, 3, 4].map((placesLeft) =>
      started.web.answerLinked({ body: { ...given, answer: { says: 'yes', placesLeft } } }),
    ),
  )
  expect(new Set(answers.map(({ assignment }) => assignment.placesLeft)).size).toBe(1)
  // It moved, and it said how many places are left: each once.
  expect(await countEvents(started)).toBe(before + 2)
  await started.stop()
})

test('refused: a question on top of a question', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  const ask = () => started.web.answerLinked({ body: { ...given, answer: aQuestion } })
  await ask()
  await expect(ask()).rejects.toMatchObject({ code: 'conflict', allowed: ['accept', 'decline'] })
  const said = await started.web.answerLinked({ body: { ...given, answer: yes } })
  expect(said.assignment.state).toBe('accepted')
  await started.stop()
})

test('refused: half an hour later the button has to be pressed again', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  started.clock.advance(30 * minuteMs)
  const over = { code: 'unauthenticated', message: 'Press the button on the page again.' }
  await expect(started.web.readLinked({ body: given })).rejects.toMatchObject(over)
  const late = started.web.answerLinked({ body: { ...given, answer: yes } })
  await expect(late).rejects.toMatchObject(over)
  const { token } = given
  const { session } = await started.web.startAnswerSession({ body: { token } })
  const again = await started.web.readLinked({ body: { token, session } })
  expect(again.assignment.state).toBe('requested')
  await started.stop()
})

test('secure: an altered link, another tenant’s and none at all are not found alike', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  const { web, as } = started
  const other = as.service('web', 'northfields')
  for (const token of [altered(given.token), '', 'x'.repeat(64), `${given.token}A`]) {
    const bodies = { token, session: given.session }
    for (const tried of [
      () => web.readLinkFace({ body: { token } }),
      () => web.startAnswerSession({ body: { token } }),
      () => web.freshAnswerLink({ body: { token } }),
      () => web.readLinked({ body: bodies }),
      () => web.answerLinked({ body: { ...bodies, answer: yes } }),
      () => web.askAnswerCode({ body: bodies }),
      () => web.proveAnswerCode({ body: { ...bodies, code: '123456' } }),
    ]) {
      await expect(tried()).rejects.toMatchObject({ code: 'notFound' })
    }
  }
  const foreign = other.readLinkFace({ body: { token: given.token } })
  await expect(foreign).rejects.toMatchObject({ code: 'notFound' })
  await started.stop()
})

test('secure: another link’s session opens nothing', async () => {
  const started = await startReferrals()
  const { given, referral } = await pressedButton(started)
  const { id } = referral
  await started.web.answerLinked({ body: { ...given, answer: no } })
  const body = { listingId: started.ids.choir, agreement: anAgreement() }
  await started.priya.askNext({ params: { id }, body })
  const token = await lastToken(started)
  const { session } = await started.web.startAnswerSession({ body: { token } })
  const crossed = [
    { token, session: given.session },
    { token: given.token, session },
    { token, session: 'A'.repeat(43) },
  ]
  for (const wrong of crossed) {
    const read = started.web.readLinked({ body: wrong })
    await expect(read).rejects.toMatchObject({ code: 'unauthenticated' })
    const said = started.web.answerLinked({ body: { ...wrong, answer: yes } })
    await expect(said).rejects.toMatchObject({ code: 'unauthenticated' })
  }
  const own = await started.web.readLinked({ body: { token, session } })
  expect(own.assignment).toMatchObject({ listingName: 'Harbour choir', state: 'requested' })
  await started.stop()
})

test('secure: once sharing has stopped, link and session are gone in the same write', async () => {
  const started = await startReferrals()
  const { given, assignment } = await pressedButton(started)
  await started.web.answerLinked({ body: { ...given, answer: yes } })
  await started.priya.stopSharing({ params: { id: assignment.id } })
  const { web } = started
  for (const tried of [
    () => web.startAnswerSession({ body: { token: given.token } }),
    () => web.readLinked({ body: given }),
    () => web.answerLinked({ body: { ...given, answer: yes } }),
    () => web.askAnswerCode({ body: given }),
    () => web.proveAnswerCode({ body: { ...given, code: '123456' } }),
  ]) {
    await expect(tried()).rejects.toMatchObject({ code: 'gone' })
  }
  const face = await web.readLinkFace({ body: { token: given.token } })
  expect(face.state).toBe('ended')
  for (const word of theirs) expect(JSON.stringify(face)).not.toContain(word)
  const [kept] = await started.deps.db.reader.select().from(answerSessionTable)
  expect(kept?.expiresAt).toBe(started.clock.now().toISOString())
  await started.stop()
})
