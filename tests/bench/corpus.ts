import type { Need } from '@waymark/contracts'
import { createRandom } from '../support/random.ts'

/** Made-up places that sound like places: 48 beginnings and 24 endings. */
const beginnings = `Ash Bark Beck Birch Black Bram Brock Burn Carl Chal Clay Cold Crow Dun East Elm
  Fair Fen Fox Glen Gold Gran Hart Hazel Holm Kirk Lang Leck Long Marl Mill Moor Nether North Oak
  Otter Pen Raven Red Rush Salt Sedge Stan Thorn Wath West Whit Wood`.split(/\s+/)
const endings = `beck bourne bury by church combe dale den field ford gate ham hurst ley mere
  mouth ness pool stead thorpe ton wick wold worth`.split(/\s+/)

/** Put between them they make surnames. */
const middles = `ac ad al am an ar as at ed el em en er es et id il im in ir is it od ol om on or os
  ot ud ul um un`.split(/\s+/)

const activities: readonly (readonly [string, Need])[] = [
  ...(['Walking', 'Swimming', 'Bowls', 'Cycling', 'Stretching'] as const).map(
    (name) => [name, 'moving'] as const,
  ),
  ...(['Lunch', 'Supper', 'Breakfast', 'Pantry', 'Cookery'] as const).map(
    (name) => [name, 'food'] as const,
  ),
  ...(['Choir', 'Pottery', 'Knitting', 'Painting', 'Ukulele', 'Drama'] as const).map(
    (name) => [name, 'arts'] as const,
  ),
  ...(['Allotment', 'Woodland', 'Gardening', 'Birdwatching'] as const).map(
    (name) => [name, 'nature'] as const,
  ),
  ...(['Memory', 'Reminiscence'] as const).map((name) => [name, 'memory'] as const),
  ...(['Bereavement', 'Widowers'] as const).map((name) => [name, 'bereavement'] as const),
  ...(['Debt', 'Benefits', 'Budgeting'] as const).map((name) => [name, 'money'] as const),
  ...(['Friendship', 'Chess', 'Bingo', 'Dominoes'] as const).map(
    (name) => [name, 'company'] as const,
  ),
  ...(['Computer', 'Reading', 'Language'] as const).map((name) => [name, 'learning'] as const),
]
const kinds = ['Group', 'Club', 'Circle', 'Project', 'Café']
const words = `neighbours meet every week and newcomers are greeted at the door tea is made by
  volunteers who know the town well bring a friend or come alone there is no need to book parking
  stands behind the hall the kettle goes on early everybody finds something to do`.split(/\s+/)

export interface BenchListing {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly need: Need
  readonly day: (typeof days)[number]
  readonly isStepFree: boolean
  readonly isFree: boolean
  readonly town: string
  readonly latitude: number
  readonly longitude: number
}

export const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** So many listings of the whole country, each with a name of its own; the same for every run. */
export function benchListings(count: number): BenchListing[] {
  const random = createRandom(20_261_127)
  const names = new Set<string>()
  const listings: BenchListing[] = []
  const towns = beginnings.flatMap((start) => endings.map((end) => placed(start + end, random)))
  while (listings.length < count) {
    const town = pick(towns, random)
    const [activity, need] = pick(activities, random)
    const name = `${town.town} ${activity} ${pick(kinds, random)}`
    if (names.has(name)) continue
    names.add(name)
    const text = (length: number) => Array.from({ length }, () => pick(words, random)).join(' ')
    listings.push({
      ...{ name, need, ...nearby(town, random) },
      ...{ summary: `${text(8)}.`, day: pick(days, random) },
      // Each is led by somebody, so that the vocabulary grows with the listings as a real one does.
      description: `${text(40)} led by ${surname(random)}.`,
      ...{ isStepFree: random() < 0.6, isFree: random() < 0.5 },
    })
  }
  return listings
}

export function pick<T>(from: readonly T[], random: () => number): T {
  const found = from[Math.floor(random() * from.length)]
  if (found === undefined) throw new Error('There is nothing to pick from.')
  return found
}

/** One of about 38,000. */
function surname(random: () => number): string {
  return pick(beginnings, random) + pick(middles, random) + pick(endings, random)
}

type Town = Pick<BenchListing, 'town' | 'latitude' | 'longitude'>

function placed(town: string, random: () => number): Town {
  return { town, latitude: 50.5 + random() * 4.5, longitude: -3.5 + random() * 4.5 }
}

function nearby({ town, latitude, longitude }: Town, random: () => number): Town {
  const about = () => (random() - 0.5) * 0.05
  return { town, latitude: latitude + about(), longitude: longitude + about() }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz'

/** A word with one slip of the finger: a letter wrong, missing, too many, or two swapped. */
export function withSlip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const letter = pick([...alphabet], random)
  const [here = '', next = ''] = [word[at], word[at + 1]]
  const slips = [
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + next + here + word.slice(at + 2),
  ]
  const spoilt = pick(slips, random)
  return spoilt === word ? withSlip(word, random) : spoilt
}

/** The whole name as somebody types it, with a slip in one of its first two words. */
export function typedWithSlip(name: string, random: () => number): string {
  const typed = name.toLowerCase().split(' ')
  const at = random() < 0.5 ? 0 : 1
  return typed.map((word, index) => (index === at ? withSlip(word, random) : word)).join(' ')
}
