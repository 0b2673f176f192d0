import type { ListingDocument } from './port.ts'
import { indexedWordsOf, type Stem } from './words.ts'

/**
 * Where a word counts most. A name says what a listing is; a description mentions many things.
 * Fields of one tier are equal but for the weight, which decides only within a tier.
 */
const textFields = [
  { field: 'name', tier: 0, weight: 4 },
  { field: 'organisationName', tier: 0, weight: 3 },
  { field: 'summary', tier: 1, weight: 2 },
  { field: 'needWords', tier: 1, weight: 2 },
  { field: 'town', tier: 2, weight: 1 },
  { field: 'description', tier: 2, weight: 1 },
] as const

/** One bit for each field that has a word, in the order of `textFields`. */
type FieldBits = number

/** The listings that have a word, by row, and beside each the fields it is in. */
export interface Postings {
  readonly rows: number[]
  readonly fields: FieldBits[]
}

/** The best tier and the whole weight of each combination of fields. */
export const tierOf: readonly number[] = combinations((held) =>
  Math.min(...held.map(({ tier }) => tier)),
)
export const weightOf: readonly number[] = combinations((held) =>
  held.reduce((sum, { weight }) => sum + weight, 0),
)

function combinations(value: (held: readonly (typeof textFields)[number][]) => number): number[] {
  return Array.from({ length: 1 << textFields.length }, (_, bits) =>
    value(textFields.filter((_field, at) => (bits & (1 << at)) !== 0)),
  )
}

/** Each word of a listing and the fields it is in. */
export function fieldsByWord(document: ListingDocument): Map<Stem, FieldBits> {
  const words = new Map<Stem, FieldBits>()
  for (const [at, { field }] of textFields.entries()) {
    for (const word of indexedWordsOf(document[field])) {
      words.set(word, (words.get(word) ?? 0) | (1 << at))
    }
  }
  return words
}

export function addPosting(postings: Postings, row: number, fields: FieldBits): void {
  postings.rows.push(row)
  postings.fields.push(fields)
}

export function removePosting(postings: Postings, row: number): void {
  const at = postings.rows.indexOf(row)
  if (at === -1) return
  postings.rows.splice(at, 1)
  postings.fields.splice(at, 1)
}
