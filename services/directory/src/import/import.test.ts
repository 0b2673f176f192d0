import { existsSync, readFileSync } from 'node:fs'
import { type ImportRow, listingDetails } from '@waymark/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type StartedDirectory, startDirectory } from '../testing.ts'
import { readListingsFile } from './read-file.ts'

let started: StartedDirectory
beforeAll(async () => {
  started = await startDirectory()
})
afterAll(async () => {
  await started.stop()
})

const bytes = (text: string) => new TextEncoder().encode(text)
const aRow = (cells: Record<string, string>, line = 2): ImportRow => ({
  line,
  cells: {
    name: 'Knit and natter',
    needs: 'company',
    address: '1 Market Street, Harrowby Vale',
    postcode: 'PE23 4AC',
    latitude: '53.18',
    longitude: '0.06',
    ...cells,
  },
})
const importOne = async (row: ImportRow, dryRun = false) => {
  const { outcomes } = await started.as.operator.importListings({ body: { dryRun, rows: [row] } })
  const [outcome] = outcomes
  if (outcome === undefined) throw new Error('No outcome.')
  return outcome
}

test('happy: a dry run says what would happen, writing nothing; the real one does it', async () => {
  const row = aRow({ name: 'Dry then wet' })
  expect(await importOne(row, true)).toMatchObject({ result: 'created', listingId: null })
  expect(await importOne(row, true)).toMatchObject({ result: 'created' })
  const made = await importOne(row)
  expect(made).toMatchObject({ result: 'created' })
  const page = await started.as.nobody.readListing({ params: { id: made.listingId ?? '' } })
  expect(page.listing).toMatchObject({
    name: 'Dry then wet',
    state: 'published',
    assuredDate: null,
  })
  expect(page.organisation.readyForReferrals).toBe(false)
})

test('happy: a second run changes nothing, a changed row changes its listing', async () => {
  const row = aRow({ name: 'Twice' })
  const first = await importOne(row)
  expect(await importOne(row)).toMatchObject({
    result: 'unchanged',
    listingId: first.listingId,
  })
  const changed = await importOne(aRow({ name: 'Twice', phone: '01632 960 555' }))
  expect(changed).toMatchObject({ result: 'changed', listingId: first.listingId })
  const page = await started.as.nobody.readListing({ params: { id: first.listingId ?? '' } })
  expect(page.listing.phone).toBe('01632 960 555')
})

test('happy: columns in any order and spelling, with a byte-order mark and quoted lines', () => {
  const text =
    '\uFEFFLong,LAT,Post Code,Address,Name\n' +
    '0.06,53.18,pe234ac,"1 Market Street,\nHarrowby Vale",Choir\n'
  const { rows, refused } = readListingsFile(bytes(text))
  expect(refused).toEqual([])
  expect(rows).toMatchObject([{ line: 2, cells: { Name: 'Choir', 'Post Code': 'pe234ac' } }])
})

test('happy: a place without coordinates is put where its postcode is, and says so', async () => {
  const outcome = await importOne(aRow({ name: 'By postcode', latitude: '', longitude: '' }))
  expect(outcome.notes.map((note) => note.column)).toContain('latitude')
  const page = await started.as.nobody.readListing({ params: { id: outcome.listingId ?? '' } })
  expect(page.listing.locations).toMatchObject([{ latitude: 53.211, precision: 'postcode' }])
})

test.each([
  ['a missing name', { name: ' ' }, 'name'],
  ['a latitude that is a word', { latitude: 'north' }, 'latitude'],
  ['swapped coordinates', { latitude: '0.06', longitude: '53.18' }, 'latitude'],
  ['a point in the sea off Africa', { latitude: '0', longitude: '0' }, 'latitude'],
  ['one coordinate without the other', { longitude: '' }, 'longitude'],
  ['a postcode that is none', { postcode: 'nowhere' }, 'postcode'],
  ['a need nobody knows', { needs: 'gold' }, 'needs'],
  ['a price in words', { cost: 'cheap' }, 'cost'],
  ['a website that runs a script', { url: 'javascript:alert(1)' }, 'url'],
  ['a refuge that does not say whether its address is secret', { needs: 'safety' }, 'hide address'],
])('refused: %s, with its line and column', async (_, cells, column) => {
  const outcome = await importOne(aRow(cells, 17))
  expect(outcome).toMatchObject({ line: 17, result: 'refused', listingId: null })
  expect(outcome.problems.map((problem) => problem.column)).toEqual([column])
})

test('refused: all that is wrong with a line is said at once', async () => {
  const outcome = await importOne(aRow({ name: '', latitude: 'x', cost: 'y' }))
  expect(outcome.problems.map((problem) => problem.column).sort()).toEqual([
    'cost',
    'latitude',
    'name',
  ])
})

test('refused: a line with too few cells, and one that repeats another', () => {
  const text = 'name,postcode\nChoir,PE23 4AC\nBroken\nchoir,PE234AC\n'
  const { rows, refused } = readListingsFile(bytes(text))
  expect(rows.map((row) => row.line)).toEqual([2])
  expect(refused.map((one) => one.line)).toEqual([3, 4])
})

test.each([
  ['no column called name', 'title of it,postcode\nChoir,PE23 4AC\n'],
  ['a quotation mark that never closes', 'name,postcode\n"Choir,PE23 4AC\n'],
  ['an empty file', ''],
])('refused: a file with %s', (_, text) => {
  expect(() => readListingsFile(bytes(text))).toThrow(/name|CSV/)
})

test('refused: a cell that is too long, by its line; one we have no use for is left out', () => {
  const long = 'x'.repeat(5001)
  const { rows, refused } = readListingsFile(bytes(`name,notes\nChoir,${long}\n`))
  expect(rows).toEqual([{ line: 2, cells: { name: 'Choir' } }])
  expect(refused).toEqual([])
  const used = readListingsFile(bytes(`name,about\nChoir,${long}\n`))
  expect(used.refused).toMatchObject([{ line: 2, problems: [{ column: 'about' }] }])
})

test('secure: a secret address stays secret through an import', async () => {
  const cells = { name: 'Safe house', needs: 'safety', 'hide address': 'yes' }
  const made = await importOne(aRow({ ...cells, address: '14 Hidden Lane, Saltmere' }))
  const shown = await started.as.nobody.readListing({ params: { id: made.listingId ?? '' } })
  expect(JSON.stringify(shown)).not.toMatch(/Hidden|PE23 4AC|53\.18/)
})

test('refused: a file in another alphabet’s encoding', () => {
  expect(() => readListingsFile(Uint8Array.of(0x6e, 0xe9, 0x0a))).toThrow('UTF-8')
})

test('refused: a row somebody has improved here since is left as it is', async () => {
  const made = await importOne(aRow({ name: 'Improved' }))
  const params = { id: made.listingId ?? '' }
  const { listing, version } = await started.editor.readListing({ params })
  const details = z.object(listingDetails.shape).parse(listing)
  await started.editor.editListing({
    params,
    body: { ...details, summary: 'Better words.' },
    ifMatch: version,
  })
  const again = await importOne(aRow({ name: 'Improved', phone: '01632 960 555' }))
  expect(again.result).toBe('refused')
})

test('secure: only the directory team and the operator import', async () => {
  const body = { dryRun: true, rows: [aRow({})] }
  await expect(started.as.nobody.importListings({ body })).rejects.toMatchObject({
    code: 'unauthenticated',
  })
  const manager = started.as.user('organisationManager', { organisationId: crypto.randomUUID() })
  await expect(manager.importListings({ body })).rejects.toMatchObject({ code: 'forbidden' })
})

const sample = new URL(
  '../../../../../shared/data/givefood-sample/foodbanks_sample.csv',
  import.meta.url,
)
test('happy: 38 real food banks are taken whole', async ({ skip }) => {
  if (!existsSync(sample)) skip('the sample of real food banks is not here')
  const { rows, refused } = readListingsFile(readFileSync(sample))
  expect([rows.length, refused.length]).toEqual([38, 0])
  const { outcomes } = await started.as.operator.importListings({
    body: { dryRun: false, rows: [...rows] },
  })
  expect(outcomes.filter((outcome) => outcome.result !== 'created')).toEqual([])
  await started.projector.catchUp()
  const found = await started.as.nobody.find({ query: { q: 'food parcel', near: 'Banbury' } })
  expect(found.contents.map((card) => card.name)).toEqual(['Breadline Project food bank'])
  expect(found.contents[0]?.readyForReferrals).toBe(false)
})
