import { typosBetween } from '../typos.ts'
import type { Held } from './meili-filter.ts'

export interface WordSettings {
  readonly searchable: readonly string[]
  readonly synonyms: ReadonlyMap<string, readonly string[]>
  readonly oneTypo: number
  readonly twoTypos: number
  readonly typosInNumbers: boolean
}

/** How well a document has what was asked; the lower the better. */
export interface Fit {
  readonly words: number
  readonly typos: number
  readonly attribute: number
  readonly inexact: number
}

interface Term {
  readonly words: readonly string[]
  readonly isPhrase: boolean
  readonly isPrefix: boolean
  readonly isExcluded: boolean
}

type Cost = Omit<Fit, 'words'>
type Terms = readonly Term[]

const mostWords = 10
const longestJoin = 3

/** The words of each searchable attribute, in order. */
export type Words = readonly (readonly string[])[]

export function wordsOf(document: Held, searchable: readonly string[]): Words {
  return searchable.map((field) => split(String(document[field] ?? '')))
}

function split(text: string): string[] {
  const folded = text.normalize('NFKD').toLowerCase()
  return folded.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []
}

/** Quotes make a phrase, a leading `-` excludes, and the last word may be only begun. */
export function termsOf(query: string): Terms {
  const parts = query.match(/-?"[^"]*"?|[^\s"]+/g) ?? []
  const terms = parts.flatMap((part, at): Term[] => {
    const isExcluded = part.length > 1 && part.startsWith('-')
    const isPhrase = part.replace(/^-/, '').startsWith('"')
    const words = split(part)
    const isLast = at === parts.length - 1 && !/\s$/.test(query)
    if (isPhrase || isExcluded) return [{ words, isPhrase, isPrefix: false, isExcluded }]
    return words.map((word, index) => {
      const isPrefix = isLast && index === words.length - 1
      return { words: [word], isPhrase: false, isPrefix, isExcluded: false }
    })
  })
  return terms.filter(({ words }) => words.length > 0).slice(0, mostWords)
}

/** Null where the document is no answer. `all` wants every term, `last` may drop from the end. */
export function fitOf(
  held: Words,
  terms: Terms,
  given: WordSettings & { all: boolean },
): Fit | null {
  const out = terms.filter(({ isExcluded }) => isExcluded)
  if (out.some((term) => phraseCost(held, term.words) !== null)) return null
  const wanted = terms.filter(({ isExcluded }) => !isExcluded)
  if (wanted.length === 0) return { words: 0, typos: 0, attribute: 0, inexact: 0 }
  const least = given.all ? wanted.length : 1
  for (let count = wanted.length; count >= least; count -= 1) {
    const cost = cheapest(held, wanted.slice(0, count), given)
    if (cost !== null) return { ...cost, words: wanted.length - count }
  }
  return null
}

/** The cheapest way: each term alone, joined with its neighbours, or said otherwise. */
function cheapest(held: Words, terms: Terms, given: WordSettings): Cost | null {
  const best: (Cost | null)[] = [{ typos: 0, attribute: 0, inexact: 0 }]
  for (let end = 1; end <= terms.length; end += 1) {
    const ways = Array.from({ length: Math.min(end, longestJoin + 1) }, (_, more) => {
      const before = best[end - more - 1] ?? null
      const step = before && stepCost(held, terms.slice(end - more - 1, end), given)
      return before && step && plus(before, step)
    })
    best.push(least(ways))
  }
  return best.at(-1) ?? null
}

function stepCost(held: Words, terms: Terms, given: WordSettings): Cost | null {
  const [first] = terms
  if (first === undefined) return null
  if (terms.length === 1 && first.isPhrase) return phraseCost(held, first.words)
  if (terms.some(({ isPhrase }) => isPhrase)) return null
  const said = terms.flatMap(({ words }) => words)
  const otherwise = (given.synonyms.get(said.join(' ')) ?? []).map((meant) =>
    phraseCost(held, split(meant)),
  )
  const word = said.join('')
  const lost = terms.length - 1
  const allowed = Math.max(0, typosAllowed(word, given) - lost)
  const isPrefix = terms.at(-1)?.isPrefix === true
  const joined = lost < longestJoin ? wordCost(held, { word, allowed, isPrefix }) : null
  const own = joined && { ...joined, typos: joined.typos + lost }
  return least([own, ...otherwise, terms.length === 1 ? splitCost(held, word) : null])
}

function typosAllowed(word: string, given: WordSettings): number {
  if (/\p{N}/u.test(word) && !given.typosInNumbers) return 0
  const length = [...word].length
  if (length >= given.twoTypos) return 2
  return length >= given.oneTypo ? 1 : 0
}

interface Wanted {
  readonly word: string
  readonly allowed: number
  readonly isPrefix: boolean
}

function wordCost(held: Words, wanted: Wanted): Cost | null {
  return least(
    held.flatMap((words, attribute) =>
      words.map((word) => {
        const found = slips(wanted, word)
        return found && { ...found, attribute }
      }),
    ),
  )
}

/** A slip on the first letter counts as two. */
function slips({ word, allowed, isPrefix }: Wanted, other: string) {
  if (word === other) return { typos: 0, inexact: 0 }
  if (isPrefix && other.startsWith(word)) return { typos: 0, inexact: 1 }
  const first = word[0] === other[0] ? 0 : 1
  const whole = typosBetween(word, other, allowed - first)
  if (allowed > first && whole !== null) return { typos: whole + first, inexact: 1 }
  const begun = isPrefix && first === 0 && allowed > 0 ? typosBetween(word, other, 1, true) : null
  return begun === null ? null : { typos: begun, inexact: 1 }
}

/** "sunflower" is also "sun flower", for one slip. */
function splitCost(held: Words, word: string): Cost | null {
  const ways = Array.from({ length: Math.max(0, word.length - 1) }, (_, at) =>
    phraseCost(held, [word.slice(0, at + 1), word.slice(at + 1)]),
  )
  const found = least(ways)
  return found && { ...found, typos: 1, inexact: 1 }
}

function phraseCost(held: Words, phrase: readonly string[]): Cost | null {
  const attribute = held.findIndex((words) =>
    words.some((_, at) => phrase.every((word, offset) => words[at + offset] === word)),
  )
  return attribute === -1 ? null : { typos: 0, attribute, inexact: 0 }
}

function plus(one: Cost, other: Cost): Cost {
  return {
    typos: one.typos + other.typos,
    attribute: one.attribute + other.attribute,
    inexact: one.inexact + other.inexact,
  }
}

function least(ways: readonly (Cost | null)[]): Cost | null {
  const found = ways.filter((way) => way !== null)
  const [best] = found.toSorted(
    (a, b) => a.typos - b.typos || a.attribute - b.attribute || a.inexact - b.inexact,
  )
  return best ?? null
}
