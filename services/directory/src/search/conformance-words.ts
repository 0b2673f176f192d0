import { eachWay, named, type SearchCase } from './conformance-case.ts'

export const clubs = named('Choir', 'Lunch club', 'Walking group')

export const wordCases: readonly SearchCase[] = [
  { name: 'a word of the name', listings: clubs, ask: { words: 'lunch' }, finds: ['Lunchclub'] },
  {
    name: 'two words want both',
    listings: named('Food parcel', 'Food co-op', 'Parcel post'),
    ask: { words: 'food parcel' },
    finds: ['Foodparcel'],
  },
  {
    name: 'when none has every word, those with the most words',
    listings: named('Tea dance', 'Tea and cake', 'Choir'),
    ask: { words: 'tea dance trombone' },
    finds: ['Teadance'],
  },
  {
    name: 'no words browse everything',
    listings: clubs,
    ask: {},
    finds: clubs.map(({ id }) => id),
  },
  {
    name: 'punctuation alone browses everything',
    listings: clubs,
    ask: { words: ' ?! -- "" ' },
    finds: clubs.map(({ id }) => id),
  },
  {
    name: 'a word nobody uses finds nothing',
    listings: clubs,
    ask: { words: 'zyzzyva' },
    finds: [],
  },
  ...eachWay(
    'capitals and accents',
    named('Memory Café'),
    ['CAFE', 'café', 'Cafe\u0301'],
    ['MemoryCaf'],
  ),
  ...eachWay(
    'an apostrophe',
    named("Men's Shed", 'Choir'),
    ['mens shed', "men's shed", 'men’s shed', 'men s shed'],
    ['MensShed'],
  ),
  ...eachWay(
    'one or many',
    named('Food parcels', 'Family hub'),
    ['parcel', 'parcels'],
    ['Foodparcels'],
  ),
  ...eachWay(
    'one or many',
    named('Families together'),
    ['family', 'families'],
    ['Familiestogether'],
  ),
  ...eachWay(
    'a hyphen',
    named('Drop-in advice'),
    ['drop in', 'drop-in', 'dropin'],
    ['Dropinadvice'],
  ),
  ...eachWay('the beginning of the last word', clubs, ['ch', 'cho', 'choi'], ['Choir']),
  ...eachWay(
    'a typo in a short word: wrong, missing, extra, swapped',
    named('Choir practice', 'Lunch'),
    ['chour practice', 'chir practice', 'chooir practice', 'chior practice'],
    ['Choirpractice'],
  ),
  {
    name: 'one typo from 3 letters',
    listings: named('Bus trips'),
    ask: { words: 'bsu' },
    finds: ['Bustrips'],
  },
  {
    name: 'two typos from 8 letters',
    listings: named('Bereavement support', 'Choir'),
    ask: { words: 'bereavmnet' },
    finds: ['Bereavementsupport'],
  },
  { name: 'not two typos in a short word', listings: clubs, ask: { words: 'chiro' }, finds: [] },
  {
    name: 'no typo in a number',
    listings: named('Class of 2024'),
    ask: { words: '2025' },
    finds: [],
  },
  {
    name: 'a word still being typed may hold a typo',
    listings: clubs,
    ask: { words: 'wlaki' },
    finds: ['Walkinggroup'],
  },
]
