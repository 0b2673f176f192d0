import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ChildRun, removeFolder, temporaryFolder, waitFor } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { damageIn, lookInto } from '../support/outside.ts'
import { addressOf, runServer, stopServer } from '../support/run-waymark.ts'

let folder = ''
const servers: ChildRun[] = []
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.kill()
  removeFolder(folder)
})

function start(dataDir: string) {
  const server = runServer({ DATA_DIR: dataDir })
  servers.push(server)
  return server
}

type Service = Parameters<typeof lookInto>[1]

/** A count in a database that another process may be building just now; -1 before there is one. */
async function countIn(dataDir: string, service: Service, table: string): Promise<number> {
  if (!existsSync(join(dataDir, `${service}.db`))) return -1
  const outside = lookInto(dataDir, service)
  try {
    return await outside.count(`select count(*) from ${table}`)
  } catch {
    return -1
  } finally {
    outside.close()
  }
}

interface Cut {
  readonly service: Service
  readonly table: string
  readonly rows: number
}

/** Starts on the data and pulls the plug once a table has so many rows. */
async function startAndCut(dataDir: string, { service, table, rows }: Cut): Promise<void> {
  const server = start(dataDir)
  const isThere = async () =>
    server.child.exitCode !== null || (await countIn(dataDir, service, table)) >= rows
  await waitFor(`${rows} rows in ${table}`, isThere, 120_000)
  await server.kill()
  expect(server.child.signalCode).toBe('SIGKILL')
  expect(readFileSync(join(dataDir, 'seed.json'), 'utf8')).toContain('"done":false')
}

const listings = `select id, name, state, assured_date is null as unchecked, ready_for_referrals
  from listing join (select id as organisation, ready_for_referrals from organisation)
  on organisation = organisation_id order by id`

/** What the seed made, but for the times at which it did. */
const directoryFacts: readonly string[] = [
  listings,
  'select id, name from organisation order by id',
  'select id, address1 from location order by id',
  'select listing_id, location_id from listing_location order by 1, 2',
  'select listing_id, weekday, starts_at, frequency from session order by 1, 2, 3, 4',
  "select subject from events where type = 'listing.created' order by subject",
]
const identityFacts: readonly string[] = [
  'select id, email, tenant from account_holder order by id',
  'select user_id from credential order by user_id',
  'select user_id, role, organisation_id from membership order by 1, 2',
  "select subject from events where type = 'account.created' order by subject",
]

async function factsOf(dataDir: string): Promise<unknown> {
  const directory = lookInto(dataDir, 'directory')
  const identity = lookInto(dataDir, 'identity')
  const facts: unknown[] = []
  for (const sql of directoryFacts) facts.push(await directory.rows(sql))
  for (const sql of identityFacts) facts.push(await identity.rows(sql))
  expect([...(await damageIn(directory)), ...(await damageIn(identity))]).toEqual([])
  directory.close()
  identity.close()
  return facts
}

async function seedToTheEnd(dataDir: string): Promise<unknown> {
  const server = start(dataDir)
  await addressOf(server)
  expect(await stopServer(server, 'SIGTERM')).toBe(0)
  return factsOf(dataDir)
}

test('secure: a seed that was cut off three times ends as one that was not', async () => {
  const dataDir = join(folder, 'cut')
  const cuts: readonly Cut[] = [
    { service: 'directory', table: 'listing', rows: 9 },
    { service: 'directory', table: "events where type = 'listing.published'", rows: 31 },
    { service: 'identity', table: 'account_holder', rows: 4 },
  ]
  for (const cut of cuts) await startAndCut(dataDir, cut)
  expect(await seedToTheEnd(dataDir)).toEqual(await seedToTheEnd(join(folder, 'uncut')))
}, 300_000)
