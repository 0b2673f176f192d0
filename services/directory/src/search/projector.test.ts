import { aListing, anOrganisation } from '@waymark/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedDirectory, startDirectory } from '../testing.ts'
import { aDocument } from './conformance-case.ts'
import { openEmbeddedIndex } from './embedded.ts'
import type { SearchIndex } from './port.ts'
import { createProjector } from './projector.ts'

/** More than are compared at once. */
const many = 52

let started: StartedDirectory
let organisationId = ''
let early = ''
beforeAll(async () => {
  started = await startDirectory()
  const { id } = await started.editor.createOrganisation({ body: anOrganisation() })
  organisationId = id
  early = await draft('Early bird')
  for (let number = 0; number < many; number += 1) await publish(await draft(`Group ${number}`))
}, 120_000)
afterAll(() => started.stop())

async function draft(name: string): Promise<string> {
  const { id } = await started.editor.createListing({ body: aListing(organisationId, { name }) })
  return id
}

const publish = (id: string) => started.editor.publishListing({ params: { id } })

/** Compares an index of its own with the records: `meanwhile` is done once, in the first turn. */
async function compared(
  index: SearchIndex,
  { meanwhile, each }: { meanwhile: () => Promise<unknown>; each: () => Promise<unknown> },
) {
  let turns = 0
  const watched: SearchIndex = {
    ...index,
    async differing(documents) {
      await each()
      turns += 1
      if (turns === 1) await meanwhile()
      return index.differing(documents)
    },
  }
  await createProjector({ ...started.deps, index: watched }).repair()
}

async function openIndex(): Promise<SearchIndex> {
  const index = await openEmbeddedIndex()
  await createProjector({ ...started.deps, index }).catchUp()
  return index
}

const totalOf = async (index: SearchIndex, words: string) => {
  const { tenant } = started.platform
  const sort = { by: 'relevance' } as const
  return (await index.search({ words, tenant, sort, offset: 0, limit: 0 })).total
}

test('happy: a change while the index is compared does not wait for the end of it', async () => {
  const index = await openIndex()
  const found: number[] = []
  const each = async () => found.push(await totalOf(index, 'latecomers'))
  await compared(index, { each, meanwhile: async () => publish(await draft('Latecomers')) })
  expect(found).toEqual([0, 1])
})

test('happy: one published after its place was passed is not taken for a ghost', async () => {
  const index = await openIndex()
  const { tenant } = started.platform
  const ghosts = [early, 'nobody'].map((id) => aDocument({ id, tenant, name: 'Ghost' }))
  const position = (await index.position()) ?? { log: '', seq: 0 }
  await index.apply({ put: ghosts, remove: [], position })
  await compared(index, { each: async () => {}, meanwhile: () => publish(early) })
  expect([await totalOf(index, 'ghost'), await totalOf(index, 'early bird')]).toEqual([0, 1])
})

test('refused: a stop does not wait until everything is compared', async () => {
  const index = await openIndex()
  let pages = 0
  const counted: SearchIndex = {
    ...index,
    differing: async (documents) => {
      pages += 1
      return index.differing(documents)
    },
  }
  const isStopping = () => pages > 0
  await createProjector({ ...started.deps, index: counted, isStopping }).repair()
  expect(pages).toBe(1)
})
