import { invalid } from '@waymark/core'
import { chordSquaredOf, type GlobePoint, leastChordSquared, onGlobe } from '../place/distance.ts'
import type { Filter, FilterField, GeoPoint, ListingDocument } from './port.ts'

export type Value = string | boolean
type Reader = (document: ListingDocument) => Value | readonly Value[]

/** A listing with its places ready for comparing. */
export interface Placed {
  readonly document: ListingDocument
  readonly places: readonly GlobePoint[]
}

type Test = (listing: Placed) => boolean

/**
 * How a field is read. A field that is not here cannot be asked for, whatever reaches the engine.
 */
const readers: Readonly<Record<FilterField, Reader>> = {
  id: ({ id }) => id,
  tenant: ({ tenant }) => tenant,
  needs: ({ needs }) => needs,
  deliveries: ({ deliveries }) => deliveries,
  days: ({ days }) => days,
  languages: ({ languages }) => languages,
  joining: ({ joining }) => joining,
  free: ({ free }) => free,
  stepFree: ({ stepFree }) => stepFree,
  takesReferrals: ({ takesReferrals }) => takesReferrals,
  fromAnywhere: ({ fromAnywhere }) => fromAnywhere,
}

/** Throws `invalid` for a field that nothing may be filtered or counted by. */
export function readerOf(field: FilterField): Reader {
  if (!Object.hasOwn(readers, field)) throw invalid('That search cannot be made.')
  return readers[field]
}

/** A test for one listing. `all` of nothing is true and `any` of nothing is false, as in logic. */
export function compileFilter(filter: Filter): Test {
  if ('all' in filter) return filter.all.map(compileFilter).reduce(both, always)
  if ('any' in filter) return filter.any.map(compileFilter).reduce(either, never)
  if ('not' in filter) {
    const test = compileFilter(filter.not)
    return (listing) => !test(listing)
  }
  if ('within' in filter) return withinTest(filter.within, filter.metres)
  if ('atLeast' in filter) return ({ document }) => document.assuredDay >= filter.value
  if ('isAnyOf' in filter) return valueTest(filter.isAnyOf, filter.values)
  return valueTest(filter.is, [filter.value])
}

const always: Test = () => true
const never: Test = () => false

function both(one: Test, other: Test): Test {
  return (listing) => one(listing) && other(listing)
}

function either(one: Test, other: Test): Test {
  return (listing) => one(listing) || other(listing)
}

function valueTest(field: FilterField, values: readonly Value[]): Test {
  const read = readerOf(field)
  return ({ document }) => {
    const held = read(document)
    return isList(held) ? held.some((value) => values.includes(value)) : values.includes(held)
  }
}

export function isList(held: Value | readonly Value[]): held is readonly Value[] {
  return Array.isArray(held)
}

function withinTest(centre: GeoPoint, metres: number): Test {
  const from = onGlobe(centre)
  const farthest = chordSquaredOf(metres)
  return ({ places }) => leastChordSquared(from, places) <= farthest
}
