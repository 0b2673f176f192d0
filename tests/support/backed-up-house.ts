import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allSettings, type RestoreAsked, restore, takeBackup } from '@waymark/all-in-one'
import { type ServiceName, serviceNames } from '@waymark/core'
import { type DatabaseFacts, readFacts } from '@waymark/db'
import { bytesOfSecret, readSettings } from '@waymark/runtime'
import type { FakeSmtp } from '@waymark/testing'
import { openHouse, type StormEnv, stormEnv } from './killed-house.ts'
import { lookInto } from './outside.ts'

/** The list of what was taken back, in a data folder. */
export const withdrawals = 'withdrawals.log'

/** A folder for data, and its keys in another: as whoever keeps backups would have it. */
export interface Place {
  readonly dataDir: string
  readonly secretsDir: string
  readonly env: StormEnv
}

/** A place with the planted house's keys and, where asked, what is in it. */
export function placeIn(folder: string, name: string, smtp: FakeSmtp): Place {
  const [dataDir, secretsDir] = [join(folder, name), join(folder, `${name}-secrets`)]
  mkdirSync(secretsDir, { recursive: true })
  return { dataDir, secretsDir, env: stormEnv(dataDir, smtp, { SECRETS_DIR: secretsDir }) }
}

/** A place of its own with the data of another: a house that stands still. */
export function copyOf(from: Place, folder: string, name: string, smtp: FakeSmtp): Place {
  const to = emptyBeside(from, folder, name, smtp)
  cpSync(from.dataDir, to.dataDir, { recursive: true })
  return to
}

/** An empty place that has the other's keys, and nothing else. */
export function emptyBeside(from: Place, folder: string, name: string, smtp: FakeSmtp): Place {
  const to = placeIn(folder, name, smtp)
  cpSync(from.secretsDir, to.secretsDir, { recursive: true })
  return to
}

/** The list of withdrawals, carried from one data folder to another. */
export function carryWithdrawals(from: Place, to: Place): void {
  mkdirSync(to.dataDir, { recursive: true })
  cpSync(join(from.dataDir, withdrawals), join(to.dataDir, withdrawals))
}

export function putBackupKey({ secretsDir }: Place): void {
  writeFileSync(join(secretsDir, 'backup-key'), `${randomBytes(32).toString('base64')}\n`)
}

const settingsOf = ({ env }: Place) => readSettings(allSettings, { ...env })

/** `waymark backup`, in this process. Gives what it said. */
export async function backUp(place: Place, folder: string): Promise<string> {
  const said: string[] = []
  await takeBackup(settingsOf(place), folder, (line) => said.push(line))
  return said.join('\n')
}

/** `waymark restore`, in this process. Gives what it said. */
export async function bringBack(
  place: Place,
  folder: string,
  asked: Partial<RestoreAsked> = {},
): Promise<string> {
  const said: string[] = []
  await restore(settingsOf(place), {
    ...{ folder, only: [], replace: false, withoutWithdrawals: false, ...asked },
    say: (line) => said.push(line),
  })
  return said.join('\n')
}

/** What a service's records are known by, seen by a connection of its own. */
export function factsOf({ dataDir, secretsDir }: Place, service: ServiceName) {
  const text = readFileSync(join(secretsDir, 'audit-key'), 'utf8')
  const keys = [{ id: 'audit-1', secret: bytesOfSecret(text) }]
  return readFacts(join(dataDir, `${service}.db`), service, keys)
}

/** The same of every service. */
export async function allFacts(place: Place): Promise<Record<ServiceName, DatabaseFacts>> {
  const found = serviceNames.map(async (service) => [service, await factsOf(place, service)])
  return Object.fromEntries(await Promise.all(found))
}

/** Every row of a table, in the order they were written. */
export async function rowsOf(folder: string, service: ServiceName, table: string) {
  const outside = lookInto(folder, service)
  const rows = await outside.rows(`select * from "${table}" order by rowid`)
  outside.close()
  return rows
}

/** A house that stands still, with a backup that is encrypted and one that is not. */
export interface Kept {
  readonly place: Place
  readonly open: string
  readonly closed: string
}

export async function keepHouse(folder: string, smtp: FakeSmtp): Promise<Kept> {
  const place = placeIn(folder, 'house', smtp)
  const { platform } = await openHouse(place.env)
  await platform.lifecycle.stop('backed up')
  const [open, closed] = [join(folder, 'open'), join(folder, 'closed')]
  await backUp(place, open)
  putBackupKey(place)
  await backUp(place, closed)
  return { place, open, closed }
}
