import { createLogger } from '@waymark/runtime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aDocument, tenant } from '../conformance-case.ts'
import type { Filter, ListingDocument, SearchIndex } from '../port.ts'
import { createSynonyms } from '../synonyms.ts'
import { fields, type MeiliServer, startMeiliServer } from '../testing/meili-server.ts'
import { typosForgiven } from '../typos.ts'
import { openMeilisearchIndex } from './engine.ts'
import { indexSettings } from './settings.ts'

let server: MeiliServer
let index: SearchIndex
beforeEach(async () => {
  server = await startMeiliServer()
  index = openMeilisearchIndex({ url: server.url, key: server.key, taskPollMs: 1 })
})
afterEach(() => server.stop())

const position = { log: 'log-1', seq: 1 }
const choir = aDocument({ id: 'choir', name: 'Choir' })

async function* each(...documents: readonly ListingDocument[]) {
  yield* documents
}

function search(words = '', filter?: Filter) {
  const asked = { words, tenant, sort: { by: 'relevance' }, offset: 0, limit: 20 } as const
  return index.search(filter === undefined ? asked : { ...asked, filter })
}

const sentTo = (line: string) => server.requests.filter((each) => each.line === line)

test('happy: every setting is sent, with typos as the embedded engine forgives them', async () => {
  await index.replace(each(choir), position)
  const [sent] = sentTo('PATCH /indexes/waymark-listings-next/settings')
  const settings = indexSettings(createSynonyms())
  expect(fields(sent?.body)).toEqual(JSON.parse(JSON.stringify(settings)))
  const { oneTypo = 0, twoTypos = 0 } = settings.typoTolerance?.minWordSizeForTypos ?? {}
  expect([oneTypo ?? 0, twoTypos ?? 0].map((size) => typosForgiven(size))).toEqual([1, 2])
  expect([oneTypo ?? 0, twoTypos ?? 0].map((size) => typosForgiven(size - 1))).toEqual([0, 1])
  expect(settings.rankingRules).toContain('attributeRank')
})

test('happy: a rebuild fills another index, puts it in place, and leaves none behind', async () => {
  await index.replace(each(choir), position)
  await index.replace(each(aDocument({ id: 'lunch' })), { log: 'log-1', seq: 2 })
  const swaps = sentTo('POST /swap-indexes').map(({ body }) => body)
  const indexes = ['waymark-listings-next', 'waymark-listings']
  expect(swaps).toEqual([[{ indexes, rename: true }], [{ indexes, rename: false }]])
  expect([...server.indexes.keys()]).toEqual(['waymark-listings'])
})

test('happy: what a rebuild that was killed left behind is not in the way', async () => {
  server.tasks.enqueue('POST indexes :one documents', 'waymark-listings-next', [{ id: 'old' }])
  await index.replace(each(choir), position)
  expect((await search()).hits.map(({ id }) => id)).toEqual(['choir'])
  expect(server.indexes.get('waymark-listings')?.documents.has('old')).toBe(false)
})

test('secure: the access scope is its own element, beside what was asked', async () => {
  await index.replace(each(choir), position)
  const value = "x' OR tenant = 'south"
  await search('choir', {
    any: [
      { is: 'needs', value },
      { is: 'tenant', value: 'south' },
    ],
  })
  const filters = sentTo('POST /indexes/waymark-listings/search').map(
    ({ body }) => fields(body).filter,
  )
  expect(filters).toEqual([
    ["tenant = 'north'", "(needs = 'x\\' OR tenant = \\'south') OR (tenant = 'south')"],
  ])
})

test.each(['documentAdditionOrUpdate', 'documentDeletion', 'settingsUpdate', 'indexSwap'])(
  'refused: a change whose task fails (%s) is a failure, and the position stays',
  async (type) => {
    await index.replace(each(choir), position)
    server.tasks.failNext(type, 'internal')
    const later = { log: 'log-1', seq: 9 }
    const isRebuild = type === 'settingsUpdate' || type === 'indexSwap'
    const change = isRebuild
      ? index.replace(each(aDocument({ id: 'lunch' })), later)
      : index.apply({ put: [aDocument({ id: 'lunch' })], remove: ['choir'], position: later })
    await expect(change).rejects.toMatchObject({ code: 'internal' })
    expect(await index.position()).toEqual(position)
  },
)

test('refused: a task that never ends is waited for only so long', async () => {
  const { url, key } = server
  const impatient = openMeilisearchIndex({ url, key, taskPollMs: 1, taskLimitMs: 50 })
  server.tasks.pause()
  const change = impatient.apply({ put: [choir], remove: [], position })
  await expect(change).rejects.toMatchObject({ code: 'unavailable' })
})

test('refused: a search that the engine refuses is an error, never nothing found', async () => {
  await index.replace(each(choir), position)
  const held = server.indexes.get('waymark-listings')
  if (held !== undefined) held.settings = { ...held.settings, filterableAttributes: ['tenant'] }
  const asked = search('choir', { is: 'free', value: true })
  await expect(asked).rejects.toMatchObject({ code: 'internal' })
})

test.each([401, 403, 429, 500, 503])(
  'refused: answered with %i the engine is away, for the other to stand in',
  async (status) => {
    await index.replace(each(choir), position)
    server.answerWith(status)
    await expect(search()).rejects.toMatchObject({ code: 'unavailable' })
    await expect(index.position()).rejects.toMatchObject({ code: 'unavailable' })
    expect((await index.health()).ready).toBe(false)
  },
)

test('refused: an index of other settings than ours is no index: time to rebuild', async () => {
  await index.replace(each(choir), position)
  const documents = server.indexes.get('waymark-listings')?.documents
  documents?.set('position', { ...documents.get('position'), format: 'older' })
  expect(await index.position()).toBeNull()
  expect(await index.health()).toMatchObject({ ready: false, detail: 'Its index is being made.' })
})

test('secure: only what an answer needs ever leaves the engine', async () => {
  const described = { ...choir, description: 'We sing by the canal.' }
  await index.replace(each(described), position)
  const answer = await fetch(`${server.url}/indexes/waymark-listings/search`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.key}` },
    body: JSON.stringify({ q: 'canal' }),
  })
  const text = await answer.text()
  expect(text).toContain('choir')
  expect(text).not.toContain('canal by')
  expect(text).not.toContain('descriptionWords')
})

test('secure: the key is in no log line, however a request fails', async () => {
  const lines: string[] = []
  const destination = { write: (line: string) => lines.push(line) }
  const log = createLogger({ service: 'directory', level: 'debug', destination })
  const impatient = { url: server.url, key: server.key, searchLimitMs: 30 }
  const tellsWrong = { url: server.url, key: 'another-key-never-to-be-logged' }
  for (const options of [impatient, tellsWrong]) {
    server.hang()
    if (options === tellsWrong) await server.stop().then(server.start)
    const asked = openMeilisearchIndex(options).position()
    const error = await asked.catch((thrown: unknown) => thrown)
    log.warn('search.engineAway', { error })
    expect(String(error)).not.toContain('never')
  }
  expect(lines).toHaveLength(2)
  expect(lines.join('')).not.toMatch(/never-to-be|must-never-be/)
})
