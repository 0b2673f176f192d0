import { expect, test } from 'vitest'
import { searchConformance } from './conformance.ts'
import { aDocument, tenant } from './conformance-case.ts'
import { openEmbeddedIndex } from './embedded.ts'

searchConformance('embedded', () => openEmbeddedIndex())

async function find(words: string, ...names: readonly string[]): Promise<string[]> {
  const index = await openEmbeddedIndex()
  const put = names.map((name) => aDocument({ id: name }))
  await index.apply({ put, remove: [], position: { log: 'l', seq: 1 } })
  const sort = { by: 'relevance' } as const
  const { hits } = await index.search({ words, tenant, sort, offset: 0, limit: 100 })
  return hits.map(({ id }) => id)
}

test('happy: an earlier word may be the beginning of a longer one, from 4 letters', async () => {
  expect(await find('walk group', 'Walking group', 'Group')).toEqual(['Walking group'])
})

test('happy: a word that is known is not taken for a typo', async () => {
  expect(await find('job', 'Job club', 'Jog on')).toEqual(['Job club'])
})

test('happy: a known word may be a slip when nothing has all the words', async () => {
  const names = ['Benefits advice', 'We advise on sheds'] as const
  expect(await find('benefits advise', ...names)).toEqual(['Benefits advice'])
})

test('happy: a wider word is fallen back on only when nothing has the word itself', async () => {
  expect(await find('diabetes', 'Diabetes evening', 'Good health')).toEqual(['Diabetes evening'])
  expect(await find('diabetes', 'Choir', 'Good health')).toEqual(['Good health'])
})

test('happy: a typo is taken for the nearest words alone', async () => {
  expect(await find('gardenign', 'Gardening', 'Hardening')).toEqual(['Gardening'])
})

test('happy: the words of a rebuilt row are those of its new listing', async () => {
  const index = await openEmbeddedIndex()
  const position = { log: 'l', seq: 1 }
  for (const name of ['Choir', 'Lunch', 'Tea', 'Walks']) {
    const put = [aDocument({ id: name })]
    await index.apply({ put, remove: ['Choir', 'Lunch', 'Tea'], position })
  }
  const request = { tenant, sort: { by: 'relevance' }, offset: 0, limit: 10 } as const
  expect((await index.search({ ...request, words: 'choir' })).total).toBe(0)
  expect((await index.search({ ...request, words: '' })).hits.map(({ id }) => id)).toEqual([
    'Walks',
  ])
})
