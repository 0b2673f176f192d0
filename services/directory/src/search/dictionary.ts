import SearchableMap from 'minisearch/SearchableMap'
import { lettersMissing, lettersOf, typosBetween, typosForgiven } from './typos.ts'
import type { Stem, TypedWord } from './words.ts'

/**
 * How near a word of the index is to one that was typed: `typos` first, then whole before begun.
 */
export interface Nearness {
  readonly typos: number
  /** 0 the word itself; 1 a longer word that begins with it. */
  readonly inexact: 0 | 1
}

export interface Typed extends TypedWord {
  /** Nothing was typed after it, so it may not be finished. */
  readonly last: boolean
}

/** The words of the index that one typed word may mean, and how near each is. */
export type Meanings = ReadonlyMap<Stem, Nearness>

/** Every word of one tenant's listings, and which of them a typed word may mean. */
export interface Dictionary {
  add(word: Stem): void
  remove(word: Stem): void
  has(word: Stem): boolean
  /**
   * A word that is known is taken as meant; only an unknown one is corrected, to the nearest words
   * there are. Otherwise "job" would bring "jog", and the nearest-first order would put jogging on
   * top. With `doubt`, a known word may be a slip as well.
   */
  meanings(typed: Typed, doubt: boolean): Meanings
}

export const whole: Nearness = { typos: 0, inexact: 0 }
const begun: Nearness = { typos: 0, inexact: 1 }

/**
 * Each word with its `lettersOf`: the tree finds beginnings, the map is quick to walk for slips.
 */
interface Words {
  readonly tree: SearchableMap<number>
  readonly letters: Map<Stem, number>
}

export function createDictionary(): Dictionary {
  const words: Words = { tree: new SearchableMap<number>(), letters: new Map() }
  return {
    add(word) {
      if (words.letters.has(word)) return
      const letters = lettersOf(word)
      words.letters.set(word, letters)
      words.tree.set(word, letters)
    },
    remove(word) {
      words.letters.delete(word)
      words.tree.delete(word)
    },
    has: (word) => words.letters.has(word),
    meanings(typed, doubt) {
      const found = new Map<Stem, Nearness>()
      const isKnown = words.letters.has(typed.word)
      if (beginningsCount(typed, isKnown)) {
        for (const word of words.tree.atPrefix(typed.word).keys()) found.set(word, begun)
      }
      if (isKnown) found.set(typed.word, whole)
      if (doubt || !isKnown) addCorrections(words, typed, found)
      return found
    },
  }
}

/**
 * The last word counts from 2 letters, the others from 4 ("walk group" means walking). A known word
 * of 2 or 3 letters stands alone: "ME" is not "meeting", "bus" is not "business".
 */
function beginningsCount(typed: Typed, isKnown: boolean): boolean {
  const length = typed.word.length
  return length >= 4 || (typed.last && length >= 2 && !isKnown)
}

function addCorrections(words: Words, typed: Typed, found: Map<Stem, Nearness>): void {
  const limit = /\p{N}/u.test(typed.word) ? 0 : typosForgiven(typed.letters)
  if (limit === 0) return
  const corrections = new Map<Stem, number>()
  const letters = lettersOf(typed.word)
  for (const [word, others] of words.letters) {
    if (lettersMissing(letters, others) > limit || found.has(word)) continue
    const typos = slips(typed, word, limit)
    if (typos !== null) corrections.set(word, typos)
  }
  const nearest = Math.min(...corrections.values())
  for (const [word, typos] of corrections) {
    if (typos === nearest) found.set(word, { typos, inexact: 0 })
  }
}

/**
 * A slip in an unfinished word is looked for from 5 letters; below that it would match anything.
 */
function slips(typed: Typed, word: Stem, limit: number): number | null {
  if (Math.abs(word.length - typed.word.length) <= limit) {
    const typos = typosBetween(typed.word, word, limit)
    if (typos !== null) return typos
  }
  const unfinished = typed.last && typed.word.length >= 5 && word[0] === typed.word[0]
  return unfinished && word.length > typed.word.length
    ? typosBetween(typed.word, word, 1, true)
    : null
}
