import { schemaDifferences } from '@waymark/db'
import { openTestPlatform } from '@waymark/testing'
import { afterEach, expect, test } from 'vitest'
import { nothingAnswered } from '../refer/answers.ts'
import {
  finishJourney,
  listUnfinished,
  readJourney,
  saveJourney,
  startJourney,
  sweepJourneys,
} from './keep.ts'
import { openJourneys } from './open.ts'
import { journeyTable } from './tables.ts'

const priya = '01900000-0000-7000-8000-000000000001'
const kofi = '01900000-0000-7000-8000-000000000002'
const group = { listingId: priya, name: 'Tuesday Lunch Club', needs: [] }
const dayMs = 86_400_000

let stop: (() => Promise<void>) | undefined
afterEach(() => stop?.())

async function open(tenant = 'demo') {
  const opened = await openTestPlatform({ tenant })
  stop = opened.stop
  return { ...opened, journeys: await openJourneys(opened.platform, {}) }
}

test('happy: the migrations make exactly the table the code believes in', async () => {
  const { journeys } = await open()
  expect(await schemaDifferences(journeys.db.reader, [journeyTable])).toEqual([])
})

test('happy: a journey is started with its keys, saved, found again and forgotten', async () => {
  const { journeys } = await open()
  const begun = await startJourney(journeys, priya, nothingAnswered)
  expect(new Set([begun.id, begun.minted.register, begun.minted.send]).size).toBe(3)
  const saved = await saveJourney(journeys, begun, { answers: { ...nothingAnswered, group } })
  expect(await readJourney(journeys, priya, begun.id)).toEqual(saved)
  expect(saved.minted).toEqual(begun.minted)
  expect(await listUnfinished(journeys, priya)).toEqual([saved])
  await finishJourney(journeys, saved)
  await finishJourney(journeys, saved)
  expect(await listUnfinished(journeys, priya)).toEqual([])
})

test('refused: of two who save what they read, the later is told', async () => {
  const { journeys } = await open()
  const begun = await startJourney(journeys, priya, nothingAnswered)
  const outcomes = await Promise.allSettled([
    saveJourney(journeys, begun, { state: 'sending' }),
    saveJourney(journeys, begun, { state: 'sending' }),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(saveJourney(journeys, begun, {})).rejects.toMatchObject({ code: 'conflict' })
})

test('refused: what nobody touches for seven days is gone', async () => {
  const { journeys, clock } = await open()
  const left = await startJourney(journeys, priya, nothingAnswered)
  const kept = await startJourney(journeys, priya, nothingAnswered)
  clock.advance(6 * dayMs)
  await saveJourney(journeys, kept, {})
  clock.advance(dayMs)
  await expect(readJourney(journeys, priya, left.id)).rejects.toMatchObject({ code: 'notFound' })
  await sweepJourneys(journeys)
  const rows = await journeys.db.reader.select().from(journeyTable)
  expect(rows.map(({ id }) => id)).toEqual([kept.id])
})

test('secure: a journey is its owner’s alone, in their own place alone', async () => {
  const { journeys } = await open()
  const begun = await startJourney(journeys, priya, nothingAnswered)
  const asKofi = readJourney(journeys, kofi, begun.id)
  await expect(asKofi).rejects.toMatchObject({ code: 'notFound' })
  expect(await listUnfinished(journeys, kofi)).toEqual([])
  const elsewhere = { ...journeys, tenant: 'demo-two' }
  const asElsewhere = readJourney(elsewhere, priya, begun.id)
  await expect(asElsewhere).rejects.toMatchObject({ code: 'notFound' })
  await finishJourney(journeys, { ...begun, owner: kofi })
  await finishJourney(elsewhere, begun)
  expect(await readJourney(journeys, priya, begun.id)).toEqual(begun)
  const stolen = saveJourney(journeys, { ...begun, owner: kofi }, {})
  await expect(stolen).rejects.toMatchObject({ code: 'conflict' })
})
