import { type FindQuery, type FindResult, findResult, type ListingCard } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { aFrame } from '../ui/testing.ts'
import { nothingAsked } from './address.ts'
import { pageLinks } from './results.tsx'
import { FindFragment, FindView } from './view.tsx'

const today = '2026-11-22'

const frame = aFrame()

function aCard(over: Partial<ListingCard> = {}): ListingCard {
  return {
    id: '0193a000-0000-7000-8000-000000000001',
    name: 'Tuesday Table',
    organisationName: 'Harrowby Vale Community Kitchen',
    summary: 'A hot lunch around one long table.',
    needs: ['company'],
    deliveries: ['inPerson'],
    coverage: 'local',
    costPence: 0,
    costNote: null,
    joining: 'turnUp',
    readyForReferrals: false,
    stepFree: 'yes',
    next: {
      sessionId: '0193a000-0000-7000-8000-000000000002',
      day: '2026-11-24',
      startsAt: '10:30',
      endsAt: '12:00',
      locationId: null,
    },
    place: { name: null, town: 'Harrowby Vale', outcode: 'LN2', miles: 1.2, approximate: false },
    phone: '01632 960 123',
    assuredDate: '2026-11-16',
    assuredBy: 'group',
    places: null,
    ...over,
  }
}

const online = aCard({
  id: '0193a000-0000-7000-8000-000000000003',
  name: 'Evening Voices',
  deliveries: ['phone'],
  coverage: 'national',
  place: null,
  next: null,
  joining: 'contact',
})

function aResult(over: Partial<FindResult> = {}): FindResult {
  const contents = over.contents ?? [aCard()]
  return findResult.parse({
    totalItems: contents.length,
    totalPages: 1,
    pageNumber: 1,
    size: contents.length,
    contents,
    place: { status: 'found', label: 'Harrowby Vale', precision: 'town' },
    facets: {
      need: { company: 1 },
      how: {},
      day: {},
      free: 1,
      stepFree: 1,
      takesReferrals: 0,
      checked: 1,
    },
    relaxations: [],
    fromAnywhere: [],
    ...over,
  })
}

const page = (query: Partial<FindQuery>, result: FindResult) =>
  String(FindView({ frame, query: { ...nothingAsked, ...query }, result, today }))

/** What a reader reads, in order. */
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+([,.)])/g, '$1')
    .replace(/\s+/g, ' ')

test('happy: a card says when, where, cost, how to join and how far to trust it', () => {
  const read = words(page({ near: 'Harrowby Vale' }, aResult()))
  expect(read).toContain('1 group or service within 5 miles of Harrowby Vale')
  expect(read).toContain('Tuesday 24 November, 10:30am to midday')
  expect(read).toContain('1.2 miles, Harrowby Vale')
  expect(read).toMatch(/Cost Free .* Just turn up/)
  expect(read).toContain('Checked 6 days ago by the group')
})

test('happy: the fragment holds every part of the page that an answer changes', () => {
  const given = { query: nothingAsked, result: aResult(), today }
  const live = (html: string) =>
    [...html.matchAll(/id="([a-z-]+)"[^>]*data-live/g)].map(([, id]) => id).sort()
  expect(live(String(FindFragment(given)))).toEqual(live(String(FindView({ frame, ...given }))))
  expect(live(String(FindFragment(given)))).toContain('results')
})

test('happy: sorted by distance, what has none stands under its own heading', () => {
  const read = words(page({ sort: 'nearest' }, aResult({ contents: [online, aCard()] })))
  expect(read).toMatch(/Tuesday Table.*Online, by phone and from anywhere.*Evening Voices/)
})

test('happy: an unknown place keeps the search and says what was searched instead', () => {
  const place = { status: 'unknown', asked: 'Nowhere' } as const
  const read = words(page({ near: 'Nowhere', q: 'lunch' }, aResult({ place })))
  expect(read).toContain('We could not find “ Nowhere ”, so we searched the whole area.')
  expect(read).toContain('1 group or service for “lunch” in the whole area')
})

test('happy: nothing found says what to take off, and what there is from anywhere', () => {
  const relaxations: FindResult['relaxations'] = [{ filter: 'free', wouldFind: 6 }]
  const result = aResult({ contents: [], relaxations, fromAnywhere: [online] })
  const html = page({ free: true, q: 'chess' }, result)
  expect(words(html)).toContain('Nothing found for “chess” within 5 miles of Harrowby Vale')
  expect(words(html)).toContain('Take off ‘Free’ to see 6')
  expect(html).toContain('href="/find?q=chess"')
  expect(words(html)).toMatch(/Online or by phone, from anywhere.*Evening Voices/)
})

test('happy: pages of results leave gaps but never the first, the last or the neighbours', () => {
  const numbers = (current: number, last: number) =>
    pageLinks(nothingAsked, current, last).map((link) => (link === 'gap' ? '…' : link.number))
  expect(numbers(1, 2)).toEqual([1, 2])
  expect(numbers(5, 9)).toEqual([1, '…', 4, 5, 6, '…', 9])
  expect(numbers(2, 9)).toEqual([1, 2, 3, '…', 9])
})

test('refused: what nobody has told us is never made up', () => {
  const card = aCard({ next: null, costPence: null, assuredDate: null, assuredBy: null })
  const read = words(page({}, aResult({ contents: [card] })))
  expect(read).toContain('Ask for times')
  expect(read).toContain('Ask about cost')
  expect(read).toContain('Not checked yet')
})

test('secure: words that people wrote stay words', () => {
  const sly = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
  const card = aCard({
    name: sly,
    summary: sly,
    organisationName: sly,
    costPence: null,
    costNote: sly,
  })
  const place = { status: 'unknown', asked: sly } as const
  const html = page({ q: sly, near: sly }, aResult({ contents: [card], place }))
  expect(html).not.toMatch(/<script>|<img/)
  expect(html).toContain('&lt;script&gt;')
})

test('secure: a page has no inline style, script or handler, so the strict policy holds', () => {
  const html = page({ free: true }, aResult())
  expect(html).not.toMatch(/ style=| on[a-z]+=|<style|javascript:/i)
  expect(html.match(/<script/g)).toHaveLength(1)
})
