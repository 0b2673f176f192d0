import type { Need } from '@waymark/contracts'
import { needWordTable } from './need-words.ts'
import { lastResort, oneWay, sameThing } from './vocabulary.ts'
import { type Stem, wordsOf } from './words.ts'

/** A phrase as typed (stems with a space between), and each other way of saying it as its stems. */
type StemTable = ReadonlyMap<string, readonly (readonly Stem[])[]>

export interface Synonyms {
  readonly always: StemTable
  /** Only when nothing has all the words that were typed. */
  readonly lastResort: StemTable
}

/** The most words a phrase of the vocabulary has. */
export const longestPhrase = 4

/** The words indexed for a listing's needs, so that "skint" finds money advice. */
export function needWords(needs: readonly Need[]): string {
  return needs.map((need) => needWordTable[need].join(' ')).join(' ')
}

/** Each phrase with what else it is called: both ways for `sameThing`, one way for `oneWay`. */
export function synonymTable(): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>()
  const add = (said: string, meant: readonly string[]): void => {
    table.set(said, [...(table.get(said) ?? []), ...meant])
  }
  for (const group of sameThing) {
    for (const said of group) {
      add(
        said,
        group.filter((other) => other !== said),
      )
    }
  }
  for (const [said, meant] of oneWay) for (const phrase of said) add(phrase, meant)
  return table
}

/** The same for `lastResort`, which is one way. */
export function lastResortTable(): ReadonlyMap<string, readonly string[]> {
  return new Map(lastResort.flatMap(([said, meant]) => said.map((phrase) => [phrase, meant])))
}

/** The same tables in stems, as a query is. */
export function createSynonyms(): Synonyms {
  return { always: inStems(synonymTable()), lastResort: inStems(lastResortTable()) }
}

function inStems(table: ReadonlyMap<string, readonly string[]>): StemTable {
  const stems = new Map<string, (readonly Stem[])[]>()
  for (const [said, meant] of table) {
    const key = wordsOf(said).join(' ')
    stems.set(key, [...(stems.get(key) ?? []), ...meant.map(wordsOf)])
  }
  return stems
}
