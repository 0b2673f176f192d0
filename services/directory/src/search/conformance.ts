import type { Position } from '@waymark/db'
import { afterEach, describe, expect, test } from 'vitest'
import { aDocument, type SearchCase, tenant } from './conformance-case.ts'
import { alike, filterCases, refusedRequests, sortCases } from './conformance-filters.ts'
import { meaningCases, rankingCases, strangeInputCases } from './conformance-meaning.ts'
import { wordCases } from './conformance-words.ts'
import type { ListingDocument, SearchIndex, SearchRequest } from './port.ts'

const position: Position = { log: 'log-1', seq: 1 }

async function* each(documents: readonly ListingDocument[]): AsyncIterable<ListingDocument> {
  yield* documents
}

function asked(ask: Partial<SearchRequest> = {}): SearchRequest {
  return { words: '', tenant, sort: { by: 'relevance' }, offset: 0, limit: 100, ...ask }
}

/** What every engine behind the search port must do. `open` gives an empty index each time. */
export function searchConformance(name: string, open: () => Promise<SearchIndex>): void {
  const opened: SearchIndex[] = []
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((index) => index.close()))
  })

  async function openEmpty(): Promise<SearchIndex> {
    const index = await open()
    opened.push(index)
    return index
  }

  async function openWith(...documents: readonly ListingDocument[]): Promise<SearchIndex> {
    const index = await openEmpty()
    await index.replace(each(documents), position)
    return index
  }

  async function idsOf(index: SearchIndex, ask: Partial<SearchRequest> = {}): Promise<string[]> {
    return (await index.search(asked(ask))).hits.map((hit) => hit.id)
  }

  function walk(group: string, kind: 'happy' | 'secure', cases: readonly SearchCase[]): void {
    describe(`${name}: ${group}`, () => {
      test.each(cases)(`${kind}: $name`, async ({ listings, ask, finds, order }) => {
        const index = await openWith(...listings.map(aDocument))
        const found = await idsOf(index, ask)
        if (order === 'first') expect(found.slice(0, finds.length)).toEqual(finds)
        else if (order === 'whole') expect(found).toEqual(finds)
        else expect(found.toSorted()).toEqual(finds.toSorted())
      })
    })
  }

  walk('words', 'happy', wordCases)
  walk('ranking', 'happy', rankingCases)
  walk('meaning', 'happy', meaningCases)
  walk('strange input', 'secure', strangeInputCases)
  walk('filters', 'secure', filterCases)
  walk('sorting', 'happy', sortCases)

  describe(`${name}: answers`, () => {
    test('happy: pages hold every listing once, and the total counts them all', async () => {
      const index = await openWith(...alike)
      const seen: string[] = []
      for (let offset = 0; offset < 30; offset += 10) {
        const page = await index.search(asked({ words: 'tea', offset, limit: 10 }))
        expect(page.total).toBe(25)
        seen.push(...page.hits.map((hit) => hit.id))
      }
      expect(seen.toSorted()).toEqual(alike.map(({ id }) => id).toSorted())
    })

    test('happy: a page beyond the last is empty, and a limit of 0 only counts', async () => {
      const index = await openWith(...alike)
      expect(await index.search(asked({ offset: 500 }))).toMatchObject({ hits: [], total: 25 })
      expect(await index.search(asked({ limit: 0 }))).toMatchObject({ hits: [], total: 25 })
    })

    test('happy: facets count the whole answer, not the page', async () => {
      const kept = { needs: ['food', 'money'], free: true }
      const index = await openWith(
        ...alike.map((document) => ({ ...document, ...kept })),
        aDocument({ id: 'choir', needs: ['arts'], free: false }),
        aDocument({ id: 'tea', name: 'Tea', needs: ['food', 'food'], free: false }),
      )
      const facets = ['needs', 'free', 'days'] as const
      const answer = await index.search(asked({ words: 'tea', limit: 5, facets }))
      expect(answer.facets).toEqual({
        needs: { food: 26, money: 25 },
        free: { true: 25, false: 1 },
        days: {},
      })
    })

    test('happy: distance is in metres to the nearest place, or null', async () => {
      const from = { latitude: 53, longitude: 0 }
      const points = [
        { latitude: 54, longitude: 0 },
        { latitude: 53.01, longitude: 0 },
      ]
      const index = await openWith(aDocument({ id: 'here', points }), aDocument({ id: 'nowhere' }))
      const byDistance = await index.search(asked({ sort: { by: 'distance', from } }))
      expect(byDistance.hits.map((hit) => hit.id)).toEqual(['here', 'nowhere'])
      expect(byDistance.hits[0]?.metres).toBeGreaterThan(1110)
      expect(byDistance.hits[0]?.metres).toBeLessThan(1114)
      expect(byDistance.hits[1]?.metres).toBeNull()
      const byWords = await index.search(asked())
      expect(byWords.hits.map((hit) => hit.metres)).toEqual([null, null])
    })

    test.each(refusedRequests.map((request, at) => ({ request, at })))(
      'refused: a request that means nothing ($at)',
      async ({ request }) => {
        const index = await openWith(...alike)
        await expect(index.search(request)).rejects.toMatchObject({ code: 'invalid' })
      },
    )

    test('secure: each tenant finds its own, whatever is asked', async () => {
      const ours = aDocument({ id: 'ours', name: 'Choir' })
      const theirs = aDocument({ id: 'theirs', name: 'Choir', tenant: 'south' })
      const index = await openWith(ours, theirs)
      expect(await idsOf(index, { words: 'choir' })).toEqual(['ours'])
      expect(await idsOf(index, { words: 'choir', tenant: 'south' })).toEqual(['theirs'])
      expect(await idsOf(index, { tenant: 'north" OR tenant = "south' })).toEqual([])
      const counted = await index.search(asked({ facets: ['joining'] }))
      expect(counted.facets.joining).toEqual({ turnUp: 1 })
    })
  })

  describe(`${name}: changes`, () => {
    const choir = aDocument({ id: 'choir', name: 'Choir' })
    const lunch = aDocument({ id: 'lunch', name: 'Lunch' })

    test('refused: an index never filled does not pretend to be empty', async () => {
      const index = await openEmpty()
      expect(await index.position()).toBeNull()
      expect(await index.health()).toMatchObject({ ready: false })
      await expect(index.search(asked())).rejects.toMatchObject({ code: 'unavailable' })
    })

    test('happy: filled with nothing it is ready, and finds nothing', async () => {
      const index = await openWith()
      expect(await index.position()).toEqual(position)
      expect(await index.health()).toMatchObject({ ready: true })
      expect(await idsOf(index)).toEqual([])
    })

    test('happy: a listing put in is found at once, and its position kept', async () => {
      const index = await openWith(choir)
      await index.apply({ put: [lunch], remove: [], position: { log: 'log-1', seq: 7 } })
      expect(await idsOf(index, { words: 'lunch' })).toEqual(['lunch'])
      expect(await index.position()).toEqual({ log: 'log-1', seq: 7 })
    })

    test('happy: the first change of an empty log needs no rebuild', async () => {
      const index = await openEmpty()
      await index.apply({ put: [choir], remove: [], position })
      expect(await idsOf(index)).toEqual(['choir'])
    })

    test('happy: a listing put in again is found by its new words and not by its old', async () => {
      const index = await openWith(choir, lunch)
      const put = [{ ...choir, name: 'Samba band' }]
      await index.apply({ put, remove: [], position })
      expect(await idsOf(index, { words: 'samba' })).toEqual(['choir'])
      expect(await idsOf(index, { words: 'choir' })).toEqual([])
      expect((await index.search(asked())).total).toBe(2)
    })

    test('happy: applying the same change twice is applying it once', async () => {
      const index = await openWith(choir)
      const change = { put: [lunch], remove: ['choir', 'unknown'], position }
      await index.apply(change)
      await index.apply(change)
      expect(await idsOf(index)).toEqual(['lunch'])
    })

    test('secure: a listing taken out is gone at once, from counts too', async () => {
      const index = await openWith(choir, lunch)
      await index.apply({ put: [], remove: ['choir'], position })
      expect(await idsOf(index, { words: 'choir' })).toEqual([])
      const left = await index.search(asked({ facets: ['joining'] }))
      expect(left).toMatchObject({ total: 1, facets: { joining: { turnUp: 1 } } })
    })

    test('secure: a listing that moves to another tenant leaves the first', async () => {
      const index = await openWith(choir)
      await index.apply({ put: [{ ...choir, tenant: 'south' }], remove: [], position })
      expect(await idsOf(index)).toEqual([])
      expect(await idsOf(index, { tenant: 'south' })).toEqual(['choir'])
    })

    test('happy: a rebuild answers from the old until it is whole, then from the new', async () => {
      const index = await openWith(choir)
      const during: string[][] = []
      async function* slowly(): AsyncIterable<ListingDocument> {
        yield lunch
        during.push(await idsOf(index))
      }
      await index.replace(slowly(), { log: 'log-2', seq: 3 })
      expect(during).toEqual([['choir']])
      expect(await idsOf(index)).toEqual(['lunch'])
      expect(await index.position()).toEqual({ log: 'log-2', seq: 3 })
    })

    test('refused: a rebuild that breaks off leaves the old as it was', async () => {
      const index = await openWith(choir)
      async function* broken(): AsyncIterable<ListingDocument> {
        yield lunch
        throw new Error('The directory went away.')
      }
      await expect(index.replace(broken(), { log: 'log-2', seq: 3 })).rejects.toThrow()
      expect(await idsOf(index)).toEqual(['choir'])
      expect(await index.position()).toEqual(position)
    })

    test('happy: what it does not hold just so is found out, and nothing else', async () => {
      const places = [
        { latitude: 53, longitude: 0 },
        { latitude: 54, longitude: 0 },
      ]
      const moved = aDocument({ id: 'moved', points: places })
      const index = await openWith(choir, lunch, moved)
      expect(await index.differing([choir, lunch, moved])).toEqual([])
      const changed = [
        { ...choir, name: 'Choirs' },
        { ...lunch, nextSessionMs: 5 },
        { ...moved, points: places.slice(0, 1) },
        aDocument({ id: 'new' }),
      ]
      expect(await index.differing(changed)).toEqual(changed)
      const held = new Set<string>()
      for await (const ids of index.ids()) for (const id of ids) held.add(id)
      expect([...held].toSorted()).toEqual(['choir', 'lunch', 'moved'])
    })

    test('secure: a listing that leaves a place is not found there any more', async () => {
      const here = { latitude: 53, longitude: 0 }
      const there = { latitude: 54, longitude: 0 }
      const index = await openWith({ ...choir, points: [here, there] })
      await index.apply({ put: [{ ...choir, points: [here] }], remove: [], position })
      expect(await idsOf(index, { filter: { within: there, metres: 1000 } })).toEqual([])
      expect(await idsOf(index, { filter: { within: here, metres: 1000 } })).toEqual(['choir'])
    })

    test('refused: one listing off the map, and nothing of the change is kept', async () => {
      const index = await openWith(choir)
      for (const latitude of [Number.NaN, Number.POSITIVE_INFINITY, 90.1]) {
        const lost = { ...lunch, id: 'lost', points: [{ latitude, longitude: 0 }] }
        const change = { put: [lunch, lost], remove: ['choir'], position: { log: 'log-1', seq: 9 } }
        await expect(index.apply(change)).rejects.toMatchObject({ code: 'invalid' })
        expect(await idsOf(index)).toEqual(['choir'])
        expect(await index.position()).toEqual(position)
      }
    })
  })
}
