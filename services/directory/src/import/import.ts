import { createHash } from 'node:crypto'
import { decide } from '@waymark/auth'
import {
  directoryEvents,
  type ImportOutcome,
  type ImportRow,
  type Listing,
  type Location,
} from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import { type Reader, record, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { edit, move, newListing, revisionOf } from '../listing/rules.ts'
import {
  findListingBySource,
  type ImportedListing,
  insertListing,
  saveListing,
  saveTimesAndPlaces,
} from '../listing/store.ts'
import { insertLocation, saveLocation } from '../location/store.ts'
import { newOrganisation } from '../organisation/rules.ts'
import { findOrganisationBySource, insertOrganisation } from '../organisation/store.ts'
import { type ReadRow, readRow } from './read-row.ts'

interface Asked {
  readonly dryRun: boolean
  readonly rows: readonly ImportRow[]
}

/** What one line comes to, before anything is written: the same for a dry run and a real one. */
type Plan =
  | { readonly result: 'refused'; readonly problems: ImportOutcome['problems'] }
  | { readonly result: 'unchanged'; readonly found: ImportedListing }
  | { readonly result: 'changed'; readonly row: ReadRow; readonly found: ImportedListing }
  | { readonly result: 'created'; readonly row: ReadRow }

interface Work {
  readonly deps: Deps
  readonly actor: Actor
  readonly hash: string
}

/** Takes the lines of a file one by one: each is written whole, or refused with its reason. */
export async function importListings(
  deps: Deps,
  actor: Actor,
  { dryRun, rows }: Asked,
): Promise<{ outcomes: ImportOutcome[] }> {
  if (!decide(actor, 'listing.import', { tenant: actor.tenant }).allowed) {
    throw new AppError('forbidden', 'Only the directory team imports listings.')
  }
  const outcomes: ImportOutcome[] = []
  for (const row of rows)
    outcomes.push(await importRow({ deps, actor, hash: hashOf(row) }, row, dryRun))
  return { outcomes }
}

async function importRow(work: Work, given: ImportRow, dryRun: boolean): Promise<ImportOutcome> {
  const reading = readRow(given.cells)
  if (!reading.ok)
    return outcomeOf(given, { result: 'refused', problems: reading.problems.slice() })
  const row = await placed(work.deps, reading.row)
  if (row === null) return outcomeOf(given, unknownPlace)
  if (dryRun) return outcomeOf(given, await planRow(work, work.deps.db.reader, row))
  const outcome = await work.deps.db.write(async (tx) => {
    const plan = await planRow(work, tx, row)
    const listingId = await carryOut(work, tx, plan)
    return { ...outcomeOf(given, plan), listingId }
  })
  work.deps.failpoint('import.row-written')
  return outcome
}

const unknownPlace: Plan = {
  result: 'refused',
  problems: [
    {
      column: 'postcode',
      detail: 'We do not know where this postcode is. Add latitude and longitude.',
    },
  ],
}

/** Gives a place without coordinates the point of its postcode; null when that is not known. */
async function placed(deps: Deps, row: ReadRow): Promise<ReadRow | null> {
  if (!row.needsPoint || row.place === null) return row
  const found = await deps.gazetteer.find(row.place.postcode)
  if (found === null) return null
  const { latitude, longitude, precision } = found
  return { ...row, place: { ...row.place, latitude, longitude, precision } }
}

async function planRow({ actor, hash }: Work, reader: Reader, row: ReadRow): Promise<Plan> {
  const found = await findListingBySource(reader, actor.tenant, row.source)
  if (found === null) return { result: 'created', row }
  if (found.hash === hash) return { result: 'unchanged', found }
  if (!found.editedHere) return { result: 'changed', row, found }
  return {
    result: 'refused',
    problems: [
      { column: 'name', detail: 'Somebody changed this listing here since. It was left as it is.' },
    ],
  }
}

async function carryOut(work: Work, tx: Tx, plan: Plan): Promise<string | null> {
  if (plan.result === 'created') return create(work, tx, plan.row)
  if (plan.result === 'changed') return change(work, tx, plan)
  return plan.result === 'unchanged' ? plan.found.listing.id : null
}

async function create({ deps, actor, hash }: Work, tx: Tx, row: ReadRow): Promise<string> {
  const now = deps.now()
  const organisationId = await ensureOrganisation({ deps, actor, hash }, tx, row)
  const draft = newListing(deps.newId(), { ...row.listing, organisationId }, now)
  const locations = row.place === null ? [] : [{ ...row.place, id: deps.newId() }]
  const published: Listing = { ...move(draft, 'publish', now), version: 1, locations }
  for (const location of locations) {
    await insertLocation(tx, actor.tenant, location)
    await record(tx, actor, directoryEvents.locationCreated, { locationId: location.id })
  }
  await insertListing(tx, actor.tenant, published, { ...row.source, hash })
  await saveTimesAndPlaces(tx, actor.tenant, published)
  await record(tx, actor, directoryEvents.listingCreated, revisionOf(published))
  await record(tx, actor, directoryEvents.listingPublished, revisionOf(published))
  return published.id
}

async function ensureOrganisation({ deps, actor }: Work, tx: Tx, row: ReadRow): Promise<string> {
  const found = await findOrganisationBySource(tx, actor.tenant, row.source)
  if (found !== null) return found.id
  const made = newOrganisation(deps.newId(), row.organisation, deps.now())
  await insertOrganisation(tx, actor.tenant, made, row.source)
  await record(tx, actor, directoryEvents.organisationCreated, {
    organisationId: made.id,
    revision: 1,
  })
  return made.id
}

async function change(
  { deps, actor, hash }: Work,
  tx: Tx,
  { row, found }: { readonly row: ReadRow; readonly found: ImportedListing },
): Promise<string> {
  const { tenant } = actor
  const { organisationId } = found.listing
  const edited = edit(found.listing, { ...row.listing, organisationId }, deps.now())
  const [old] = found.listing.locations
  const moved = row.place === null ? null : { ...row.place, id: old?.id ?? deps.newId() }
  const locations: Location[] = moved === null ? [] : [moved]
  if (moved !== null) await (old === undefined ? insertLocation : saveLocation)(tx, tenant, moved)
  await saveListing(tx, tenant, { ...edited, locations }, { sourceHash: hash })
  await saveTimesAndPlaces(tx, tenant, { ...edited, locations })
  await record(tx, actor, directoryEvents.listingEdited, revisionOf(edited))
  return edited.id
}

function outcomeOf({ line }: ImportRow, plan: Plan): ImportOutcome {
  return {
    line,
    result: plan.result,
    listingId: 'found' in plan ? plan.found.listing.id : null,
    problems: plan.result === 'refused' ? plan.problems : [],
    notes: 'row' in plan ? plan.row.notes.slice() : [],
  }
}

function hashOf({ cells }: ImportRow): string {
  const sorted = Object.entries(cells).sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}
