import { readEvents } from '@waymark/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pressedButton, yes } from '../testing/by-link.ts'
import { accepted, aReport, partFor, told } from '../testing/outcomes.ts'
import { type StartedReferrals, startReferrals, testId } from '../testing.ts'

let started: StartedReferrals
let today: string
beforeEach(async () => {
  started = await startReferrals()
  today = started.clock.now().toISOString().slice(0, 10)
})
afterEach(async () => {
  await started.stop()
})

const dayMs = 86_400_000
const came = (on: string) => ({ on, mark: 'came' as const })

async function eventsTold() {
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 1000 })
  return events.filter(({ type }) => type === 'attendance.recorded').length
}

test('happy: a tick can be taken back, and is told when the register is finished', async () => {
  const { params, referralId } = await accepted(started)
  const { stAidans: organisationId, lunchClub: listingId } = started.ids
  const which = { params: { id: organisationId } }
  await started.jean.markForGroup({ params, body: came(today) })
  expect((await partFor(started, referralId)).attendance).toEqual([])
  await started.jean.markForGroup({ params, body: { on: today, mark: null } })
  await started.jean.markForGroup({ params, body: { on: today, mark: 'cameWithSomeone' } })
  const asked = { listingId, on: today }
  const open = await started.jean.readRegister({ ...which, query: asked })
  expect(open.people).toMatchObject([
    { firstName: 'Maggie', mark: 'cameWithSomeone', finished: false, timesCameBefore: 0 },
  ])
  expect(await eventsTold()).toBe(0)
  const finished = await started.jean.finishRegister({ ...which, body: asked })
  expect(finished.people).toMatchObject([{ finished: true }])
  await started.jean.finishRegister({ ...which, body: asked })
  expect(await eventsTold()).toBe(1)
  const part = await partFor(started, referralId)
  expect(part.attendance).toMatchObject([{ on: today, mark: 'cameWithSomeone' }])
})

test('happy: by the link; a tick on a finished day is a correction, and told', async () => {
  const { given, referral } = await pressedButton(started)
  await started.web.answerLinked({ body: { ...given, answer: yes } })
  const tick = (mark: 'came' | 'didNotCome' | null) =>
    started.web.markLinked({ body: { ...given, attendance: { on: today, mark } } })
  await tick('came')
  await started.web.finishLinked({ body: given })
  expect((await partFor(started, referral.id)).attendance).toMatchObject([{ mark: 'came' }])
  await tick('didNotCome')
  expect((await partFor(started, referral.id)).attendance).toMatchObject([{ mark: 'didNotCome' }])
  await tick(null)
  expect((await partFor(started, referral.id)).attendance).toEqual([])
  expect(await eventsTold()).toBe(3)
})

test('happy: how often they came is counted from the days that are finished', async () => {
  const { params, referralId } = await accepted(started)
  await started.jean.markForGroup({ params, body: came(today) })
  await started.priya.recordAttendance({ params, body: { ...came(today), told } })
  started.clock.advance(dayMs)
  const tomorrow = started.clock.now().toISOString().slice(0, 10)
  await started.jean.markForGroup({ params, body: came(tomorrow) })
  await started.jean.reportForGroup({ params, body: { outcome: aReport() } })
  const part = await partFor(started, referralId)
  expect(part.outcomes).toMatchObject([{ timesCame: 1 }])
  expect(part.attendance).toMatchObject([{ on: today, told: { ...told, to: 'Priya' } }])
})

test('refused: days to come, days before the referral, and parts nobody said yes to', async () => {
  const { params } = await accepted(started)
  const tick = (on: string) => started.jean.markForGroup({ params, body: came(on) })
  await expect(tick('2099-01-01')).rejects.toMatchObject({ code: 'invalid' })
  await expect(tick('2020-01-01')).rejects.toMatchObject({ code: 'invalid' })
  await started.priya.stopSharing({ params })
  await expect(tick(today)).rejects.toMatchObject({ code: 'conflict' })
})

test('secure: a register is its group’s own, and empty once sharing has stopped', async () => {
  const { params } = await accepted(started)
  const { stAidans, harbour, lunchClub: listingId } = started.ids
  const { as } = started
  const register = (organisationId: string, by: StartedReferrals['jean']) =>
    by.readRegister({ params: { id: organisationId }, query: { listingId, on: today } })
  const other = as.user('organisationManager', { organisationId: harbour, userId: testId(5) })
  await expect(register(stAidans, other)).rejects.toMatchObject({ code: 'notFound' })
  expect((await register(harbour, other)).people).toEqual([])
  const volunteer = as.user('organisationVolunteer', {
    ...{ organisationId: stAidans, userId: testId(6) },
  })
  await expect(register(stAidans, volunteer)).rejects.toMatchObject({ code: 'forbidden' })
  expect((await register(stAidans, started.jean)).people).toHaveLength(1)
  await started.priya.stopSharing({ params })
  expect((await register(stAidans, started.jean)).people).toEqual([])
})

test('happy: whoever stopped coming is not expected any more', async () => {
  const { params } = await accepted(started)
  const { stAidans, lunchClub: listingId } = started.ids
  await started.jean.reportForGroup({ params, body: { outcome: aReport({ kind: 'endedEarly' }) } })
  const query = { listingId, on: today }
  const { people } = await started.jean.readRegister({ params: { id: stAidans }, query })
  expect(people).toEqual([])
})
