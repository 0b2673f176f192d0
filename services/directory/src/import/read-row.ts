import {
  deliveries,
  type ImportOutcome,
  joiningWays,
  type ListingDetails,
  type LocationDetails,
  listingDetails,
  locationDetails,
  needs,
  type OrganisationDetails,
  organisationDetails,
} from '@waymark/contracts'
import { parsePostcode } from '@waymark/core'
import { type Cells, cellsByField, type Field } from './columns.ts'
import { readPoint } from './coordinates.ts'
import { type Profile, profileOf } from './profiles.ts'
import type { Source } from './source.ts'

export type CellNote = ImportOutcome['problems'][number]

/** A line that can be taken. Its place still needs a point where the file gave none. */
export interface ReadRow {
  readonly source: Source
  readonly organisation: OrganisationDetails
  readonly listing: Omit<ListingDetails, 'organisationId'>
  readonly place: LocationDetails | null
  /** The file gave an address without coordinates: the postcode must be looked up. */
  readonly needsPoint: boolean
  readonly notes: readonly CellNote[]
}

export type RowReading =
  | { readonly ok: true; readonly row: ReadRow }
  | { readonly ok: false; readonly problems: readonly CellNote[] }

/** Stands in for the organisation until it is known which one; any UUID passes the schema. */
const anyOrganisation = '00000000-0000-7000-8000-000000000000'

/** Reads one line. All that is wrong with it is said at once, each thing with its column. */
export function readRow(given: Readonly<Record<string, string>>): RowReading {
  const cells = cellsByField(given)
  const profile = profileOf(cells)
  const point = readPoint(cells)
  const organisation = organisationDetails.safeParse(toOrganisation(cells, profile))
  const listing = listingDetails.safeParse(toListing(cells, profile))
  const place = hasPlace(cells) ? locationDetails.safeParse(toPlace(cells, point.point)) : null
  const problems = [
    ...problemsOf(cells, organisation.error?.issues),
    ...problemsOf(cells, listing.error?.issues),
    ...problemsOf(cells, place?.error?.issues),
    ...point.problems,
    ...secrecyProblems(cells, listing.data?.needs ?? []),
  ]
  if (problems.length > 0 || !organisation.success || !listing.success) {
    return { ok: false, problems: withoutRepeats(problems) }
  }
  const { organisationId: _, ...details } = listing.data
  return {
    ok: true,
    row: {
      source: { name: profile.source, key: keyOf(cells) },
      organisation: organisation.data,
      listing: details,
      place: place?.data ?? null,
      needsPoint: place !== null && point.point === null,
      notes: notesOf(cells, point.point !== null),
    },
  }
}

/** A refuge's street must not be published because a column was missing: the file has to say. */
function secrecyProblems(cells: Cells, forNeeds: readonly string[]): CellNote[] {
  const answer = cells.hideAddress?.text.toLowerCase() ?? ''
  const mustSay = hasPlace(cells) && forNeeds.includes('safety')
  const isAnswered = answer === 'yes' || answer === 'no'
  if (isAnswered || (answer === '' && !mustSay)) return []
  const column = cells.hideAddress?.column ?? 'hide address'
  return [{ column, detail: 'Say "yes" where the address must stay secret, else "no".' }]
}

/** Two lines with the same key are the same group at the same place. */
export function keyOf(cells: Cells): string {
  const parts = [cells.name?.text, cells.organisation?.text, cells.postcode?.text]
  return parts.map((part) => (part ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')).join('|')
}

/** A line without a name is refused for that alone, not for all that would have been made of it. */
const unnamed = 'No name'

function toOrganisation(cells: Cells, profile: Profile): Record<string, unknown> {
  return {
    name: cells.organisation?.text || profile.listingName(cells.name?.text || unnamed),
    description: null,
    website: orNull(cells.website?.text),
    email: orNull(cells.email?.text),
    phone: orNull(cells.phone?.text),
    charityNumber: orNull(cells.charityNumber?.text),
  }
}

function toListing(cells: Cells, profile: Profile): Record<string, unknown> {
  const name = cells.name?.text ?? ''
  const made = profile.summary(cells, splitAddress(cells).town)
  const summary = cells.summary?.text || made || name || unnamed
  return {
    organisationId: anyOrganisation,
    name: name === '' ? '' : profile.listingName(name),
    summary: summary.slice(0, 300),
    description: cells.description?.text || summary,
    needs: cells.needs === undefined ? profile.needs : codesOf(cells.needs.text, needs),
    deliveries: cells.how?.text ? codesOf(cells.how.text, deliveries) : ['inPerson'],
    coverage: cells.coverage?.text.toLowerCase() === 'national' ? 'national' : 'local',
    whoFor: orNull(cells.whoFor?.text),
    minimumAge: numberOrNull(cells.minimumAge?.text),
    maximumAge: numberOrNull(cells.maximumAge?.text),
    costPence: penceOrNull(cells.cost?.text),
    costNote: orNull(cells.costNote?.text),
    joining: codesOf(cells.joining?.text ?? '', joiningWays)[0] ?? 'notKnown',
    joiningNote: orNull(cells.joiningNote?.text),
    languages: [],
    phone: orNull(cells.phone?.text),
    email: orNull(cells.email?.text),
    website: orNull(cells.website?.text),
  }
}

function toPlace(cells: Cells, point: { latitude: number; longitude: number } | null) {
  const { address1, town } = splitAddress(cells)
  const stepFree = cells.stepFree?.text.toLowerCase()
  return {
    name: null,
    address1,
    town,
    postcode: tidyPostcode(cells.postcode?.text ?? ''),
    // Any point inside the country passes the schema; the looked-up one takes its place.
    latitude: point?.latitude ?? 53,
    longitude: point?.longitude ?? -1,
    precision: 'exact',
    transport: orNull(cells.transport?.text),
    stepFree: stepFree === 'yes' || stepFree === 'no' ? stepFree : 'notKnown',
    accessibleToilet: 'notKnown',
    hearingLoop: 'notKnown',
    accessNotes: null,
    hideAddress: cells.hideAddress?.text.toLowerCase() === 'yes',
  }
}

function hasPlace(cells: Cells): boolean {
  return Boolean(cells.address?.text || cells.postcode?.text || cells.latitude?.text)
}

/** "4 Cherry Road, Banbury" is a street and a town; a column for the town only fills a gap. */
function splitAddress(cells: Cells): { address1: string; town: string } {
  const parts = (cells.address?.text ?? '').split(',').map((part) => part.trim())
  const last = parts.at(-1) ?? ''
  if (parts.length > 1 && !/\d/.test(last)) {
    return { address1: parts.slice(0, -1).join(', '), town: last }
  }
  return { address1: parts.join(', '), town: cells.town?.text || last }
}

function tidyPostcode(text: string): string {
  const parsed = parsePostcode(text)
  if (parsed === null) return ''
  return 'postcode' in parsed ? parsed.postcode : parsed.outcode
}

/** `Food; Money and benefits` or `food, money`: by label or by code, in any case. */
function codesOf(text: string, labels: Readonly<Record<string, string>>): string[] {
  return text
    .split(/[;|,]/)
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '')
    .map((part) => {
      const found = Object.entries(labels).find(
        ([code, label]) => code.toLowerCase() === part || label.toLowerCase() === part,
      )
      return found?.[0] ?? part
    })
}

function penceOrNull(text: string | undefined): number | null {
  if (text === undefined || text === '') return null
  if (/^free$/i.test(text)) return 0
  const match = /^£?(\d{1,4})(?:\.(\d{2}))?$/.exec(text)
  return match === null ? Number.NaN : Number(match[1]) * 100 + Number(match[2] ?? 0)
}

function numberOrNull(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text)
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

const fieldOfProperty: Readonly<Record<string, Field>> = {
  deliveries: 'how',
  costPence: 'cost',
  address1: 'address',
}

function problemsOf(cells: Cells, issues: readonly Issue[] = []): CellNote[] {
  return issues.map(({ path, message }) => {
    const property = String(path[0])
    // A property is named as its field is, but for the three above.
    const field = fieldOfProperty[property] ?? (property as Field)
    return { column: cells[field]?.column ?? field, detail: plainly(field, message) }
  })
}

const sentences: Readonly<Partial<Record<Field, string>>> = {
  name: 'Give it a name.',
  needs: `Use one or more of: ${Object.values(needs).join('; ')}.`,
  how: `Use one or more of: ${Object.values(deliveries).join('; ')}.`,
  joining: `Use one of: ${Object.values(joiningWays).join('; ')}.`,
  cost: 'Use "free" or pounds, like 2.50.',
  minimumAge: 'Use a whole number of years.',
  maximumAge: 'Use a whole number of years.',
  postcode: 'Use a postcode like LN4 2AB.',
  address: 'Give the street or the building.',
  town: 'Give the town.',
}

function plainly(field: Field, message: string): string {
  return message.startsWith('Use ') && field !== 'name' ? message : (sentences[field] ?? message)
}

function withoutRepeats(problems: readonly CellNote[]): CellNote[] {
  return [
    ...new Map(
      problems.map((problem) => [`${problem.column} ${problem.detail}`, problem]),
    ).values(),
  ]
}

function notesOf(cells: Cells, hasPoint: boolean): CellNote[] {
  const notes: CellNote[] = []
  if (!cells.phone?.text && !cells.email?.text && !cells.website?.text) {
    notes.push({ column: 'phone', detail: 'No phone, e-mail or website: nobody can ask about it.' })
  }
  if (hasPlace(cells) && !hasPoint) {
    notes.push({ column: 'latitude', detail: 'No coordinates: placed by its postcode.' })
  }
  return notes
}
