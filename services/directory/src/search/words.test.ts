import fc from 'fast-check'
import { expect, test } from 'vitest'
import { needWordTable } from './need-words.ts'
import { createSynonyms, longestPhrase, needWords, synonymTable } from './synonyms.ts'
import { indexedWordsOf, wordsOf } from './words.ts'

test.each([
  ['parcels', 'parcel'],
  ['classes', 'class'],
  ['buses', 'bus'],
  ['houses', 'house'],
  ['lunches', 'lunch'],
  ['families', 'family'],
  ['days', 'day'],
  ["women's", 'woman'],
  ["children's", 'child'],
  ['carers', 'carer'],
  ['cafés', 'cafe'],
  ["men's", 'men'],
])('happy: %s is %s', (many, one) => {
  expect(wordsOf(many)).toEqual(wordsOf(one))
})

test.each([
  ['bus', 'bu'],
  ['class', 'clas'],
  ['care', 'car'],
  ['caring', 'car'],
  ['gps', 'gp'],
])('happy: %s is not %s', (one, other) => {
  expect(wordsOf(one)).not.toEqual(wordsOf(other))
})

test('happy: a record with a hyphen is found with and without it', () => {
  expect(indexedWordsOf('Drop-in')).toEqual(expect.arrayContaining(['drop', 'in', 'dropin']))
})

test('secure: any text has words, none of them empty, long or spaced', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const word of indexedWordsOf(text)) expect(word).toMatch(/^\S{1,40}$/u)
    }),
  )
})

test('happy: every need has words, and each is found in the words of that need alone', () => {
  for (const [need, words] of Object.entries(needWordTable)) {
    expect(words.length, need).toBeGreaterThan(3)
  }
  expect(needWords(['money', 'food'])).toMatch(/skint.*hungry/)
  expect(needWords([])).toBe('')
})

test('happy: no phrase is longer than a query looks for, and every phrase has words', () => {
  const { always, lastResort } = createSynonyms()
  for (const [said, meant] of [...always, ...lastResort]) {
    expect(said.split(' ').length, said).toBeLessThanOrEqual(longestPhrase)
    for (const phrase of meant) expect(phrase.length, said).toBeGreaterThan(0)
  }
})

test.each([
  'lonely',
  'skint',
  'broke',
  "can't sleep",
  'baby',
  'toddler',
  'dementia',
  'memory cafe',
  'alzheimers',
  'food bank',
  'foodbank',
  'food parcel',
  'hungry',
  'debt',
  'benefits',
  'PIP',
  'universal credit',
  'damp',
  'heating',
  'warm space',
  'bus',
  'lift',
  'hoover',
  'counselling',
  'bereaved',
  'widow',
  'carer',
  'dad',
  "men's shed",
  'knit and natter',
  'allotment',
  'choir',
  'exercise',
  'falls',
  'chair based',
  'walking',
  'drugs',
  'drink',
  'gambling',
  'domestic abuse',
  'refugee',
  'English classes',
  'ESOL',
  'computer',
  'tablet',
  'job',
  'volunteering',
  'autism',
  'ADHD',
  'deaf',
  'blind',
  'LGBT',
  'veterans',
  'stroke',
  'diabetes',
])('happy: people say "%s" and are understood', (said) => {
  const known = new Set(
    Object.values(needWordTable)
      .flat()
      .map((word) => wordsOf(word).join(' ')),
  )
  const phrase = wordsOf(said).join(' ')
  const { always, lastResort } = createSynonyms()
  expect(known.has(phrase) || always.has(phrase) || lastResort.has(phrase)).toBe(true)
})

test('refused: one-way words are not turned round', () => {
  const table = synonymTable()
  expect(table.get('pip')).toContain('benefits')
  expect(table.get('benefits') ?? []).not.toContain('pip')
  expect(table.get('alcohol') ?? []).not.toContain('drink')
})
