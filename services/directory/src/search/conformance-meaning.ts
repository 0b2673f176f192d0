import { eachWay, named, type SearchCase } from './conformance-case.ts'
import { clubs } from './conformance-words.ts'
import { needWords } from './synonyms.ts'

const money = needWords(['money'])

export const rankingCases: readonly SearchCase[] = [
  {
    name: 'exact before the beginning of a word',
    listings: named('Artists', 'Art'),
    ask: { words: 'art' },
    finds: ['Art'],
    order: 'first',
  },
  {
    name: 'exact in a description before a typo in a name',
    listings: [
      { id: 'typo', name: 'Gardan club' },
      { id: 'exact', name: 'Green fingers', description: 'We garden together.' },
    ],
    ask: { words: 'garden' },
    finds: ['exact'],
    order: 'first',
  },
  {
    name: 'name before description',
    listings: [
      { id: 'mention', name: 'Hall', description: 'There is a choir too.' },
      { id: 'named', name: 'Choir' },
    ],
    ask: { words: 'choir' },
    finds: ['named', 'mention'],
    order: 'whole',
  },
  {
    name: 'organisation name counts as a name',
    listings: [
      { id: 'mention', name: 'Hall', description: 'Lantern walk in May.' },
      { id: 'run', name: 'Coffee', organisationName: 'Lantern Trust' },
    ],
    ask: { words: 'lantern' },
    finds: ['run', 'mention'],
    order: 'whole',
  },
  {
    name: 'need before description',
    listings: [
      { id: 'mention', name: 'Hall', description: 'No money is needed.' },
      { id: 'need', name: 'Advice', needWords: money },
    ],
    ask: { words: 'money' },
    finds: ['need', 'mention'],
    order: 'whole',
  },
  {
    name: 'equal answers: soonest first, then by name, then by id',
    listings: [
      { id: 'd', name: 'Tea', nextSessionMs: null },
      { id: 'c', name: 'Tea', nextSessionMs: 2000 },
      { id: 'b', name: 'Tea', nextSessionMs: 2000 },
      { id: 'a', name: 'Tea', nextSessionMs: 3000 },
      { id: 'e', name: 'Tea', nextSessionMs: 1000 },
    ],
    ask: { words: 'tea' },
    finds: ['e', 'b', 'c', 'a', 'd'],
    order: 'whole',
  },
  {
    name: 'an old assurance does not sink an exact answer',
    listings: [
      { id: 'fresh', name: 'Hall', description: 'Choir on Mondays.', assuredDay: 20_000 },
      { id: 'old', name: 'Choir', assuredDay: 0 },
    ],
    ask: { words: 'choir' },
    finds: ['old', 'fresh'],
    order: 'whole',
  },
]

export const meaningCases: readonly SearchCase[] = [
  ...eachWay(
    'the words people use for a need',
    [
      { id: 'advice', name: 'Advice desk', needWords: money },
      { id: 'choir', name: 'Choir' },
    ],
    ['skint', 'broke', 'hard up', 'bills'],
    ['advice'],
  ),
  ...eachWay(
    'a food bank that does not say so',
    [
      { id: 'trinity', name: 'Trinity', needWords: needWords(['food']) },
      { id: 'choir', name: 'Choir' },
    ],
    ['food bank', 'foodbank', 'food parcel', 'hungry'],
    ['trinity'],
  ),
  ...eachWay(
    'other names for the same thing',
    named('Foodbank', 'Choir', "Men's shed"),
    ['food bank', 'food parcel'],
    ['Foodbank'],
  ),
  ...eachWay(
    "can't sleep",
    named('Sleep well course', 'Choir'),
    ["can't sleep", 'insomnia'],
    ['Sleepwellcourse'],
  ),
  {
    name: 'a narrower word finds the wider',
    listings: named('Benefits advice'),
    ask: { words: 'PIP' },
    finds: ['Benefitsadvice'],
  },
  {
    name: 'a wider word does not find the narrower',
    listings: named('Benefits advice', 'Blue badge forms'),
    ask: { words: 'benefits' },
    finds: ['Benefitsadvice'],
  },
  ...(['GP', 'ME', 'AA'] as const).map((words) => ({
    name: `the short word ${words} is itself`,
    listings: named(`${words} drop in`, 'Meeting', 'Aardvarks'),
    ask: { words },
    finds: [`${words}dropin`],
  })),
  {
    name: 'common words are not wanted',
    listings: [...named('The hall'), ...clubs],
    ask: { words: 'the choir' },
    finds: ['Choir'],
  },
  {
    name: 'a common word alone is looked for',
    listings: named('Who dares', 'Choir'),
    ask: { words: 'who' },
    finds: ['Whodares'],
  },
]

export const strangeInputCases: readonly SearchCase[] = [
  ...eachWay(
    'signs that some engines obey are only signs',
    named('Choir', 'Lunch'),
    ['-choir', '"choir"', '+choir', 'choir*', 'choir~2', 'name:choir', '(choir', 'choir\\'],
    ['Choir'],
  ),
  {
    name: 'emoji beside a word',
    listings: named('Art', 'Choir'),
    ask: { words: '🎨 art' },
    finds: ['Art'],
  },
  {
    name: 'Hebrew',
    listings: [{ id: 'a', name: 'שלום לכולם' }, { id: 'b' }],
    ask: { words: 'שלום' },
    finds: ['a'],
  },
  {
    name: 'Arabic with and without its points',
    listings: [{ id: 'a', name: 'مَرْحَبا' }, { id: 'b' }],
    ask: { words: 'مرحبا' },
    finds: ['a'],
  },
  {
    name: 'Bengali',
    listings: [{ id: 'a', name: 'বাংলা আড্ডা' }, { id: 'b' }],
    ask: { words: 'বাংলা' },
    finds: ['a'],
  },
  { name: 'a very long word', listings: clubs, ask: { words: 'x'.repeat(5000) }, finds: [] },
  {
    name: 'ten thousand characters',
    listings: clubs,
    ask: { words: 'choir '.repeat(1667) },
    finds: ['Choir'],
  },
  {
    name: 'a NUL and half an emoji',
    listings: clubs,
    ask: { words: 'choir\u0000 \ud83c' },
    finds: ['Choir'],
  },
  {
    name: "the names of an object's own parts",
    listings: clubs,
    ask: { words: '__proto__ constructor' },
    finds: [],
  },
]
