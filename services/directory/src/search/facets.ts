import { invalid } from '@waymark/core'
import { isList, readerOf, type Value } from './filters.ts'
import type { FacetField, ListingDocument, SearchAnswer } from './port.ts'

const facetFields: readonly FacetField[] = [
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

/** A listing's values as small numbers, one for each value of each field: quick to count. */
export type FacetCodes = readonly number[]

export interface Facets {
  encode(document: ListingDocument): FacetCodes
  /**
   * For each field, how many of the listings have each value; a value given twice by one listing
   * counts once. Throws `invalid` for a field that is not counted.
   */
  count(
    fields: readonly FacetField[],
    listings: readonly { readonly codes: FacetCodes }[],
  ): SearchAnswer['facets']
}

export function createFacets(): Facets {
  /** For each field its values, and the code of each. */
  const codes = new Map(facetFields.map((field) => [field, new Map<Value, number>()]))
  let size = 0

  function codeOf(known: Map<Value, number>, value: Value): number {
    const code = known.get(value) ?? size
    if (code === size) {
      known.set(value, code)
      size += 1
    }
    return code
  }

  return {
    encode(document) {
      return [...codes].flatMap(([field, known]) => {
        const held = readerOf(field)(document)
        const values = isList(held) ? [...new Set(held)] : [held]
        return values.map((value) => codeOf(known, value))
      })
    },
    count(fields, listings) {
      if (!fields.every((field) => codes.has(field))) throw invalid('That search cannot be made.')
      if (fields.length === 0) return {}
      const counts = new Uint32Array(size)
      for (const listing of listings) {
        for (const code of listing.codes) counts[code] = (counts[code] ?? 0) + 1
      }
      const named = (field: FacetField) =>
        [...(codes.get(field) ?? [])].flatMap(([value, code]) => {
          const count = counts[code] ?? 0
          return count === 0 ? [] : [[String(value), count] as const]
        })
      return Object.fromEntries(fields.map((field) => [field, Object.fromEntries(named(field))]))
    },
  }
}
