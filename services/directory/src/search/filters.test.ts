import fc from 'fast-check'
import { expect, test } from 'vitest'
import { metresBetween } from '../place/distance.ts'
import { aDocument, tenant } from './conformance-case.ts'
import { openEmbeddedIndex } from './embedded.ts'
import { openMeilisearchIndex } from './meilisearch/engine.ts'
import { quoted } from './meilisearch/filter.ts'
import type { Filter, ListingDocument, SearchIndex } from './port.ts'
import { parseFilter } from './testing/meili-filter.ts'
import { startMeiliServer } from './testing/meili-server.ts'

const value = fc.constantFrom('food', 'money', 'x" OR 1', '')
const point = fc.record({
  latitude: fc.integer({ min: 530, max: 540 }).map((tenths) => tenths / 10),
  longitude: fc.integer({ min: -10, max: 10 }).map((tenths) => tenths / 10),
})
const document: fc.Arbitrary<ListingDocument> = fc
  .record({
    id: fc.uuid(),
    needs: fc.array(value, { maxLength: 3 }),
    free: fc.boolean(),
    fromAnywhere: fc.boolean(),
    points: fc.array(point, { maxLength: 3 }),
    assuredDay: fc.integer({ min: 0, max: 5 }),
  })
  .map(aDocument)

const places = fc.record({
  within: point,
  // Half metres, so that no distance between whole tenths of a degree lies on the edge itself.
  metres: fc.integer({ min: 0, max: 90_000 }).map((metres) => metres + 0.5),
})

// No distance stands under a "not": the port refuses it. Nor do two stand in one "all".
const anyFilter = fc.letrec<{ filter: Filter; placeless: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    places,
    fc.record({ all: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('filter'), { maxLength: 3 }) }),
    tie('placeless'),
  ),
  placeless: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ is: fc.constant('needs' as const), value }),
    fc.record({
      is: fc.constantFrom('free' as const, 'fromAnywhere' as const),
      value: fc.boolean(),
    }),
    fc.record({
      isAnyOf: fc.constant('needs' as const),
      values: fc.array(value, { maxLength: 3 }),
    }),
    fc.record({
      atLeast: fc.constant('assuredDay' as const),
      value: fc.integer({ min: 0, max: 6 }),
    }),
    fc.record({ all: fc.array(tie('placeless'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('placeless'), { maxLength: 3 }) }),
    fc.record({ not: tie('placeless') }),
  ),
})).filter

function speaksOfDistance(asked: Filter): boolean {
  if ('all' in asked) return asked.all.some(speaksOfDistance)
  if ('any' in asked) return asked.any.some(speaksOfDistance)
  return 'within' in asked
}

function joinsDistances(asked: Filter): boolean {
  if ('any' in asked) return asked.any.some(joinsDistances)
  if (!('all' in asked)) return false
  return asked.all.filter(speaksOfDistance).length > 1 || asked.all.some(joinsDistances)
}

const filter = anyFilter.filter((asked) => !joinsDistances(asked))

/** What a filter means, read off the page. */
function naively(asked: Filter, listing: ListingDocument): boolean {
  if ('all' in asked) return asked.all.every((part) => naively(part, listing))
  if ('any' in asked) return asked.any.some((part) => naively(part, listing))
  if ('not' in asked) return !naively(asked.not, listing)
  if ('within' in asked) {
    return listing.points.some((place) => metresBetween(place, asked.within) <= asked.metres)
  }
  if ('atLeast' in asked) return listing.assuredDay >= asked.value
  const field = 'is' in asked ? asked.is : asked.isAnyOf
  const wanted = 'is' in asked ? [asked.value] : asked.values
  return wanted.some((each) => [listing[field]].flat().includes(each))
}

/** Every filter of the port, on random listings, against the plain reading. */
async function compare(index: SearchIndex, numRuns: number): Promise<void> {
  let seq = 0
  await fc.assert(
    fc.asyncProperty(fc.array(document, { maxLength: 12 }), filter, async (documents, asked) => {
      seq += 1
      const remove: string[] = []
      for await (const ids of index.ids()) remove.push(...ids)
      await index.apply({ put: documents, remove, position: { log: 'l', seq } })
      const sort = { by: 'relevance' } as const
      const request = { words: '', tenant, filter: asked, sort, offset: 0, limit: 100 }
      const { hits, total } = await index.search(request)
      const expected = documents.filter((listing) => naively(asked, listing)).map(({ id }) => id)
      expect(hits.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
      expect(total).toBe(expected.length)
    }),
    { numRuns },
  )
}

test('happy: any filter finds what a plain reading of it finds', async () => {
  const index = await openEmbeddedIndex()
  await index.apply({ put: [], remove: [], position: { log: 'l', seq: 0 } })
  await compare(index, 300)
})

test('happy: any filter, written in the language of Meilisearch, finds the same', async () => {
  const { url, key, stop } = await startMeiliServer()
  const index = openMeilisearchIndex({ url, key, taskPollMs: 1 })
  await index.apply({ put: [], remove: [], position: { log: 'l', seq: 0 } })
  await compare(index, 100)
  await stop()
}, 60_000)

test('refused: two distances that must both hold: two places could meet them', async () => {
  const index = await openEmbeddedIndex()
  await index.apply({ put: [], remove: [], position: { log: 'l', seq: 0 } })
  const near = (latitude: number): Filter => ({
    any: [{ within: { latitude, longitude: 0 }, metres: 10 }],
  })
  const search = (asked: Filter) =>
    index.search({
      words: '',
      tenant,
      filter: asked,
      sort: { by: 'relevance' },
      offset: 0,
      limit: 1,
    })
  await expect(search({ all: [near(53), near(54)] })).rejects.toMatchObject({ code: 'invalid' })
  await expect(search({ all: [near(53), { is: 'free', value: true }] })).resolves.toBeDefined()
})

test('secure: no value can end its quotes, whatever it holds', () => {
  const signs = fc.constantFrom('\\', "'", '"', 'n', 'u0041', ' OR ', 'a', '\n', '`', ')', ']')
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: signs }), fc.string({ unit: 'binary' })), (given) => {
      const held = { tenant: given, needs: ['other'] }
      expect(parseFilter(`tenant = ${quoted(given)}`, ['tenant'])(held)).toBe(true)
      expect(parseFilter(`tenant = ${quoted(given)}`, ['tenant'])({ tenant: `${given}x` })).toBe(
        false,
      )
    }),
    { numRuns: 2000 },
  )
})
