import { invalid } from '@waymark/core'
import type { FacetField, FilterField, ListingDocument } from './port.ts'

export type Value = string | boolean
type Reader = (document: ListingDocument) => Value | readonly Value[]

/** What may be counted. */
export const facetFields: readonly FacetField[] = [
  'needs',
  'deliveries',
  'days',
  'languages',
  'joining',
  'free',
  'stepFree',
  'takesReferrals',
]

/** Whether a field may be counted, whatever reaches the engine. */
export function isFacetField(field: string): field is FacetField {
  return facetFields.some((known) => known === field)
}

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

export function isList(held: Value | readonly Value[]): held is readonly Value[] {
  return Array.isArray(held)
}
