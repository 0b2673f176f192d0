import { createHash } from 'node:crypto'
import type { Position } from '@waymark/db'
import type { GeoPoint, ListingDocument } from '../port.ts'
import { indexedWordsOf } from '../words.ts'

/**
 * A listing at one of its places: the engine knows one point for each document, and its distinct
 * field makes the rows of one listing one answer again. A listing without a place has one row.
 */
export interface ListingRow {
  /** Letters, digits, `-` and `_` only. */
  readonly id: string
  readonly listing: string
  readonly place: number
  /** Of the whole document: when it differs from the record's, the index has drifted. */
  readonly fingerprint: string
  readonly tenant: string
  readonly nameWords: string
  readonly organisationWords: string
  readonly summaryWords: string
  readonly needWords: string
  readonly townWords: string
  readonly descriptionWords: string
  readonly nameOrder: string
  readonly nextSessionMs?: number
  readonly _geo?: { readonly lat: number; readonly lng: number }
}

/** How far the index goes, kept in the index itself, so that a swap moves both at once. */
export interface PositionRow extends Position {
  readonly id: typeof positionId
  /** An index of other settings or rows than ours is no index. */
  readonly format: string
}

export const positionId = 'position'

/** The engine orders by the first 468 bytes of a text at most. */
const longestOrder = 100

/** The rows of one listing, one for each of its places. */
export function rowsOf(document: ListingDocument): ListingRow[] {
  const kept = fieldsOf(document)
  const points: readonly (GeoPoint | undefined)[] =
    document.points.length === 0 ? [undefined] : document.points
  return points.map((point, place) => ({
    ...kept,
    id: `${document.id}-${place}`,
    place,
    ...(point === undefined ? {} : { _geo: { lat: point.latitude, lng: point.longitude } }),
  }))
}

function fieldsOf(document: ListingDocument) {
  const { name, needs, deliveries, days, languages, nextSessionMs } = document
  return {
    listing: document.id,
    fingerprint: fingerprintOf(document),
    tenant: document.tenant,
    nameWords: analysed(name),
    organisationWords: analysed(document.organisationName),
    summaryWords: analysed(document.summary),
    needWords: analysed(document.needWords),
    townWords: analysed(document.town),
    descriptionWords: analysed(document.description),
    ...{ needs, deliveries, days, languages },
    joining: document.joining,
    free: document.free,
    stepFree: document.stepFree,
    takesReferrals: document.takesReferrals,
    fromAnywhere: document.fromAnywhere,
    assuredDay: document.assuredDay,
    nameOrder: name.slice(0, longestOrder),
    ...(nextSessionMs === null ? {} : { nextSessionMs }),
  }
}

/** Stems of ours instead of words as written, so that both engines read a listing alike. */
function analysed(text: string): string {
  return indexedWordsOf(text).join(' ')
}

/** Two documents with the same fingerprint are the same listing. */
export function fingerprintOf(document: ListingDocument): string {
  const fields = Object.entries(document).sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 22)
}
