import { createDictionary, type Meanings } from './dictionary.ts'
import type { ListingDocument } from './port.ts'
import {
  addPosting,
  fieldsByWord,
  type Postings,
  removePosting,
  tierOf,
  weightOf,
} from './postings.ts'
import { type Alternative, planQuery, type Slot } from './query.ts'
import type { Synonyms } from './synonyms.ts'
import type { Stem } from './words.ts'

/** How good an answer each row is. The lower tier comes first, and within it the higher score. */
export interface Ranks {
  /** By row; infinite for a row that is no answer. */
  readonly tiers: Float64Array
  readonly scores: Float64Array
}

/** The words of one tenant's listings, each in a numbered row. */
export interface TextIndex {
  add(row: number, document: ListingDocument): void
  remove(row: number, document: ListingDocument): void
  /**
   * The listings that have every word; when none has, those with the most. Null when nothing was
   * asked. It depends on the words alone, so that adding a filter never finds more.
   */
  match(words: string): Ranks | null
}

export function createTextIndex(synonyms: Synonyms): TextIndex {
  const dictionary = createDictionary()
  const index: Index = { postings: new Map(), rows: 0 }
  return {
    add(row, document) {
      index.rows = Math.max(index.rows, row + 1)
      for (const [word, fields] of fieldsByWord(document)) {
        const postings = index.postings.get(word) ?? { rows: [], fields: [] }
        addPosting(postings, row, fields)
        index.postings.set(word, postings)
        dictionary.add(word)
      }
    },
    remove(row, document) {
      for (const word of fieldsByWord(document).keys()) {
        const postings = index.postings.get(word)
        if (postings === undefined) continue
        removePosting(postings, row)
        if (postings.rows.length > 0) continue
        index.postings.delete(word)
        dictionary.remove(word)
      }
    },
    match(words) {
      const asTyped = planQuery(words, { dictionary, synonyms, doubt: false })
      if (asTyped.length === 0) return null
      const found = answer(index, asTyped)
      if (found.words === asTyped.length) return found.ranks
      const doubted = answer(index, planQuery(words, { dictionary, synonyms, doubt: true }))
      return doubted.words > found.words ? doubted.ranks : found.ranks
    },
  }
}

interface Index {
  readonly postings: Map<Stem, Postings>
  /** One more than the highest row ever used. */
  rows: number
}

interface Answer {
  /** How many of the typed words the rows in `ranks` have. */
  readonly words: number
  readonly ranks: Ranks
}

/** The rows with the most of the typed words. */
function answer(index: Index, slots: readonly Slot[]): Answer {
  const tiers = new Float64Array(index.rows)
  const scores = new Float64Array(index.rows)
  const words = new Uint8Array(index.rows)
  for (const slot of slots) {
    const costs = slotCosts(index, slot, scores)
    for (let row = 0; row < index.rows; row += 1) {
      const cost = costs[row] ?? none
      if (cost === none) continue
      words[row] = (words[row] ?? 0) + 1
      tiers[row] = (tiers[row] ?? 0) + cost
    }
  }
  const most = words.reduce((highest, count) => Math.max(highest, count), 0)
  for (let row = 0; row < index.rows; row += 1) {
    if (most === 0 || words[row] !== most) tiers[row] = none
  }
  return { words: most, ranks: { tiers, scores } }
}

const none = Number.POSITIVE_INFINITY

/** By row, the cost of the cheapest way to have this word. */
function slotCosts(index: Index, slot: Slot, scores: Float64Array): Float64Array {
  const least = new Float64Array(index.rows).fill(none)
  for (const alternative of slot.alternatives) {
    const costs = alternativeCosts(index, alternative, scores)
    for (let row = 0; row < index.rows; row += 1) {
      const cost = (costs[row] ?? none) + alternative.inexact
      if (cost < (least[row] ?? none)) least[row] = cost
    }
  }
  return least
}

/** By row, the cost of the dearest of the words, all of which must be there. */
function alternativeCosts(
  index: Index,
  alternative: Alternative,
  scores: Float64Array,
): Float64Array {
  const [first, ...others] = alternative.words.map((word) => wordCosts(index, word, scores))
  const costs = first ?? new Float64Array(index.rows).fill(none)
  for (const other of others) {
    for (let row = 0; row < index.rows; row += 1) {
      costs[row] = Math.max(costs[row] ?? none, other[row] ?? none)
    }
  }
  return costs
}

/**
 * By row, the cost of the best word of the index that this one may mean. Each that is there adds to
 * the row's score: more the rarer it is, the better its field, the nearer to what was typed.
 */
function wordCosts(index: Index, meanings: Meanings, scores: Float64Array): Float64Array {
  const costs = new Float64Array(index.rows).fill(none)
  for (const [word, { typos, inexact }] of meanings) {
    const postings = index.postings.get(word)
    if (postings === undefined) continue
    const { rows, fields } = postings
    const rarity = Math.log(1 + index.rows / rows.length) / (1 + typos + inexact)
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0
      const bits = fields[at] ?? 0
      // A slip costs more than any field, and a field more than a word only begun.
      const cost = typos * 10_000 + (tierOf[bits] ?? 0) * 100 + inexact
      if (cost < (costs[row] ?? none)) costs[row] = cost
      scores[row] = (scores[row] ?? 0) + rarity * (weightOf[bits] ?? 0)
    }
  }
  return costs
}
