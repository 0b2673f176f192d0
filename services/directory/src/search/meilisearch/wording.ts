import { longestQuery, mostWords } from '../query.ts'
import { longestPhrase, type Synonyms } from '../synonyms.ts'
import { isCommon, type Stem, typedWordsOf } from '../words.ts'

/** A known word of so few letters stands alone: "ME" is not "meeting". */
const shortWord = 3
const mostTried = 60

/**
 * The words to look for. Null browses: nothing was asked. An empty list finds nothing: what was
 * typed has no word in it that this engine reads (an emoji).
 */
export function wordsToAsk(text: string, synonyms: Synonyms): readonly Stem[] | null {
  const typed = typedWordsOf(text.slice(0, longestQuery)).map(({ word }) => word)
  if (typed.length === 0) return null
  const words = typed.filter((word) => /[\p{L}\p{N}]/u.test(word))
  const inPhrase = wordsInPhrases(words, synonyms)
  const telling = words.filter((word, at) => !isCommon(word) || inPhrase.has(at))
  const kept = telling.length === 0 ? words : telling
  return kept.filter((word, at) => kept.lastIndexOf(word) === at).slice(0, mostWords)
}

/**
 * What is sent: stems with a space between, so that no sign somebody typed is a command here. A
 * last word that is quoted is looked for as it is: whole, and without a slip.
 */
export function asText(words: readonly Stem[], lastIsWhole = false): string {
  const last = words.at(-1) ?? ''
  return [...words.slice(0, -1), lastIsWhole ? `"${last}"` : last].join(' ')
}

/** The last word where it is so short that it may be meant as it stands; null otherwise. */
export function shortLastWord(words: readonly Stem[]): Stem | null {
  const last = words.at(-1) ?? ''
  return words.length > 0 && last.length <= shortWord ? last : null
}

/** The same words with a phrase of them said more widely, for when nothing has them all. */
export function saidMoreWidely(words: readonly Stem[], { lastResort }: Synonyms): Stem[][] {
  return windowsOf(words).flatMap(([from, to]) => {
    const wider = lastResort.get(words.slice(from, to).join(' ')) ?? []
    return wider.map((meant) => [...words.slice(0, from), ...meant, ...words.slice(to)])
  })
}

/** Every way to leave so many of the words that `size` remain, in their order; bounded. */
export function subsetsOf(words: readonly Stem[], size: number): Stem[][] {
  const found: Stem[][] = []
  const extend = (taken: readonly Stem[], from: number): void => {
    if (found.length >= mostTried) return
    if (taken.length === size) {
      found.push([...taken])
      return
    }
    for (let at = from; at < words.length; at += 1) extend([...taken, words[at] ?? ''], at + 1)
  }
  extend([], 0)
  return found
}

function wordsInPhrases(words: readonly Stem[], { always }: Synonyms): ReadonlySet<number> {
  const places = windowsOf(words)
    .filter(([from, to]) => always.has(words.slice(from, to).join(' ')))
    .flatMap(([from, to]) => Array.from({ length: to - from }, (_, offset) => from + offset))
  return new Set(places)
}

function windowsOf(words: readonly Stem[]): [from: number, to: number][] {
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(longestPhrase, words.length - from) }, (_each, more) => {
      const window: [number, number] = [from, from + more + 1]
      return window
    }),
  )
}
