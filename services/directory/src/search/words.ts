/** A word as the index keeps it: folded, and its plural taken off. */
export type Stem = string

const longestWord = 40
/** Accents of Latin, points of Hebrew and Arabic; vowel signs of Hindi or Thai are letters. */
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g
const apostrophes = /['\u2018\u2019\u02bc`´]/g
const wordPattern = /\p{Extended_Pictographic}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
const hyphens = /[-\u2010\u2011]/g
// The look behind keeps a long word without a hyphen from being walked once for every letter.
const hyphenated = /(?<![\p{L}\p{N}])[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)+/gu

/** Words too common to ask for. "me" and "it" are not here: people look for ME and for IT. */
const commonWords = new Set(
  `a an and are as at be by can do for from get has have he her his i in is my of on or our she
   some that the their there they this to was we who with you your`.split(/\s+/),
)

export function isCommon(word: Stem): boolean {
  return commonWords.has(word)
}

/** Lower case without accents or apostrophes: "Café" is "cafe", "Men's" is "mens". */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(accents, '').replace(apostrophes, '').toLowerCase()
}

/** As they are once an "s" is off. */
const irregularPlurals = new Map([
  ['buse', 'bus'],
  ['women', 'woman'],
  ['children', 'child'],
])

/**
 * The singular, and little more: "parcels" is "parcel"; "family" and "families" are "famili".
 * Only ever compared with another stem, never shown.
 */
export function stem(word: string): Stem {
  if (!/^[a-z]{4,}$/.test(word)) return word
  const singular = /(?:ss|us|is)$/.test(word) ? word : word.replace(/s$/, '')
  const irregular = irregularPlurals.get(singular)
  if (irregular !== undefined || singular.length < 4) return irregular ?? singular
  if (/(?:y|ie)$/.test(singular)) return singular.replace(/(?:y|ie)$/, 'i')
  return singular.length >= 5 ? singular.replace(/e$/, '') : singular
}

/** A word somebody typed: its stem, and how many letters it had before that. */
export interface TypedWord {
  readonly word: Stem
  readonly letters: number
}

export function typedWordsOf(text: string): TypedWord[] {
  const found = fold(text).match(wordPattern) ?? []
  return found.map((word) => ({ word: stem(word.slice(0, longestWord)), letters: word.length }))
}

export function wordsOf(text: string): Stem[] {
  return typedWordsOf(text).map(({ word }) => word)
}

/** The words of a record as written, and "drop-in" also as "dropin": people type it both ways. */
export function indexedWordsOf(text: string): Stem[] {
  const joined = fold(text).match(hyphenated) ?? []
  return [...wordsOf(text), ...joined.flatMap((word) => wordsOf(word.replace(hyphens, '')))]
}
