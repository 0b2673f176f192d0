import { normaliseNhsNumber, parsePostcode } from '@waymark/core'
import { z } from 'zod'
import { day, email, id, instant, ownWords, paging, phone, version } from '../shared.ts'
import { format, likeness, registrantRole, tracing, workerRole } from './words.ts'

/** Typed in any spacing, kept as ten digits, and shown 3-3-4 by pages alone. */
const nhsDigits = z
  .string()
  .max(30)
  .refine((text) => normaliseNhsNumber(text) !== null, {
    error: 'Use an NHS number of 10 digits like 999 123 4560, or leave it out.',
  })
  .overwrite((text) => normaliseNhsNumber(text) ?? text)

/** A whole postcode, kept as it is written on an envelope; half a one identifies nobody. */
const wholePostcode = z
  .string()
  .max(20)
  .refine((text) => wholeOf(text) !== null, 'Use a whole postcode like LS1 4AP, or leave it out.')
  .overwrite((text) => wholeOf(text) ?? text)

function wholeOf(text: string): string | null {
  const read = parsePostcode(text)
  return read !== null && 'postcode' in read ? read.postcode : null
}

/** An NHS number, and how far it has been traced. Never a key, never sent to a group. */
const nhsNumber = z.strictObject({ digits: nhsDigits, tracing })

/** How somebody takes things in and makes themselves understood. */
const communication = z.strictObject({
  /** ISO 639: two letters, or three where there are no two (`bfi`: British Sign Language). */
  language: z.string().regex(/^[a-z]{2,3}$/, 'Use a language code like en.'),
  interpreter: z.boolean(),
  formats: z.array(format).max(6),
  note: ownWords(1000).nullable(),
})

/** Who somebody is: PRSB social prescribing 1.1, person demographics. */
export const personDetails = z.strictObject({
  givenName: ownWords(100),
  familyName: ownWords(100),
  knownAs: ownWords(100).nullable(),
  birthDate: day,
  nhsNumber: nhsNumber.nullable(),
  /** As on an envelope, without the postcode. Null: none was given, or they have no fixed one. */
  address: ownWords(500).nullable(),
  postcode: wholePostcode.nullable(),
  /** Null: nobody has asked. */
  communication: communication.nullable(),
})
export type PersonDetails = z.infer<typeof personDetails>

const byNumber = { safe: z.boolean(), number: phone.nullable() }
const byEmail = { safe: z.boolean(), address: email.nullable() }
const byPost = { safe: z.boolean(), address: ownWords(500).nullable() }
const howAsked = {
  /** Whether a message may be left with somebody else or on a machine. */
  messageSafe: z.boolean(),
  /** Whether they were asked with nobody else listening. */
  askedAlone: z.boolean(),
  askedOn: day,
  note: ownWords(1000).nullable(),
}

/**
 * How to reach somebody safely, a yes or no for each way. A number may be kept with a no, so that
 * nobody uses it; a yes needs its number or address.
 */
export const contactDetails = z
  .strictObject({
    phone: z.strictObject(byNumber),
    text: z.strictObject(byNumber),
    email: z.strictObject(byEmail),
    post: z.strictObject(byPost),
    ...howAsked,
  })
  .superRefine(({ phone, text, email, post }, context) => {
    const missing = [
      phone.safe && phone.number === null ? ['phone', 'number'] : [],
      text.safe && text.number === null ? ['text', 'number'] : [],
      email.safe && email.address === null ? ['email', 'address'] : [],
      post.safe && post.address === null ? ['post', 'address'] : [],
    ]
    for (const path of missing.filter((each) => each.length > 0)) {
      context.addIssue({ code: 'custom', path, message: 'Say where, or say no to this way.' })
    }
  })
export type ContactDetails = z.infer<typeof contactDetails>

/** The same as it is answered: read tolerantly. */
const contact = z.object({
  phone: z.object(byNumber),
  text: z.object(byNumber),
  email: z.object(byEmail),
  post: z.object(byPost),
  ...howAsked,
})

const toldDetails = {
  ...personDetails.shape,
  nhsNumber: z.object(nhsNumber.shape).nullable(),
  communication: z.object(communication.shape).nullable(),
  /** Null: nobody has asked, so no way is safe. */
  contact: contact.nullable(),
}

/** What somebody who registers a person types. */
export const registration = z.strictObject({
  ...personDetails.shape,
  contact: contactDetails.nullable(),
})
export type Registration = z.infer<typeof registration>

/**
 * A registrant's own entry, for ever as it was typed. Whose record it became is told only to those
 * who may read that record.
 */
export const entry = z.object({
  id,
  ...toldDetails,
  registeredBy: id,
  role: registrantRole,
  registeredAt: instant,
  personId: id.nullable(),
})
export type Entry = z.infer<typeof entry>

/** A person's record. */
export const person = z.object({
  id,
  ...toldDetails,
  /** The account with which they sign in themselves. */
  accountId: id.nullable(),
  version,
  lastModified: instant,
})
export type Person = z.infer<typeof person>

/** Enough to tell people apart in a list. */
export const personSummary = person.pick({
  id: true,
  givenName: true,
  familyName: true,
  knownAs: true,
  birthDate: true,
})
export type PersonSummary = z.infer<typeof personSummary>

/** A page of people. */
export const peoplePage = z.object({ ...paging.shape, contents: z.array(personSummary) })
export type PeoplePage = z.infer<typeof peoplePage>

/** Somebody as a user knows them: by a record they may read, or by the entry they typed. */
export const knownBy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), personId: id }),
  z.strictObject({ kind: z.literal('entry'), entryId: id }),
])

/** Whom somebody wants to refer, and who wants to. Ids go in a body: no address holds them. */
export const referralSubjectAsked = z.strictObject({ userId: id, about: knownBy })
export type KnownBy = z.infer<typeof knownBy>
export type ReferralSubjectAsked = z.infer<typeof referralSubjectAsked>

/** A way of reaching somebody; `message`: that one may be left with others. */
export const contactWay = z.enum(['phone', 'text', 'email', 'post', 'message'])
export type ContactWay = z.infer<typeof contactWay>

/**
 * What may be shared about somebody who is referred: no birth date, NHS number, address or whole
 * postcode, and no number or address of a way of reaching them that is not safe.
 */
export const referralSubject = z.object({
  personId: id,
  ...person.pick({ givenName: true, familyName: true, knownAs: true }).shape,
  /** The first half of the postcode. */
  outcode: z.string().nullable(),
  /** Whole years today: to see whom a group is for. Never shared with one. */
  age: z.number().int().nonnegative(),
  ...person.pick({ communication: true, contact: true }).shape,
  /**
   * Ways that are safe by what the user typed and not by what others know. No group hears of them,
   * and the user does not hear that anything is withheld: it would tell that others know them.
   */
  withheld: z.array(contactWay).max(5),
  /** How the user works with them now; null when they do not. */
  relationship: z.object({ id, role: workerRole }).nullable(),
})
export type ReferralSubject = z.infer<typeof referralSubject>

/** Where an e-mail to somebody may go: they said that it is safe. Nothing else of them. */
export const safeEmail = z.object({ personId: id, to: email })
export type SafeEmail = z.infer<typeof safeEmail>

/** The three identifiers that choose a person: the number, or the postcode where there is none. */
export const threeIdentifiers = z
  .strictObject({
    familyName: ownWords(100),
    birthDate: day,
    nhsNumber: nhsDigits.nullable(),
    postcode: wholePostcode.nullable(),
  })
  .refine((given) => (given.nhsNumber === null) !== (given.postcode === null), {
    path: ['nhsNumber'],
    error: 'Give the NHS number or, without one, the postcode.',
  })
export type ThreeIdentifiers = z.infer<typeof threeIdentifiers>

/** Who works with a person. One that has ended is kept. */
export const relationship = z.object({
  id,
  personId: id,
  userId: id,
  role: workerRole,
  since: instant,
  until: instant.nullable(),
})
export type Relationship = z.infer<typeof relationship>

/** Open until somebody has said; overtaken when one of the two has become a third. */
export const matchState = z.enum(['open', 'same', 'different', 'overtaken'])
export type MatchState = z.infer<typeof matchState>

/** Two records that may be of one person. The newer is provisional until that is settled. */
export const match = z.object({
  id,
  olderId: id,
  newerId: id,
  because: z.array(likeness),
  state: matchState,
  raisedAt: instant,
  settledBy: id.nullable(),
  settledAt: instant.nullable(),
})
export type Match = z.infer<typeof match>

const identity = person.pick({
  id: true,
  givenName: true,
  familyName: true,
  knownAs: true,
  birthDate: true,
  nhsNumber: true,
  postcode: true,
})

/** A match with what is needed to settle it, and no more of either record. */
export const matchPage = z.object({ match, older: identity, newer: identity })
export type MatchPage = z.infer<typeof matchPage>
