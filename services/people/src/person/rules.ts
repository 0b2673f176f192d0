import type {
  ContactDetails,
  Likeness,
  Person,
  PersonDetails,
  Registration,
} from '@waymark/contracts'
import { type Actor, AppError, conflict, invalid, londonDay, type UserActor } from '@waymark/core'

/** Nobody alive was born before this day. */
const earliestBirth = '1900-01-01'

/** Whoever is signed in: what is done to a person's record is done by somebody. */
export function userOf(actor: Actor): UserActor {
  if (actor.kind !== 'user') throw new AppError('forbidden', 'Sign in as somebody to do that.')
  return actor
}

/** Letters that are not a plain letter with an accent, as English keyboards write them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/**
 * A name as it is compared: without case, accents, spaces, hyphens and apostrophes. Only accents
 * go: the signs of other scripts are letters. A name with nothing else in it stays as it is.
 */
export function foldName(name: string): string {
  const folded = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\s\p{P}\p{Cf}]/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter)
  return folded === '' ? name.normalize('NFC') : folded
}

/** What two records are compared by. */
export interface Identifiers {
  readonly familyKey: string
  readonly birthDate: string
  readonly nhsNumber: string | null
  readonly postcode: string | null
}

/** A person's identifiers, ready to be compared. */
export function identifiersOf(
  details: Pick<PersonDetails, 'familyName' | 'birthDate' | 'nhsNumber' | 'postcode'>,
): Identifiers {
  const { familyName, birthDate, nhsNumber, postcode } = details
  return {
    familyKey: foldName(familyName),
    birthDate,
    nhsNumber: nhsNumber?.digits ?? null,
    postcode,
  }
}

/** Why two may be one person; empty when nothing says so. */
export function likenessOf(one: Identifiers, other: Identifiers): Likeness[] {
  const sameBirth = one.birthDate === other.birthDate
  const sameNumber = one.nhsNumber !== null && one.nhsNumber === other.nhsNumber
  const samePostcode = one.postcode !== null && one.postcode === other.postcode
  return [
    ...(sameNumber ? (['nhsNumber'] as const) : []),
    ...(sameBirth && one.familyKey === other.familyKey ? (['nameAndBirthDate'] as const) : []),
    ...(sameBirth && samePostcode ? (['birthDateAndPostcode'] as const) : []),
  ]
}

/** Family name and birth date with the NHS number: enough to say that it is this person. */
export function provedByNumber(given: Identifiers, known: Identifiers): boolean {
  const alike = likenessOf(given, known)
  return alike.includes('nhsNumber') && alike.includes('nameAndBirthDate')
}

/** The same with the postcode in place of the number. */
export function provedByPostcode(given: Identifiers, known: Identifiers): boolean {
  const alike = likenessOf(given, known)
  return alike.includes('birthDateAndPostcode') && alike.includes('nameAndBirthDate')
}

/** Days that cannot be: `invalid`, by their pointers. */
export function checkDays(
  { birthDate, contact }: Pick<Registration, 'birthDate' | 'contact'>,
  now: Date,
): void {
  const today = londonDay(now)
  if (birthDate < earliestBirth || birthDate > today) {
    throw invalid('That birth date cannot be right.', [
      { pointer: '/birthDate', detail: 'Use a day since 1900 that is not in the future.' },
    ])
  }
  if (contact !== null) checkAsked(contact, now, '/contact')
}

/** Nobody was asked tomorrow. */
export function checkAsked({ askedOn }: ContactDetails, now: Date, root = ''): void {
  if (askedOn <= londonDay(now)) return
  throw invalid('They cannot have been asked on that day.', [
    { pointer: `${root}/askedOn`, detail: 'Use the day on which they were asked.' },
  ])
}

export function newPerson(id: string, given: Registration, now: Date): Person {
  return { ...given, id, accountId: null, version: 1, lastModified: now.toISOString() }
}

export function changed(person: Person, now: Date): Person {
  return { ...person, version: person.version + 1, lastModified: now.toISOString() }
}

/** Links an account, or takes the link away; another's is not replaced unnoticed. */
export function withAccount(person: Person, accountId: string | null, now: Date): Person {
  const held = person.accountId
  if (held !== null && accountId !== null && held !== accountId) {
    throw conflict('An account is linked already. Take that link away first.')
  }
  return changed({ ...person, accountId }, now)
}

/** The names of the fields that differ: for the audit, which holds no values. */
export function changedFields(before: Person, after: Person): string[] {
  const keys = ['givenName', 'familyName', 'knownAs', 'birthDate', 'nhsNumber'] as const
  const more = ['address', 'postcode', 'communication', 'contact'] as const
  return [...keys, ...more].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
}

/** Two records of one person as one: the older's words, its gaps filled by the newer. */
export function join(older: Person, newer: Person, now: Date): Person {
  if (older.accountId !== null && newer.accountId !== null) {
    throw conflict('Both have an account of their own. Take one link away first.')
  }
  const joined = {
    ...older,
    knownAs: older.knownAs ?? newer.knownAs,
    nhsNumber: older.nhsNumber ?? newer.nhsNumber,
    address: older.address ?? newer.address,
    postcode: older.postcode ?? newer.postcode,
    communication: older.communication ?? newer.communication,
    contact: joinContact(older.contact, newer.contact),
    accountId: older.accountId ?? newer.accountId,
  }
  return changed(joined, now)
}

/** The later answer, and a no of either stays a no until the person is asked again. */
function joinContact(older: Person['contact'], newer: Person['contact']): Person['contact'] {
  if (older === null || newer === null) return older ?? newer
  const [earlier, later] = older.askedOn > newer.askedOn ? [newer, older] : [older, newer]
  return withNosOf(later, earlier)
}

/** One answer as it is, but for what the other says no to. */
export function withNosOf(answer: Person['contact'], other: Person['contact']): Person['contact'] {
  if (answer === null || other === null) return answer
  const { phone, text, email, post, messageSafe } = answer
  return {
    ...answer,
    phone: { ...phone, safe: phone.safe && other.phone.safe },
    text: { ...text, safe: text.safe && other.text.safe },
    email: { ...email, safe: email.safe && other.email.safe },
    post: { ...post, safe: post.safe && other.post.safe },
    messageSafe: messageSafe && other.messageSafe,
  }
}

/** A number or address with a no beside it is kept so that nobody uses it: it goes nowhere. */
export function withoutUnsafe(contact: Person['contact']): Person['contact'] {
  if (contact === null) return null
  const { phone, text, email, post } = contact
  return {
    ...contact,
    phone: phone.safe ? phone : { safe: false, number: null },
    text: text.safe ? text : { safe: false, number: null },
    email: email.safe ? email : { safe: false, address: null },
    post: post.safe ? post : { safe: false, address: null },
  }
}

/** Where an e-mail to them may go. Throws `gone` unless they said that it is safe, and where. */
export function safeEmailOf({ contact }: Pick<Person, 'contact'>): string {
  const to = withoutUnsafe(contact)?.email.address ?? null
  if (to === null) throw new AppError('gone', 'No e-mail to them is safe.')
  return to
}
