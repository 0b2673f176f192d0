import {
  type Format,
  formats,
  type PersonDetails,
  personDetails,
  type Tracing,
  tracings,
} from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import type { FormProblem } from '../forms.ts'
import { dayInParts, readDay, type TypedDay, typedDay } from '../ui/day-field.tsx'
import { firstOfEach } from './words.ts'

const texts = [
  'givenName',
  'familyName',
  'knownAs',
  'nhsNumber',
  'tracing',
  'address',
  'postcode',
  'asked',
  'language',
  'interpreter',
  'communicationNote',
] as const
type Text = (typeof texts)[number]

/** Who somebody is, as it was typed. */
export interface TypedDetails extends Readonly<Record<Text, string>> {
  readonly birthDate: TypedDay
  readonly formats: readonly string[]
}

/** What a form about who somebody is says. */
export interface DetailsRead {
  readonly typed: TypedDetails
  /** Null while something is wrong with it. */
  readonly details: PersonDetails | null
  readonly problems: readonly FormProblem[]
}

/** Reads `DetailsFields`. */
export function readDetails(form: URLSearchParams): DetailsRead {
  const typed = typedDetails(form)
  const birthDate = readDay(typed.birthDate)
  const missing: FormProblem[] = [
    ...(isBlank(typed.givenName)
      ? [{ field: 'givenName', message: 'Enter their first name' }]
      : []),
    ...(isBlank(typed.familyName)
      ? [{ field: 'familyName', message: 'Enter their family name' }]
      : []),
    ...(birthDate === null
      ? [{ field: 'birthDate', message: 'Enter the day they were born, for example 27 3 1948' }]
      : []),
  ]
  const read = personDetails.safeParse(detailsOf(typed, birthDate ?? '1900-01-01'))
  const wrong = read.error?.issues.map(({ path, message }) => ({
    field: detailsField(path.join('/')),
    message,
  }))
  const problems = firstOfEach([...missing, ...(wrong ?? [])])
  return { typed, details: problems.length === 0 ? (read.data ?? null) : null, problems }
}

function typedDetails(form: URLSearchParams): TypedDetails {
  const said = (field: Text) => form.get(field) ?? ''
  return {
    ...{ givenName: said('givenName'), familyName: said('familyName'), knownAs: said('knownAs') },
    birthDate: typedDay(form, 'birthDate'),
    ...{ nhsNumber: said('nhsNumber'), tracing: said('tracing') || 'notTraced' },
    ...{ address: said('address'), postcode: said('postcode') },
    ...{ asked: said('asked'), language: said('language') || 'en' },
    ...{ interpreter: said('interpreter'), communicationNote: said('communicationNote') },
    formats: form.getAll('formats'),
  }
}

function detailsOf(typed: TypedDetails, birthDate: string): PersonDetails {
  const words = (text: string) => (isBlank(text) ? null : text)
  const digits = words(typed.nhsNumber)
  const tracing: Tracing = keysOf(tracings).find((each) => each === typed.tracing) ?? 'notTraced'
  const wanted: Format[] = keysOf(formats).filter((each) => typed.formats.includes(each))
  return {
    givenName: typed.givenName,
    familyName: typed.familyName,
    knownAs: words(typed.knownAs),
    birthDate,
    nhsNumber: digits === null ? null : { digits, tracing },
    address: words(typed.address),
    postcode: words(typed.postcode),
    communication:
      typed.asked === 'yes'
        ? {
            language: typed.language,
            interpreter: typed.interpreter === 'yes',
            formats: wanted,
            note: words(typed.communicationNote),
          }
        : null,
  }
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}

/** The field of the form that a pointer into the contract is about: "/nhsNumber/digits", say. */
export function detailsField(pointer: string): string {
  const [first = '', second] = pointer.replace(/^\//, '').split('/')
  if (first !== 'communication') return first
  return second === 'note' ? 'communicationNote' : (second ?? 'asked')
}

/** Nothing typed yet. */
export const noDetails: TypedDetails = typedDetails(new URLSearchParams())

/** What is kept, as it would be typed. */
export function detailsAsTyped(details: PersonDetails): TypedDetails {
  const { nhsNumber, communication } = details
  return {
    givenName: details.givenName,
    familyName: details.familyName,
    knownAs: details.knownAs ?? '',
    birthDate: dayInParts(details.birthDate),
    nhsNumber: nhsNumber?.digits ?? '',
    tracing: nhsNumber?.tracing ?? 'notTraced',
    address: details.address ?? '',
    postcode: details.postcode ?? '',
    asked: communication === null ? 'no' : 'yes',
    language: communication?.language ?? 'en',
    interpreter: communication?.interpreter === true ? 'yes' : '',
    communicationNote: communication?.note ?? '',
    formats: communication?.formats ?? [],
  }
}
