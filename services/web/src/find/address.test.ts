import { findQuery } from '@waymark/contracts'
import { expect, test } from 'vitest'
import {
  appliedFilters,
  findAddress,
  nothingAsked,
  relaxedSearch,
  withoutFilters,
} from './address.ts'

const asked = findQuery.parse({
  q: 'food parcel',
  near: 'Harrowby Vale',
  within: '10',
  need: ['food', 'money'],
  day: 'TU',
  free: '1',
  page: '3',
})

/** What the contract makes of an address, as the server would. */
function readBack(address: string) {
  const { searchParams } = new URL(address, 'http://localhost')
  const entries = [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)])
  const several = new Set(['need', 'how', 'day'])
  const plain = entries.map(([name, values]) => [
    name,
    several.has(String(name)) ? values : values?.[0],
  ])
  return findQuery.parse(Object.fromEntries(plain))
}

test('happy: what nobody asked is what the contract takes an empty address to mean', () => {
  expect(nothingAsked).toEqual(findQuery.parse({}))
  expect(findAddress(nothingAsked)).toBe('/find')
})

test('happy: an address reproduces its search', () => {
  expect(readBack(findAddress(asked, { page: 3 }))).toEqual(asked)
})

test('happy: a change goes back to the first page', () => {
  expect(readBack(findAddress(asked, { free: false }))).toEqual({ ...asked, free: false, page: 1 })
})

test('happy: each filter that is on can be taken off alone, and all together', () => {
  const applied = appliedFilters(asked)
  expect(applied.map(({ label }) => label)).toEqual([
    'Food',
    'Money and benefits',
    'Tuesday',
    'Free',
  ])
  expect(readBack(applied[0]?.href ?? '')).toEqual({ ...asked, need: ['money'], page: 1 })
  const { q, near, within } = asked
  expect(readBack(withoutFilters(asked))).toEqual({ ...nothingAsked, q, near, within })
})

test('happy: a relaxation says what it takes off and leads to the search without it', () => {
  const { words, href } = relaxedSearch(asked, 'need')
  expect(words).toBe('Take off ‘Food’ and ‘Money and benefits’')
  expect(readBack(href)).toEqual({ ...asked, need: [], page: 1 })
  expect(readBack(relaxedSearch(asked, 'within').href).within).toBe('any')
})

test('secure: words cannot add parameters of their own', () => {
  const sly = { ...nothingAsked, q: 'a&free=1#"><script>' }
  expect(readBack(findAddress(sly))).toEqual(sly)
})
