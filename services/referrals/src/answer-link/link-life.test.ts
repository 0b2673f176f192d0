import { anAgreement } from '@waymark/testing'
import { expect, test } from 'vitest'
import { countEvents, lastLinkId, lastToken, no, pressedButton, yes } from '../testing/by-link.ts'
import { referMargaret, type StartedReferrals, startReferrals } from '../testing.ts'
import { sweepSessions } from './jobs.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

function changeGroup(
  { directory, ids }: StartedReferrals,
  to: { readonly email?: string; readonly readyForReferrals?: boolean },
): void {
  const page = directory.pages.get(ids.lunchClub)
  if (page === undefined) throw new Error('There is no lunch club.')
  const organisation = { ...page.organisation, ...to }
  directory.pages.set(ids.lunchClub, { ...page, organisation })
}

test('refused: two weeks later the link is too old, and a fresh one takes its place', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  await started.web.answerLinked({ body: { ...given, answer: yes } })
  const { token } = given
  started.clock.advance(14 * dayMs)
  expect((await started.web.readLinkFace({ body: { token } })).state).toBe('expired')
  const pressed = started.web.startAnswerSession({ body: { token } })
  await expect(pressed).rejects.toMatchObject({ code: 'gone' })
  const fresh = await started.web.freshAnswerLink({ body: { token } })
  expect(fresh.expiresAt).toBe('2026-12-20T09:00:00.000Z')
  expect((await started.web.readLinkFace({ body: { token } })).state).toBe('superseded')
  // It was made after the yes, to come back to it: its e-mail leaves.
  const newest = await lastToken(started)
  expect((await started.web.readLinkFace({ body: { token: newest } })).state).toBe('answered')
  await started.stop()
})

test('refused: a fresh link for one that works or was declined, and a fourth a day', async () => {
  const started = await startReferrals()
  const { given, assignment } = await pressedButton(started)
  const { token } = given
  const again = () => started.web.freshAnswerLink({ body: { token } })
  await expect(again()).rejects.toMatchObject({ code: 'conflict' })
  await started.priya.sendLinkAgain({ params: { id: assignment.id } })
  for (let sent = 1; sent < 3; sent += 1) await again()
  await expect(again()).rejects.toMatchObject({ code: 'tooMany' })
  started.clock.advance(dayMs)
  await again()
  const told = { by: 'Jean', on: '2026-11-23', how: 'phone' } as const
  const { id } = assignment
  await started.priya.recordAnswer({ params: { id }, body: { answer: no, told } })
  await expect(again()).rejects.toMatchObject({ code: 'conflict' })
  await started.stop()
})

test('secure: a fresh link goes to the address on file now, and the old one ended', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  const { directory, ids, notifications, web } = started
  changeGroup(started, { email: 'new@st-aidans.example' })
  await directory.tellOrganisationEdited(ids.stAidans)
  await started.hear()
  await expect(web.readLinked({ body: given })).rejects.toMatchObject({ code: 'gone' })
  await web.freshAnswerLink({ body: { token: given.token } })
  const id = await lastLinkId(started)
  const { to } = await notifications.takeAnswerLinkNotice({ params: { id } })
  expect(to).toBe('new@st-aidans.example')
  await started.stop()
})

test('happy: an edit that leaves the address as it is ends no link', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  await started.directory.tellOrganisationEdited(started.ids.stAidans)
  await started.hear()
  const { assignment } = await started.web.readLinked({ body: given })
  expect(assignment.state).toBe('requested')
  await started.stop()
})

test('refused: no fresh link while the group’s address is not proved', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  changeGroup(started, { readyForReferrals: false })
  started.clock.advance(14 * dayMs)
  const before = await countEvents(started)
  const asked = started.web.freshAnswerLink({ body: { token: given.token } })
  await expect(asked).rejects.toMatchObject({ code: 'conflict' })
  expect(await countEvents(started)).toBe(before)
  await started.stop()
})

test('secure: an agreement that has run out shows nothing from that day on', async () => {
  const started = await startReferrals()
  await referMargaret(started, { agreement: { ...anAgreement(), until: '2026-11-22' } })
  const token = await lastToken(started)
  const { session } = await started.web.startAnswerSession({ body: { token } })
  started.clock.advance(dayMs)
  expect((await started.web.readLinkFace({ body: { token } })).state).toBe('ended')
  const read = started.web.readLinked({ body: { token, session } })
  await expect(read).rejects.toMatchObject({ code: 'gone' })
  await started.stop()
})

test('happy: sessions are removed a day past their end, and not before', async () => {
  const started = await startReferrals()
  await pressedButton(started)
  started.clock.advance(dayMs + 29 * minuteMs)
  expect(await sweepSessions(started.deps)).toBe(0)
  started.clock.advance(2 * minuteMs)
  expect(await sweepSessions(started.deps)).toBe(1)
  await started.stop()
})
