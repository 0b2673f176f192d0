import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aDocument, tenant } from './conformance-case.ts'
import { openEmbeddedIndex } from './embedded.ts'
import type { SearchIndex } from './port.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'

const position = { log: 'log-1', seq: 5 }
const documents = [
  aDocument({
    id: 'choir',
    name: 'Choir\u2028of "Müller"\n',
    points: [{ latitude: 53, longitude: 0 }],
  }),
  aDocument({ id: 'shed', name: "Men's Shed" }),
]
let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-search-'))
  file = join(folder, 'index')
})
afterEach(() => rm(folder, { recursive: true }))

async function found(index: SearchIndex, words: string): Promise<string[]> {
  const sort = { by: 'relevance' } as const
  return (await index.search({ words, tenant, sort, offset: 0, limit: 10 })).hits.map(
    ({ id }) => id,
  )
}

test('happy: what was written is read', async () => {
  const inFolder = join(folder, 'made', 'on', 'the', 'way')
  await writeSnapshot(inFolder, { position, documents })
  expect(await readSnapshot(inFolder)).toEqual({ position, documents })
})

test('happy: an index closed and opened again finds the same and knows its position', async () => {
  const first = await openEmbeddedIndex({ file })
  await first.apply({ put: documents, remove: [], position })
  await first.close()
  const second = await openEmbeddedIndex({ file })
  expect(await second.position()).toEqual(position)
  expect(await found(second, 'mens shed')).toEqual(['shed'])
  await second.close()
})

test('happy: changes reach the file without a close', async () => {
  const index = await openEmbeddedIndex({ file, saveDelayMs: 1 })
  await index.apply({ put: documents, remove: [], position })
  await vi.waitFor(async () => expect(await readSnapshot(file)).toEqual({ position, documents }), {
    timeout: 5000,
  })
  await index.close()
})

test('refused: a file cut off at any byte is not an index', async () => {
  await writeSnapshot(file, { position, documents })
  const whole = await readFile(file)
  for (let length = 0; length < whole.length; length += 7) {
    await writeFile(file, whole.subarray(0, length))
    expect(await readSnapshot(file)).toBeNull()
  }
})

test('refused: a file with one byte changed is not an index', async () => {
  await writeSnapshot(file, { position, documents })
  const whole = await readFile(file)
  for (let at = 0; at < whole.length; at += 5) {
    const damaged = Buffer.from(whole)
    damaged[at] = (damaged[at] ?? 0) ^ 1
    await writeFile(file, damaged)
    expect(await readSnapshot(file)).toBeNull()
  }
})

test.each(['', '{}', '[1,2]\n', 'not ours at all', '\u0000\u0000'])(
  'refused: a foreign file is no index, and the next change writes over it',
  async (text) => {
    await writeFile(file, text)
    const index = await openEmbeddedIndex({ file })
    expect(await index.position()).toBeNull()
    await index.apply({ put: documents, remove: [], position })
    await index.close()
    expect(await readSnapshot(file)).toEqual({ position, documents })
  },
)

test('refused: a whole file whose listings break the rules is no index', async () => {
  const lost = aDocument({ id: 'lost', points: [{ latitude: 99, longitude: 0 }] })
  await writeSnapshot(file, { position, documents: [...documents, lost] })
  const index = await openEmbeddedIndex({ file })
  expect(await index.position()).toBeNull()
  await index.close()
})

test('refused: a file that cannot be written is told by health, and search goes on', async () => {
  await writeFile(join(folder, 'in-the-way'), '')
  const index = await openEmbeddedIndex({
    file: join(folder, 'in-the-way', 'index'),
    saveDelayMs: 1,
  })
  await index.apply({ put: documents, remove: [], position })
  await vi.waitFor(
    async () =>
      expect(await index.health()).toMatchObject({
        ready: true,
        detail: expect.stringContaining('cannot'),
      }),
    { timeout: 5000 },
  )
  expect(await found(index, 'choir')).toEqual(['choir'])
  await index.close()
})

test('secure: the file is for its owner alone', async () => {
  await writeSnapshot(file, { position, documents })
  expect((await stat(file)).mode & 0o077).toBe(0)
})
