import fc from 'fast-check'
import MiniSearch from 'minisearch'
import { expect, test } from 'vitest'
import { aDocument } from './conformance-case.ts'
import type { ListingDocument } from './port.ts'
import { createSynonyms } from './synonyms.ts'
import { createTextIndex, type TextIndex } from './text-index.ts'
import { typedWordsOf } from './words.ts'

/** Made-up words of four to nine letters, so that nothing is a plural or another way to say it. */
const syllable = fc.constantFrom('bav', 'dok', 'fim', 'gur', 'kel', 'nop', 'rit')
const word = fc
  .tuple(syllable, syllable, fc.option(syllable, { nil: '' }), fc.constantFrom('', 'a', 'o'))
  .map((parts) => parts.join(''))
const text = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '))
const listings = fc.array(
  fc.record({ name: text, organisationName: text, summary: text, town: text, description: text }),
  { minLength: 1, maxLength: 25 },
)
const fields = ['name', 'organisationName', 'summary', 'needWords', 'town', 'description']

interface Both {
  readonly documents: readonly ListingDocument[]
  readonly ours: TextIndex
  readonly oracle: MiniSearch<ListingDocument>
}

function indexBoth(said: readonly Partial<ListingDocument>[]): Both {
  const documents = said.map((each, at) => aDocument({ id: `listing-${at}`, ...each }))
  const tokenize = (words: string) => typedWordsOf(words).map((typed) => typed.word)
  const oracle = new MiniSearch<ListingDocument>({ fields, tokenize, processTerm: (term) => term })
  oracle.addAll(documents)
  const ours = createTextIndex(createSynonyms())
  for (const [row, document] of documents.entries()) ours.add(row, document)
  return { documents, ours, oracle }
}

function foundByUs({ documents, ours }: Both, words: string): string[] {
  const tiers = ours.match(words)?.tiers ?? new Float64Array()
  return documents.flatMap(({ id }, row) => (Number.isFinite(tiers[row]) ? [id] : [])).sort()
}

/** With `slipped`, the first word is one that nobody has, and is corrected by one letter. */
function foundByOracle({ oracle }: Both, words: string, slipped: boolean): string[] {
  const isFirst = (at: number) => slipped && at === 0
  const found = oracle.search(words, {
    combineWith: 'AND',
    prefix: (_, at) => !isFirst(at),
    fuzzy: (_, at) => (isFirst(at) ? 1 : false),
  })
  return found.map(({ id }) => String(id)).sort()
}

const someWords = fc.array(fc.nat(), { minLength: 1, maxLength: 3 })

/** Words that some listing has, chosen by numbers. */
function wordsIn({ documents }: Both, chosen: readonly number[]): string[] {
  const all = documents.flatMap(({ name, summary, town, description, organisationName }) =>
    [name, summary, town, description, organisationName].join(' ').split(' ').filter(Boolean),
  )
  return chosen.flatMap((at) => all[at % Math.max(1, all.length)] ?? [])
}

test('happy: where something has every word, the same listings as MiniSearch', () => {
  let compared = 0
  fc.assert(
    fc.property(listings, someWords, (said, chosen) => {
      const both = indexBoth(said)
      const words = wordsIn(both, chosen).join(' ')
      const expected = foundByOracle(both, words, false)
      if (expected.length === 0) return
      compared += 1
      expect(foundByUs(both, words)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
  expect(compared).toBeGreaterThan(100)
})

const slip = fc.record({ at: fc.nat(), letter: fc.constantFrom('w', 'x', 'z') })
type Slip = typeof slip extends fc.Arbitrary<infer T> ? T : never

/** A letter wrong, missing or too many: nobody's word any more, having a letter that none has. */
const slips = [
  (typed: string, { at, letter }: Slip) => typed.slice(0, at) + letter + typed.slice(at + 1),
  (typed: string, { at, letter }: Slip) => typed.slice(0, at) + letter + typed.slice(at),
]

test('happy: with a slip in one word, everything that MiniSearch forgives', () => {
  let compared = 0
  fc.assert(
    fc.property(listings, someWords, slip, fc.nat(), (said, chosen, made, which) => {
      const both = indexBoth(said)
      const [first, ...others] = wordsIn(both, chosen)
      const spoil = slips[which % slips.length]
      if (first === undefined || spoil === undefined) return
      const at = made.at % first.length
      const words = [spoil(first, { ...made, at }), ...others].join(' ')
      const expected = foundByOracle(both, words, true)
      if (expected.length === 0) return
      compared += 1
      // Ours corrects an unknown word to the nearest there are, so each of those is there.
      expect(foundByUs(both, words)).toEqual(expect.arrayContaining(expected))
    }),
    { numRuns: 500 },
  )
  expect(compared).toBeGreaterThan(100)
})

test('secure: what was removed is found by neither', () => {
  fc.assert(
    fc.property(listings, someWords, (said, chosen) => {
      const both = indexBoth(said)
      const words = wordsIn(both, chosen).join(' ')
      const [gone] = both.documents
      if (gone === undefined || words === '') return
      both.ours.remove(0, gone)
      expect(foundByUs(both, words)).not.toContain(gone.id)
    }),
  )
})
