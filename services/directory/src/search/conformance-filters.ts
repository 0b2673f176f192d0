import { aDocument, type SearchCase, tenant } from './conformance-case.ts'
import type { Filter, SearchRequest } from './port.ts'

const town = { latitude: 53.2, longitude: 0.32 }
/** 1,000 metres of latitude, in degrees. */
const kilometre = 1 / 111.195

const near = { id: 'near', points: [{ latitude: 53.2 + 0.999 * kilometre, longitude: 0.32 }] }
const far = { id: 'far', points: [{ latitude: 53.2 + 1.001 * kilometre, longitude: 0.32 }] }
const nowhere = { id: 'nowhere' }
const online = { id: 'online', deliveries: ['online'], fromAnywhere: true }
const withinOne: Filter = { within: town, metres: 1000 }

const food = {
  id: 'food',
  needs: ['food', 'company'],
  free: true,
  joining: 'book',
  assuredDay: 100,
}
const money = { id: 'money', needs: ['money'], free: false, days: ['MO', 'WE'], assuredDay: 99 }
const choir = {
  id: 'choir',
  needs: ['arts', 'company'],
  free: false,
  stepFree: true,
  takesReferrals: true,
  days: ['TU'],
}
const listings = [food, money, choir]

function filtered(name: string, filter: Filter, finds: readonly string[]): SearchCase {
  return { name, listings, ask: { filter }, finds }
}

export const filterCases: readonly SearchCase[] = [
  filtered('one of several values', { is: 'needs', value: 'company' }, ['food', 'choir']),
  filtered('a single value', { is: 'joining', value: 'book' }, ['food']),
  filtered('true', { is: 'stepFree', value: true }, ['choir']),
  filtered('takes referrals', { is: 'takesReferrals', value: true }, ['choir']),
  filtered('false', { is: 'free', value: false }, ['money', 'choir']),
  filtered('any of several', { isAnyOf: 'days', values: ['MO', 'TU'] }, ['money', 'choir']),
  filtered('any of none finds none', { isAnyOf: 'days', values: [] }, []),
  filtered('by id', { isAnyOf: 'id', values: ['food', 'money', 'other'] }, ['food', 'money']),
  filtered('not', { not: { is: 'needs', value: 'company' } }, ['money']),
  filtered('a list that is empty is not equal to anything', { not: { is: 'days', value: 'MO' } }, [
    'food',
    'choir',
  ]),
  filtered(
    'all',
    {
      all: [
        { is: 'needs', value: 'company' },
        { is: 'free', value: false },
      ],
    },
    ['choir'],
  ),
  filtered(
    'any',
    {
      any: [
        { is: 'free', value: true },
        { is: 'days', value: 'MO' },
      ],
    },
    ['food', 'money'],
  ),
  filtered('all of nothing is everything', { all: [] }, ['food', 'money', 'choir']),
  filtered('any of nothing is nothing', { any: [] }, []),
  filtered('at least counts the day itself', { atLeast: 'assuredDay', value: 100 }, ['food']),
  filtered('a value that nothing has', { is: 'languages', value: 'cy' }, []),
  ...['x" OR tenant = "south', "x' OR 1=1 --", 'food\\" OR free = false', '', '*', 'null'].map(
    (value) => filtered(`a value is never a command: ${value}`, { is: 'needs', value }, []),
  ),
  {
    name: 'inside and outside a radius by a metre',
    listings: [near, far],
    ask: { filter: withinOne },
    finds: ['near'],
  },
  {
    name: 'no place is not within any radius',
    listings: [near, nowhere],
    ask: { filter: { within: town, metres: 25_000_000 } },
    finds: ['near'],
  },
  {
    name: 'online is never lost by a radius that lets it in',
    listings: [near, far, nowhere, online],
    ask: { filter: { any: [withinOne, { is: 'fromAnywhere', value: true }] } },
    finds: ['near', 'online'],
  },
  {
    name: 'any one of several places within the radius',
    listings: [{ id: 'both', points: [...far.points, ...near.points] }],
    ask: { filter: withinOne },
    finds: ['both'],
  },
  {
    name: 'words and filter together',
    listings: listings.map((listing) => ({ ...listing, name: 'Club' })),
    ask: { words: 'club', filter: { is: 'free', value: true } },
    finds: ['food'],
  },
  {
    name: 'asking for another tenant finds nothing of it',
    listings: [food, { ...money, tenant: 'south' }],
    ask: {
      filter: {
        any: [
          { is: 'tenant', value: 'south' },
          { is: 'free', value: false },
        ],
      },
    },
    finds: [],
  },
]

export const sortCases: readonly SearchCase[] = [
  {
    name: 'nearest first, by the nearest of several places, and no place last',
    listings: [
      nowhere,
      far,
      near,
      {
        id: 'two',
        points: [
          { latitude: 50, longitude: 0 },
          { latitude: 53.2001, longitude: 0.32 },
        ],
      },
    ],
    ask: { sort: { by: 'distance', from: town } },
    finds: ['two', 'near', 'far', 'nowhere'],
    order: 'whole',
  },
  {
    name: 'soonest first and no session last',
    listings: [
      { id: 'none', nextSessionMs: null },
      { id: 'later', nextSessionMs: 2000 },
      { id: 'soon', nextSessionMs: 1000 },
    ],
    ask: { sort: { by: 'nextSession' } },
    finds: ['soon', 'later', 'none'],
    order: 'whole',
  },
  {
    name: 'equally far: soonest, then by name',
    listings: [
      { ...near, id: 'b', name: 'B', nextSessionMs: 5 },
      { ...near, id: 'c', name: 'C', nextSessionMs: 4 },
      { ...near, id: 'a', name: 'A', nextSessionMs: 5 },
    ],
    ask: { sort: { by: 'distance', from: town } },
    finds: ['c', 'a', 'b'],
    order: 'whole',
  },
]

/** Twenty-five listings alike in everything but their ids. */
export const alike = Array.from({ length: 25 }, (_, at) =>
  aDocument({ id: `alike-${at}`, name: 'Tea', points: near.points }),
)

const asked: SearchRequest = { words: '', tenant, sort: { by: 'relevance' }, offset: 0, limit: 20 }
const notNumbers = [Number.NaN, Number.POSITIVE_INFINITY]
// An unknown field cannot be written down in the type: what the engine does with one is the point.
const unknownField = 'constructor' as 'needs'

export const refusedRequests: readonly SearchRequest[] = [
  ...notNumbers.flatMap((value) => [
    { ...asked, filter: { within: { latitude: value, longitude: 0 }, metres: 10 } },
    { ...asked, filter: { within: town, metres: value } },
    { ...asked, filter: { not: { all: [{ within: town, metres: value }] } } },
    { ...asked, filter: { atLeast: 'assuredDay' as const, value } },
    { ...asked, sort: { by: 'distance' as const, from: { latitude: 0, longitude: value } } },
    { ...asked, offset: value },
    { ...asked, limit: value },
  ]),
  { ...asked, filter: { not: { any: [withinOne] } } },
  { ...asked, filter: { not: { not: withinOne } } },
  { ...asked, filter: { within: { latitude: 91, longitude: 0 }, metres: 10 } },
  { ...asked, filter: { within: town, metres: -1 } },
  { ...asked, filter: { is: unknownField, value: 'x' } },
  { ...asked, facets: [unknownField] },
  { ...asked, filter: { isAnyOf: unknownField, values: [] } },
  { ...asked, offset: -1 },
  { ...asked, limit: 101 },
  { ...asked, limit: 1.5 },
]
