import { aListing, anOrganisation, waitFor } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StartedDirectory, startDirectory } from '../testing.ts'
import { type MeiliServer, startMeiliServer } from './testing/meili-server.ts'

let server: MeiliServer
let started: StartedDirectory
let organisationId = ''
beforeEach(async () => {
  server = await startMeiliServer()
  started = await startDirectory({}, { MEILI_URL: server.url, MEILI_KEY: server.key })
  const { id } = await started.editor.createOrganisation({ body: anOrganisation() })
  organisationId = id
  await publish('Choir')
  await allIsFound('Choir')
})
afterEach(async () => {
  await started.stop()
  await server.stop()
})

async function draft(name: string): Promise<string> {
  const { id } = await started.editor.createListing({ body: aListing(organisationId, { name }) })
  return id
}

async function publish(name: string): Promise<string> {
  const id = await draft(name)
  await started.editor.publishListing({ params: { id } })
  return id
}

const find = (q = '') => started.as.nobody.find({ query: { q } })
const names = async (q?: string) => (await find(q)).contents.map(({ name }) => name).toSorted()
const inIndex = () => JSON.stringify([...(server.indexes.get('waymark-listings')?.documents ?? [])])
const health = async () => (await started.platform.health.report()).concerns.search

/** The main engine answers, and holds these and no others. */
async function allIsFound(...wanted: readonly string[]): Promise<void> {
  await waitFor(`the main engine to hold ${wanted.join(', ')}`, async () => {
    await started.projector.catchUp()
    const { limited, contents } = await find()
    return (
      !limited &&
      contents
        .map(({ name }) => name)
        .toSorted()
        .join() === wanted.join()
    )
  })
}

/** Its position is written last, after what can be found already. */
async function isUpToDate(): Promise<void> {
  await waitFor('the main engine to be up to date', async () => {
    const said = await health()
    return said?.ready === true && said.detail === undefined
  })
}

test('happy: the main engine answers, and says so in readyz', async () => {
  await isUpToDate()
  expect(await health()).toEqual({ engine: 'Meilisearch', ready: true })
  const before = server.requests.length
  expect(await names('choir')).toEqual(['Choir'])
  expect(server.requests.length).toBeGreaterThan(before)
})

test('happy: while it is gone the embedded engine answers, limited, within 500 ms', async () => {
  await server.stop()
  const id = await publish('Lunch club')
  await started.projector.catchUp()
  const beganMs = performance.now()
  const answer = await find()
  expect(performance.now() - beganMs).toBeLessThan(500)
  expect(answer.limited).toBe(true)
  expect(answer.contents.map(({ name }) => name).toSorted()).toEqual(['Choir', 'Lunch club'])
  expect(await health()).toMatchObject({
    ready: true,
    detail: 'It does not answer. Search is limited: the embedded engine.',
  })
  await started.editor.withdrawListing({ params: { id } })
  await server.start()
  await allIsFound('Choir')
})

test('happy: one that hangs costs one search its wait, and the next ones nothing', async () => {
  server.hang()
  const times: number[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    const beganMs = performance.now()
    expect((await find('choir')).limited).toBe(true)
    times.push(performance.now() - beganMs)
  }
  expect(Math.max(...times)).toBeLessThan(500)
  expect(Math.max(...times.slice(1))).toBeLessThan(200)
})

test('happy: an index that was deleted is made again with nobody asked', async () => {
  server.indexes.delete('waymark-listings')
  await allIsFound('Choir')
  expect(inIndex()).toContain('choir')
})

test('happy: one deleted while it was written to is made again, and searches go on', async () => {
  const held = server.indexes.get('waymark-listings')
  if (held !== undefined) held.settings = {}
  expect(await find('choir')).toMatchObject({ limited: true, contents: [{ name: 'Choir' }] })
  await allIsFound('Choir')
  expect(inIndex()).toContain('choir')
})

test('happy: what somebody did to the index behind our back is mended', async () => {
  await publish('Lunch club')
  await publish('Walks')
  await allIsFound('Choir', 'Lunch club', 'Walks')
  const documents = server.indexes.get('waymark-listings')?.documents ?? new Map()
  const [lost = '', changed = ''] = [...documents.keys()].filter((id) => id !== 'position')
  const kept = documents.get(changed)
  documents.delete(lost)
  documents.set(changed, { ...kept, fingerprint: 'other', nameWords: 'wrong' })
  documents.set('ghost-0', { ...kept, id: 'ghost-0', listing: 'ghost' })
  await started.projector.repair()
  await waitFor('the index to be as the records', () => {
    const held = documents.get(changed)?.nameWords === kept.nameWords
    return documents.has(lost) && held && !documents.has('ghost-0')
  })
})

test('happy: how far it is behind is said in readyz', async () => {
  server.tasks.pause()
  await publish('Lunch club')
  await started.projector.catchUp()
  expect(await health()).toMatchObject({ engine: 'Meilisearch', ready: true })
  expect((await health())?.detail).toMatch(/^\d+ changes behind\.$/)
  server.tasks.resume()
  await allIsFound('Choir', 'Lunch club')
  await isUpToDate()
})

test('refused: a search that it refuses is an error, and asked nowhere else', async () => {
  const held = server.indexes.get('waymark-listings')
  if (held !== undefined) held.settings = { ...held.settings, filterableAttributes: ['tenant'] }
  await expect(find('choir')).rejects.toMatchObject({ code: 'internal' })
})

test('refused: a key that it does not take is told in readyz, and search goes on', async () => {
  await started.stop()
  started = await startDirectory({}, { MEILI_URL: server.url, MEILI_KEY: 'another' })
  expect((await find()).limited).toBe(true)
  expect(await health()).toMatchObject({
    ready: true,
    detail: 'It refuses us. Search is limited: the embedded engine.',
  })
})

test('secure: drafts and the withdrawn are never in it, nor how to reach anybody', async () => {
  await draft('Secret plans')
  const id = await publish('Here and gone')
  await allIsFound('Choir', 'Here and gone')
  await started.editor.withdrawListing({ params: { id } })
  await allIsFound('Choir')
  await waitFor('it to leave the index', () => !inIndex().includes(id))
  const organisation = anOrganisation()
  for (const word of ['secret', 'plan', organisation.email, organisation.phone]) {
    expect(inIndex()).not.toContain(word)
  }
})
