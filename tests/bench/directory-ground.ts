import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createClient, type InStatement, type InValue } from '@libsql/client'
import { directoryApi, type SessionDetails } from '@waymark/contracts'
import { directorySettings, openDirectory } from '@waymark/directory'
import { listen, openPlatform } from '@waymark/http'
import { readSettings, settingsSchema } from '@waymark/runtime'
import { aListing, aLocation, anOrganisation, callersOf } from '@waymark/testing'
import { type BenchListing, benchListings } from './corpus.ts'

/** A directory alone, on a folder, on a free port. */
export async function openBenchDirectory(dataDir: string) {
  const env = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }
  const settings = readSettings(settingsSchema(directorySettings), env)
  const platform = await openPlatform({ settings })
  await openDirectory(platform, settings)
  return platform
}

/** The same, listening. Gives its address. */
export async function listenDirectory(dataDir: string): Promise<string> {
  const platform = await openBenchDirectory(dataDir)
  const { port } = await listen(platform, { host: '127.0.0.1', port: 0 })
  return `http://127.0.0.1:${port}`
}

/**
 * Fills a folder with so many published listings. One is made as everybody makes them, and the
 * others are copies of its rows: the index is then built from the records, as after any loss of it.
 */
export async function plantListings(dataDir: string, count: number): Promise<void> {
  const platform = await openBenchDirectory(dataDir)
  const editor = callersOf(platform, directoryApi).user('directoryEditor')
  const { id: organisationId } = await editor.createOrganisation({ body: anOrganisation() })
  const location = await editor.createLocation({ body: aLocation() })
  const { id } = await editor.createListing({ body: aListing(organisationId) })
  const session: SessionDetails = {
    frequency: 'weekly',
    weekday: 'TU',
    ...{ interval: 1, weekOfMonth: null, startsAt: '10:00', endsAt: '12:00' },
    ...{ validFrom: '2026-01-01', validTo: null, notOn: [], meetsOnBankHolidays: false },
    locationId: location.id,
  }
  await editor.setSessions({
    params: { id },
    body: { sessions: [session], locationIds: [location.id] },
    ifMatch: 1,
  })
  await editor.publishListing({ params: { id } })
  await platform.lifecycle.stop('planted')
  await copyRows(join(dataDir, 'directory.db'), count)
  await rm(join(dataDir, 'search'), { recursive: true })
}

const copied = ['organisation', 'location', 'listing', 'session', 'listing_location'] as const
type Table = (typeof copied)[number]
type Row = Readonly<Record<string, InValue>>

async function copyRows(file: string, count: number): Promise<void> {
  const client = createClient({ url: `file:${file}` })
  const made = new Map<Table, Row>()
  for (const table of copied) {
    const { columns, rows } = await client.execute(`select * from ${table} limit 1`)
    const [row] = rows
    made.set(table, Object.fromEntries(columns.map((name) => [name, row?.[name] ?? null])))
  }
  const insertInto = (table: Table, own: Row): InStatement => {
    const row = { ...made.get(table), ...own }
    const names = Object.keys(row)
    const sql = `insert into ${table} (${names}) values (${names.map(() => '?')})`
    return { sql, args: Object.values(row) }
  }
  const listings = benchListings(count)
  for (let start = 0; start < count; start += 500) {
    const statements = listings.slice(start, start + 500).flatMap((listing, at) => {
      const rows = rowsOf(listing, start + at)
      const isFirstOfGroup = (start + at) % listingsOfAGroup === 0
      const tables = copied.filter((table) => table !== 'organisation' || isFirstOfGroup)
      return tables.map((table) => insertInto(table, rows[table]))
    })
    await client.batch(statements, 'write')
  }
  client.close()
}

const listingsOfAGroup = 5

function rowsOf(listing: BenchListing, at: number): Readonly<Record<Table, Row>> {
  const { name, summary, description, need, town, latitude, longitude } = listing
  const id = idOf(at)
  const organisation = idOf(at - (at % listingsOfAGroup))
  const ids = { listing_id: id, location_id: id }
  return {
    organisation: { id: organisation, name: `${town} Community` },
    location: { id, town, latitude, longitude, step_free: listing.isStepFree ? 'yes' : 'no' },
    listing: {
      ...{ id, name, summary, description, needs: JSON.stringify([need]) },
      organisation_id: organisation,
      cost_pence: listing.isFree ? 0 : 500,
    },
    session: { id, ...ids, weekday: listing.day },
    listing_location: ids,
  }
}

function idOf(at: number): string {
  return `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`
}
