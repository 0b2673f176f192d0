import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { conflict, invalid, type ServiceName, systemClock } from '@waymark/core'
import {
  beginRestore,
  endRestore,
  type OperatingLock,
  readWithdrawals,
  takeOperatingLock,
  type Withdrawal,
  withdrawalsFile,
} from '@waymark/db'
import { secretsDir } from '@waymark/runtime'
import type { AllSettings } from '../config.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { findAuditKey, present, type Records, recordsOf, takeTurn } from './records.ts'
import { findBackupKey } from './sealed-file.ts'
import { type Settled, settle } from './settle.ts'
import { dropStaged, isThere, type Restoring, stage, swapIn } from './stage.ts'

export interface RestoreAsked {
  readonly folder: string
  /** Only these services' records; none named: all of the backup. */
  readonly only: readonly string[]
  /** Puts aside what is there. Without it, nothing that is there is touched. */
  readonly replace: boolean
  /** The list of withdrawals is lost, and the operator knows what that means. */
  readonly withoutWithdrawals: boolean
  readonly say: (line: string) => void
}

/**
 * Brings records back from a backup, with the server stopped. Every copy is verified before
 * anything that is there is touched, and what was there is put aside, never deleted.
 */
export async function restore(settings: AllSettings, asked: RestoreAsked): Promise<void> {
  const folder = resolve(asked.folder)
  const key = await findBackupKey(secretsDir(settings))
  const manifest = await readManifest(folder, key)
  demandTenant(manifest, settings)
  const all = recordsOf(settings)
  const restoring = chosen(manifest, all, asked.only)
  const auditKey = await findAuditKey(settings)
  const dataDir = resolve(settings.DATA_DIR)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const locks: OperatingLock[] = [await takeTurn(settings)]
  try {
    for (const { path } of all) locks.push(await lockOf(path))
    const withdrawals = await listWithdrawals(dataDir, asked)
    demandRoom(restoring, asked)
    for (const each of restoring) {
      const from = { folder, id: manifest.id, key, auditKey }
      await stage(each, from)
    }
    const at = systemClock()
    await beginRestore(dataDir)
    for (const { records } of restoring) await swapIn(records, stampOf(at))
    const settled = await settle({
      ...{
        dataDir,
        tenant: settings.TENANT,
        tenants: tenantsOf(manifest),
        backup: manifest,
        auditKey,
        restoring,
      },
      ...{ house: present(all), withdrawals, at },
    })
    await keepDemo(dataDir, manifest)
    await endRestore(dataDir)
    for (const line of summaryOf(restoring, manifest, settled)) asked.say(line)
  } finally {
    for (const { records } of restoring) await dropStaged(records)
    for (const lock of locks.reverse()) await lock.release()
  }
}

function demandTenant({ tenant }: Manifest, { TENANT }: AllSettings): void {
  if (tenant === TENANT) return
  throw invalid(
    `This backup is of ${tenant}, and TENANT says ${TENANT}. Set TENANT, or use another backup.`,
  )
}

/** Also those that one database has not noted anything of yet. */
function tenantsOf({ tenant, databases }: Manifest): string[] {
  const noted = databases.flatMap(({ audit }) => audit.map((chain) => chain.tenant))
  return [...new Set([tenant, ...noted])]
}

/** What of the backup is to come back. Throws `invalid` for a service that it does not have. */
function chosen(
  { databases }: Manifest,
  all: readonly Records[],
  only: readonly string[],
): Restoring[] {
  const held = databases.map(({ service }) => service)
  const unknown = only.find((name) => !held.some((service) => service === name))
  if (unknown !== undefined) {
    throw invalid(`--only can name what this backup has: ${held.join(', ')}.`)
  }
  const isWanted = (service: ServiceName) => only.length === 0 || only.includes(service)
  return all.flatMap((records) => {
    const kept = databases.find(({ service }) => service === records.service)
    return kept !== undefined && isWanted(kept.service) ? [{ records, kept }] : []
  })
}

/** A service that has a folder elsewhere may never have been started there. */
async function lockOf(path: string): Promise<OperatingLock> {
  await mkdir(resolve(path, '..'), { recursive: true, mode: 0o700 })
  return takeOperatingLock(path)
}

/** Throws `conflict` where the list is not there: what it says must not be forgotten unawares. */
async function listWithdrawals(
  dataDir: string,
  { withoutWithdrawals, say }: RestoreAsked,
): Promise<readonly Withdrawal[]> {
  const found = await readWithdrawals(join(dataDir, withdrawalsFile))
  if (found === null && !withoutWithdrawals) {
    throw conflict(
      `There is no ${withdrawalsFile} in DATA_DIR: the list of what people took back since the ` +
        'backup. Copy it there from the old data folder, or from where you keep its copy. If it ' +
        'is lost, add --without-withdrawals: sharing that was stopped after the backup comes ' +
        'back, and you must ask.',
    )
  }
  const { list, unreadable } = found ?? { list: [], unreadable: 0 }
  if (unreadable > 0) say(`${unreadable} lines of ${withdrawalsFile} cannot be read.`)
  return list
}

function demandRoom(restoring: readonly Restoring[], { replace }: RestoreAsked): void {
  const there = restoring.filter(({ records }) => isThere(records))
  if (there.length === 0 || replace) return
  const names = there.map(({ kept }) => kept.service).join(', ')
  throw conflict(
    `There are records already: ${names}. Add --replace to put them aside (they are kept, under ` +
      'a name that says when), or set DATA_DIR to another folder.',
  )
}

/** 20261127T140000Z: for the names of what is put aside. */
function stampOf(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** The demo is not planted over what came back. */
async function keepDemo(dataDir: string, { demo }: Manifest): Promise<void> {
  const file = join(dataDir, 'seed.json')
  if (demo !== null && !existsSync(file)) await writeFile(file, demo, { mode: 0o600 })
}

function summaryOf(
  restoring: readonly Restoring[],
  { takenAt }: Manifest,
  { cursors, takenBack }: Settled,
): string[] {
  const services = restoring.map(({ kept }) => kept.service)
  const is = (service: ServiceName) => services.includes(service)
  return [
    `Restored as things were at ${takenAt}: ${services.join(', ')}.`,
    `${takenBack} withdrawals and removals since then were carried out again.`,
    `${cursors} readers of these logs were told where to go on.`,
    ...(is('identity') ? ['Everybody has to sign in again.'] : []),
    ...(is('referrals') || is('directory')
      ? ['Links and codes that groups hold have ended: send fresh ones where one is needed.']
      : []),
    ...(is('notifications')
      ? ['Mail from before the restore is held. Start Waymark, then: npm run waymark -- deliveries']
      : []),
  ]
}
