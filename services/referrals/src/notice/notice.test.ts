import { type Referral, referralsEvents } from '@waymark/contracts'
import { isAppError } from '@waymark/core'
import { commonTables } from '@waymark/db'
import { expect, test } from 'vitest'
import {
  aQuestion,
  lastCodeId,
  lastLinkId,
  pressedButton,
  proved,
  yes,
} from '../testing/by-link.ts'
import { latestOf, referMargaret, type StartedReferrals, startReferrals } from '../testing.ts'
import { sendPermitTable } from './tables.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const races = 100
const theirs = ['Margaret', 'Maggie', 'Okafor', 'stick', 'eaten alone', 'laugh', '960 201']

const sender = { name: 'Priya', workplaceName: 'Vale Surgery', workplacePhone: '01632 960 160' }
const words = {
  ...{ to: 'jean@st-aidans.example', organisationName: 'St Aidan’s', sender },
  listingName: 'Tuesday lunch club',
}

const permits = ({ deps }: StartedReferrals) => deps.db.reader.select().from(sendPermitTable)
const takeLink = ({ notifications }: StartedReferrals, id: string) =>
  notifications.takeAnswerLinkNotice({ params: { id } })
const takeCode = ({ notifications }: StartedReferrals, id: string) =>
  notifications.takeAnswerCodeNotice({ params: { id } })
const takeStopped = ({ notifications }: StartedReferrals, id: string) =>
  notifications.takeStoppedNotice({ params: { id } })

function changeAddress({ directory, ids }: StartedReferrals, email: string): void {
  const page = directory.pages.get(ids.lunchClub)
  if (page === undefined) throw new Error('There is no lunch club.')
  const organisation = { ...page.organisation, email }
  directory.pages.set(ids.lunchClub, { ...page, organisation })
}

test('happy: the words for a group name nobody, and the sender sees that they left', async () => {
  const started = await startReferrals()
  const { referral } = await referMargaret(started)
  const { linkToken, ...notice } = await takeLink(started, await lastLinkId(started))
  expect(notice).toEqual({
    ...words,
    why: 'asked',
    answerBy: '2026-11-27T17:00:00.000Z',
    expiresAt: '2026-12-06T09:00:00.000Z',
  })
  expect(linkToken).toMatch(/^[\w-]{64}$/)
  for (const word of theirs) expect(JSON.stringify(notice)).not.toContain(word)
  const seen = await started.priya.readReferral({ params: { id: referral.id } })
  expect(latestOf(seen).mailedAt).toBe('2026-11-22T09:00:00.000Z')
  await started.stop()
})

test('happy: taken twice, it is one permit, and the first stands', async () => {
  const started = await startReferrals()
  await referMargaret(started)
  const id = await lastLinkId(started)
  const first = await takeLink(started, id)
  started.clock.advance(minuteMs)
  expect(await takeLink(started, id)).toEqual(first)
  const [permit, ...others] = await permits(started)
  expect(permit).toMatchObject({ kind: 'answerLink', takenAt: '2026-11-22T09:00:00.000Z' })
  expect(others).toEqual([])
  await started.stop()
})

test('happy: a question’s answer says why it is sent', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  const asked = await started.web.answerLinked({ body: { ...given, answer: aQuestion } })
  const id = asked.assignment.questions[0]?.id ?? ''
  await started.priya.answerQuestion({ params: { id }, body: { words: 'None at all.' } })
  const notice = await takeLink(started, await lastLinkId(started))
  expect(notice.why).toBe('questionAnswered')
  await started.stop()
})

test('happy: a code and its end go to the mailbox', async () => {
  const started = await startReferrals()
  const { given: body } = await pressedButton(started)
  await started.web.answerLinked({ body: { ...body, answer: yes } })
  await started.web.askAnswerCode({ body })
  const { code, ...notice } = await takeCode(started, await lastCodeId(started))
  expect(code).toMatch(/^\d{6}$/)
  expect(notice).toEqual({ ...words, expiresAt: '2026-11-22T09:30:00.000Z' })
  await started.stop()
})

test('happy: a group that was written to is told to stop, for a week', async () => {
  const started = await startReferrals()
  const { assignment } = await pressedButton(started)
  const { id } = assignment
  await expect(takeStopped(started, id)).rejects.toMatchObject({ code: 'gone' })
  await started.priya.stopSharing({ params: { id } })
  const notice = await takeStopped(started, id)
  expect(notice).toEqual({ ...words, expiresAt: '2026-11-29T09:00:00.000Z' })
  expect(await takeStopped(started, id)).toEqual(notice)
  started.clock.advance(7 * dayMs)
  await expect(takeStopped(started, id)).rejects.toMatchObject({ code: 'gone' })
  await started.stop()
})

test('refused: a group that nothing was written to is not told to stop', async () => {
  const started = await startReferrals()
  const { assignment } = await referMargaret(started)
  const { id } = assignment
  await started.priya.stopSharing({ params: { id } })
  await expect(takeStopped(started, id)).rejects.toMatchObject({ code: 'gone' })
  expect(await permits(started)).toEqual([])
  await started.stop()
})

test('refused: a link that was answered, replaced, is too old, or goes elsewhere', async () => {
  const overtaken: ((started: StartedReferrals, referral: Referral) => Promise<void>)[] = [
    async ({ priya }, referral) => {
      const told = { by: 'Jean', on: '2026-11-22', how: 'phone' } as const
      const { id } = latestOf(referral)
      await priya.recordAnswer({ params: { id }, body: { answer: yes, told } })
    },
    async ({ priya }, referral) => {
      await priya.sendLinkAgain({ params: { id: latestOf(referral).id } })
    },
    async ({ clock }) => clock.advance(14 * dayMs),
    async (started) => changeAddress(started, 'new@st-aidans.example'),
  ]
  for (const happen of overtaken) {
    const started = await startReferrals()
    const { referral } = await referMargaret(started)
    const id = await lastLinkId(started)
    await happen(started, referral)
    await expect(takeLink(started, id)).rejects.toMatchObject({ code: 'gone' })
    expect(await permits(started)).toEqual([])
    await started.stop()
  }
})

test('refused: a code that was replaced, that is over, or that goes elsewhere', async () => {
  const started = await startReferrals()
  const { given: body } = await pressedButton(started)
  await started.web.answerLinked({ body: { ...body, answer: yes } })
  await started.web.askAnswerCode({ body })
  const first = await lastCodeId(started)
  await started.web.askAnswerCode({ body })
  const second = await lastCodeId(started)
  await expect(takeCode(started, first)).rejects.toMatchObject({ code: 'gone' })
  changeAddress(started, 'new@st-aidans.example')
  await expect(takeCode(started, second)).rejects.toMatchObject({ code: 'gone' })
  changeAddress(started, words.to)
  started.clock.advance(30 * minuteMs)
  await expect(takeCode(started, second)).rejects.toMatchObject({ code: 'gone' })
  expect((await permits(started)).map(({ kind }) => kind)).toEqual(['answerLink'])
  await started.stop()
})

test('refused: while the directory is away nothing is taken, and later it is', async () => {
  const started = await startReferrals()
  await referMargaret(started)
  const id = await lastLinkId(started)
  started.directory.state.isAway = true
  await expect(takeLink(started, id)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await permits(started)).toEqual([])
  started.directory.state.isAway = false
  expect(await takeLink(started, id)).toMatchObject(words)
  await started.stop()
})

test('secure: only notifications takes, in its own tenant, and what there is', async () => {
  const started = await startReferrals()
  const { assignment } = await proved(started)
  const [linkId, codeId] = [await lastLinkId(started), await lastCodeId(started)]
  const before = await permits(started)
  const { as, web, priya, jean } = started
  for (const other of [web, priya, jean, as.service('directory')]) {
    for (const taken of [
      () => other.takeAnswerLinkNotice({ params: { id: linkId } }),
      () => other.takeAnswerCodeNotice({ params: { id: codeId } }),
      () => other.takeStoppedNotice({ params: { id: assignment.id } }),
    ]) {
      await expect(taken()).rejects.toMatchObject({ code: 'forbidden' })
    }
  }
  const elsewhere = { notifications: as.service('notifications', 'northfields') }
  const foreign = { ...started, ...elsewhere }
  const missing = { code: 'notFound' }
  await expect(takeLink(foreign, linkId)).rejects.toMatchObject(missing)
  await expect(takeCode(foreign, codeId)).rejects.toMatchObject(missing)
  await expect(takeStopped(foreign, assignment.id)).rejects.toMatchObject(missing)
  // One kind's id is none of another's.
  await expect(takeLink(started, codeId)).rejects.toMatchObject(missing)
  await expect(takeCode(started, linkId)).rejects.toMatchObject(missing)
  expect(await permits(started)).toEqual(before)
  await started.stop()
})

test('secure: an agreement that has run out, and a code after sharing has stopped', async () => {
  const started = await startReferrals()
  const { given: body, assignment } = await pressedButton(started)
  await started.web.answerLinked({ body: { ...body, answer: yes } })
  await started.web.askAnswerCode({ body })
  await started.priya.stopSharing({ params: { id: assignment.id } })
  const [linkId, codeId] = [await lastLinkId(started), await lastCodeId(started)]
  await expect(takeCode(started, codeId)).rejects.toMatchObject({ code: 'gone' })
  await expect(takeLink(started, linkId)).rejects.toMatchObject({ code: 'gone' })
  const kinds = (await permits(started)).map(({ kind }) => kind)
  expect(kinds).toEqual(['answerLink'])
  await started.stop()
})

interface Act {
  readonly seq: number
  readonly action: string
  readonly subject: string
}

/** The acts about an assignment in the order in which they were committed. */
async function actsOn({ deps }: StartedReferrals, assignmentId: string): Promise<string[]> {
  const audits = commonTables.find((table) => 'mac' in table)
  if (audits === undefined) throw new Error('There is no audit.')
  // The audit's rows: the one common table with a code in each.
  const rows = (await deps.db.reader.select().from(audits)) as unknown as Act[]
  return rows
    .filter(({ subject }) => subject === assignmentId)
    .toSorted((one, other) => one.seq - other.seq)
    .map(({ action }) => action)
}

test('secure: of taking and stopping, raced a hundred times, one comes first', async () => {
  const started = await startReferrals()
  const { priya } = started
  const tally = { taken: 0, gone: 0 }
  for (let race = 0; race < races; race += 1) {
    const { assignment } = await referMargaret(started)
    const linkId = await lastLinkId(started)
    const { id } = assignment
    const take = () =>
      takeLink(started, linkId).then(
        () => 'taken' as const,
        (error: unknown) => (isAppError(error, 'gone') ? ('gone' as const) : Promise.reject(error)),
      )
    const stop = () => priya.stopSharing({ params: { id } })
    // Started in either order, and with some turns between them, so that both get to win.
    const turns = async () => {
      for (let turn = 0; turn < race % 40; turn += 1) await new Promise(setImmediate)
    }
    const stopping = turns().then(stop)
    const [answer] = await Promise.all([take(), stopping])
    tally[answer] += 1
    const own = (await permits(started)).filter(({ assignmentId }) => assignmentId === id)
    expect(own).toHaveLength(answer === 'taken' ? 1 : 0)
    const acts = await actsOn(started, id)
    const withdrawn = acts.indexOf(referralsEvents.assignmentWithdrawn.type)
    expect(withdrawn).toBeGreaterThan(0)
    const permitted = acts.lastIndexOf('assignment.noticeTaken')
    if (answer === 'taken') expect(permitted).toBeGreaterThan(0)
    expect(permitted).toBeLessThan(withdrawn)
  }
  expect(tally.taken).toBeGreaterThan(0)
  expect(tally.gone).toBeGreaterThan(0)
  await started.stop()
})
