import { z } from 'zod'
import { day, id, paging, version, wallTime } from '../shared.ts'
import { listing, organisation, placesLeft, precision } from './records.ts'
import { delivery, joiningWay, knownOrNot, need, radius, weekday } from './words.ts'

/** One value or several of the same name in an address: `need=food&need=money`. */
function several<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (given) => (given === undefined || given === '' ? [] : Array.isArray(given) ? given : [given]),
    z.array(item).max(20),
  )
}

/** A ticked box, however often its name stands in the address. */
const tick = z.preprocess((given) => given === true || [given].flat().includes('1'), z.boolean())

/** What may be asked of the directory. All fits in the address bar; none of it names a person. */
export const findQuery = z.strictObject({
  q: z.string().max(200).default(''),
  /** A postcode, an outcode, a town or a village. */
  near: z.string().max(100).default(''),
  within: radius.default('5'),
  need: several(need).default([]),
  how: several(delivery).default([]),
  day: several(weekday).default([]),
  free: tick.default(false),
  stepFree: tick.default(false),
  /** Run by a group that is ready for referrals. */
  takesReferrals: tick.default(false),
  /** Checked by somebody in the last 90 days. */
  checked: tick.default(false),
  sort: z.enum(['best', 'nearest', 'soonest']).default('best'),
  page: z.coerce.number().int().min(1).max(500).default(1),
})
export type FindQuery = z.infer<typeof findQuery>

/** The next time it meets, already worked out in Europe/London. */
export const occurrence = z.object({
  sessionId: id,
  day,
  startsAt: wallTime,
  endsAt: wallTime.nullable(),
  locationId: id.nullable(),
})
export type Occurrence = z.infer<typeof occurrence>

/** All that a card shows, so that nothing must be opened to choose. */
export const listingCard = z.object({
  id,
  name: z.string(),
  organisationName: z.string(),
  summary: z.string(),
  needs: z.array(need),
  deliveries: z.array(delivery),
  coverage: z.enum(['local', 'national']),
  costPence: z.number().nullable(),
  costNote: z.string().nullable(),
  joining: joiningWay,
  readyForReferrals: z.boolean(),
  stepFree: knownOrNot,
  next: occurrence.nullable(),
  place: z
    .object({
      name: z.string().nullable(),
      town: z.string(),
      outcode: z.string(),
      /** Miles from where the search was made; null when no place was given. */
      miles: z.number().nullable(),
      /** The distance is "about" when either end is known only to its outcode or town. */
      approximate: z.boolean(),
    })
    .nullable(),
  phone: z.string().nullable(),
  assuredDate: day.nullable(),
  assuredBy: z.enum(['group', 'directoryTeam', 'source']).nullable(),
  /** Null when nobody has said lately: what was counted long ago is not shown as a fact. */
  places: z.object({ left: placesLeft, saidOn: day }).nullable(),
})
export type ListingCard = z.infer<typeof listingCard>

/** A filter that can be taken off, and how many more would be found without it. */
export const relaxation = z.object({
  filter: z.enum([
    'q',
    'within',
    'need',
    'how',
    'day',
    'free',
    'stepFree',
    'takesReferrals',
    'checked',
  ]),
  wouldFind: z.number().int().positive(),
})

/** A page of what was found, and all that the screen around it says. */
export const findResult = z.object({
  ...paging.shape,
  contents: z.array(listingCard),
  /** Where the search was made from, or why it could not be placed. */
  place: z.discriminatedUnion('status', [
    z.object({ status: z.literal('none') }),
    z.object({ status: z.literal('unknown'), asked: z.string() }),
    z.object({ status: z.literal('found'), label: z.string(), precision }),
  ]),
  /** How many listings have each value, counted with the other filters on. */
  facets: z.object({
    need: z.record(z.string(), z.number()),
    how: z.record(z.string(), z.number()),
    day: z.record(z.string(), z.number()),
    free: z.number(),
    stepFree: z.number(),
    takesReferrals: z.number(),
    checked: z.number(),
  }),
  /** Only when nothing or little was found: what to take off, most useful first. */
  relaxations: z.array(relaxation),
  /** Only when nothing was found: online, phone and national listings that fit the words. */
  fromAnywhere: z.array(listingCard),
  /** The search engine was away, and a simpler one answered: true, but ordered less finely. */
  limited: z.boolean().default(false),
})
export type FindResult = z.infer<typeof findResult>

/** A listing as its page shows it: the record, who runs it, and the dates worked out. */
export const listingPage = z.object({
  listing,
  organisation,
  /** The next four times it meets. */
  occurrences: z.array(occurrence),
  /** As on the card: null when nobody has said lately. */
  places: listingCard.shape.places,
  /** The listing's version, for `If-Match`. */
  version,
})
export type ListingPage = z.infer<typeof listingPage>
