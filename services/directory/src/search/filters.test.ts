import fc from 'fast-check'
import { expect, test } from 'vitest'
import { metresBetween } from '../place/distance.ts'
import { aDocument, tenant } from './conformance-case.ts'
import { openEmbeddedIndex } from './embedded.ts'
import type { Filter, ListingDocument } from './port.ts'

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

const filter = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
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
    // Half metres, so that no distance between whole tenths of a degree lies on the edge itself.
    fc.record({ within: point, metres: fc.integer({ min: 0, max: 90_000 }).map((m) => m + 0.5) }),
    fc.record({ all: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ),
})).filter

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

test('happy: any filter finds what a plain reading of it finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(document, { maxLength: 12 }), filter, async (documents, asked) => {
      const index = await openEmbeddedIndex()
      await index.apply({ put: documents, remove: [], position: { log: 'l', seq: 1 } })
      const sort = { by: 'relevance' } as const
      const request = { words: '', tenant, filter: asked, sort, offset: 0, limit: 100 }
      const { hits, total } = await index.search(request)
      const expected = documents.filter((listing) => naively(asked, listing)).map(({ id }) => id)
      expect(hits.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
      expect(total).toBe(expected.length)
    }),
    { numRuns: 300 },
  )
})
