import { type Dictionary, type Meanings, whole } from './dictionary.ts'
import { longestPhrase, type Synonyms } from './synonyms.ts'
import { isCommon, type Stem, stem, type TypedWord, typedWordsOf } from './words.ts'

/** One way to say a typed word: words that must all be there. */
export interface Alternative {
  readonly words: readonly Meanings[]
  /** 1 for another way of saying it, which is never as good as the words that were typed. */
  readonly inexact: 0 | 1
}

/** One typed word, met by any of its alternatives. */
export interface Slot {
  readonly alternatives: readonly Alternative[]
}

export interface QueryMeans {
  readonly dictionary: Dictionary
  readonly synonyms: Synonyms
  /** Look for slips in words that the index knows, too, and for what to fall back on. */
  readonly doubt: boolean
}

/** So much of what somebody typed is read: letters, and then words. */
export const longestQuery = 1000
export const mostWords = 10

/**
 * What somebody typed, as words to look up. Any text will do; none means that nothing was asked.
 */
export function planQuery(text: string, means: QueryMeans): Slot[] {
  const typed = typedWordsOf(text.slice(0, longestQuery))
  const phrases = phrasesFor(typed, means)
  return chosen(typed, phrases).map(({ word, letters, at }) => {
    const asTyped = { word, letters, last: at === typed.length - 1 }
    const words = [means.dictionary.meanings(asTyped, means.doubt)]
    return { alternatives: [{ words, inexact: 0 }, ...(phrases[at] ?? [])] }
  })
}

/** For each typed word, the other ways to say it, or to say a phrase that it is part of. */
function phrasesFor(typed: readonly TypedWord[], means: QueryMeans): Alternative[][] {
  const words = typed.map(({ word }) => word)
  const phrases: Alternative[][] = words.map(() => [])
  const add = (from: number, to: number, meant: readonly Stem[]): void => {
    if (!meant.every(means.dictionary.has)) return
    const alternative: Alternative = {
      words: meant.map((word) => new Map([[word, whole]])),
      inexact: 1,
    }
    for (const phrase of phrases.slice(from, to)) phrase.push(alternative)
  }
  for (let from = 0; from < words.length; from += 1) {
    for (let to = Math.min(words.length, from + longestPhrase); to > from; to -= 1) {
      for (const meant of saidOtherwise(words.slice(from, to), means)) add(from, to, meant)
    }
    const [first, second] = words.slice(from, from + 2)
    // "well being" is also "wellbeing", and "men s" is "mens".
    if (first !== undefined && second !== undefined) add(from, from + 2, [stem(first + second)])
  }
  return phrases
}

function saidOtherwise(words: readonly Stem[], means: QueryMeans): readonly (readonly Stem[])[] {
  const { always, lastResort } = means.synonyms
  const said = words.join(' ')
  return [...(always.get(said) ?? []), ...((means.doubt && lastResort.get(said)) || [])]
}

/** Which words to ask for: each once, and common ones only when they are all there is. */
function chosen(
  typed: readonly TypedWord[],
  phrases: readonly Alternative[][],
): (TypedWord & { readonly at: number })[] {
  const lastAt = new Map(typed.map(({ word }, at) => [word, at]))
  const once = typed
    .map((word, at) => ({ ...word, at }))
    .filter(({ word, at }) => lastAt.get(word) === at)
  const telling = once.filter(({ word, at }) => !isCommon(word) || phrases[at]?.length !== 0)
  return (telling.length === 0 ? once : telling).slice(0, mostWords)
}
