import { z } from 'zod'
import { day, email, id, instant, phone, version, wallTime, webAddress, words } from '../shared.ts'
import { delivery, joiningWay, knownOrNot, need, weekday } from './words.ts'

/** What an organisation says of itself. HSDS 3.1 `organization`. */
export const organisationDetails = z.strictObject({
  name: words(200),
  description: words(5000).nullable(),
  website: webAddress.nullable(),
  email: email.nullable(),
  phone: phone.nullable(),
  /** HSDS `organization_identifier`: GB-CHC (digits) or, for Scotland, GB-SC. */
  charityNumber: z
    .string()
    .regex(/^(\d{6,8}|SC\d{6})$/, 'Use a charity number like 1155856 or SC048688.')
    .nullable(),
})
export type OrganisationDetails = z.infer<typeof organisationDetails>

/** An organisation as it is kept. */
export const organisation = z.object({
  id,
  ...organisationDetails.shape,
  /** Until an organisation is ready for referrals its listings are for signposting only. */
  readyForReferrals: z.boolean(),
  version,
  lastModified: instant,
})
export type Organisation = z.infer<typeof organisation>

/** How exact a place on the map is; a search widens its radius when it is coarse. */
export const precision = z.enum(['exact', 'postcode', 'outcode', 'town'])

/** A place. HSDS 3.1 `location` with its `address` and `accessibility`. */
export const locationDetails = z.strictObject({
  name: words(200).nullable(),
  address1: words(200),
  town: words(100),
  postcode: words(10),
  latitude: z.number().min(49).max(61),
  longitude: z.number().min(-9).max(2),
  precision,
  /** The nearest stop and line, in the group's words. */
  transport: words(500).nullable(),
  stepFree: knownOrNot,
  accessibleToilet: knownOrNot,
  hearingLoop: knownOrNot,
  accessNotes: words(500).nullable(),
  /** A refuge or a home: only the outcode is ever shown. */
  hideAddress: z.boolean(),
})
export type LocationDetails = z.infer<typeof locationDetails>

/** A place as it is kept. */
export const location = z.object({
  id,
  ...locationDetails.shape,
  /** Null where the address is hidden: no point on a map leads there. */
  latitude: locationDetails.shape.latitude.nullable(),
  longitude: locationDetails.shape.longitude.nullable(),
})
export type Location = z.infer<typeof location>

/** When a listing meets at a place. HSDS 3.1 `schedule` on a `service_at_location`. */
export const sessionDetails = z.strictObject({
  locationId: id.nullable(),
  frequency: z.enum(['weekly', 'monthly']),
  /** Every n weeks or months. */
  interval: z.number().int().min(1).max(12),
  weekday,
  /** For a monthly session: 1 to 4 from the start of the month, -1 for the last. */
  weekOfMonth: z.union([z.literal([1, 2, 3, 4, -1])]).nullable(),
  startsAt: wallTime,
  endsAt: wallTime.nullable(),
  /** The first and last day it runs; the first also anchors a fortnightly rhythm. */
  validFrom: day,
  validTo: day.nullable(),
  /** Days it does not meet: term breaks, a one-off cancellation. */
  notOn: z.array(day).max(100),
  meetsOnBankHolidays: z.boolean(),
})
export type SessionDetails = z.infer<typeof sessionDetails>

/** A session as it is kept. */
export const session = z.object({ id, ...sessionDetails.shape })
export type Session = z.infer<typeof session>

/** What a listing says. HSDS 3.1 `service`, with its cost, languages, capacity and eligibility. */
export const listingDetails = z.strictObject({
  organisationId: id,
  name: words(200),
  /** One sentence for the card: what it is like to be there. */
  summary: words(300),
  description: words(5000),
  needs: z.array(need).min(1).max(6),
  deliveries: z.array(delivery).min(1),
  /** National listings are found from anywhere. */
  coverage: z.enum(['local', 'national']),
  whoFor: words(500).nullable(),
  minimumAge: z.number().int().min(0).max(120).nullable(),
  maximumAge: z.number().int().min(0).max(120).nullable(),
  /** Pence a session; 0 is free; null when nobody has told us. */
  costPence: z.number().int().min(0).max(1_000_000).nullable(),
  costNote: words(200).nullable(),
  joining: joiningWay,
  joiningNote: words(500).nullable(),
  /** ISO 639-1 codes of the languages it is given in. */
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).max(20),
  phone: phone.nullable(),
  email: email.nullable(),
  website: webAddress.nullable(),
})
export type ListingDetails = z.infer<typeof listingDetails>

/** How many more could come. 0 is full. HSDS 3.1 `service_capacity.available`. */
export const placesLeft = z
  .number()
  .int('Use a whole number.')
  .min(0, 'Use 0 when you are full.')
  .max(999, 'Use a number below 1,000.')

/** Drafts are seen by their keepers alone; withdrawn ones answer 410. */
export const listingState = z.enum(['draft', 'published', 'withdrawn'])
export type ListingState = z.infer<typeof listingState>

/** A listing as it is kept, whole: when and where it meets with it. */
export const listing = z.object({
  id,
  ...listingDetails.shape,
  state: listingState,
  /** When somebody last said this is right. An edit is not an assurance. HSDS `assured_date`. */
  assuredDate: day.nullable(),
  assuredBy: z.enum(['group', 'directoryTeam', 'source']).nullable(),
  placesLeft: placesLeft.nullable(),
  /** The day on which the places left were counted. HSDS `service_capacity.updated`. */
  placesSaidOn: day.nullable(),
  lastModified: instant,
  version,
  sessions: z.array(session),
  locations: z.array(location),
})
export type Listing = z.infer<typeof listing>
