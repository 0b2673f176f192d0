import { existsSync } from 'node:fs'
import { copyFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { createIds, systemClock, unavailable } from '@waymark/core'
import { type AuditKey, makeDurable, openDatabase, readFacts, readMigrations } from '@waymark/db'
import type { KeptDatabase } from './manifest.ts'
import type { Records } from './records.ts'
import { type BackupKey, digestOf, openSealed } from './sealed-file.ts'

/** A database of a backup, and where it is to come back. */
export interface Restoring {
  readonly records: Records
  readonly kept: KeptDatabase
}

export interface StagingFrom {
  readonly folder: string
  readonly id: string
  readonly key: BackupKey | undefined
  readonly auditKey: AuditKey
}

/** A database is up to three files: itself, its log of writes, and the index of that. */
const parts = ['', '-wal', '-shm'] as const

const stagedPath = ({ path }: Records) => `${path}.restoring`

/**
 * Opens a copy beside its place, verifies that it is what the manifest says, and brings it to this
 * version of Waymark. Nothing of what is there now is touched. Throws `unavailable`, saying why.
 */
export async function stage(restoring: Restoring, from: StagingFrom): Promise<void> {
  const { records, kept } = restoring
  const { service } = records
  const stored = join(from.folder, kept.file)
  const staged = stagedPath(records)
  await dropStaged(records)
  const found = await stat(stored).catch(() => null)
  if (found === null) {
    throw unavailable(`The file ${kept.file} is missing in this backup. Use another backup.`)
  }
  if (found.size !== kept.size || (await digestOf(stored)) !== kept.sha256) {
    throw unavailable(`The file ${kept.file} was changed since the backup. Use another backup.`)
  }
  if (from.key === undefined) await copyFile(stored, staged)
  else {
    const label = `${from.id} ${service}`
    await openSealed(from.key.files, { from: stored, to: staged, label })
  }
  const { log, head, cursors, audit, rows } = kept
  const facts = await readFacts(staged, service, [from.auditKey])
  if (!isDeepStrictEqual(facts, { log, head, cursors, audit, rows })) {
    throw unavailable(`The copy of ${service} is not what its manifest says. Use another backup.`)
  }
  await bringUpToDate(records, from.auditKey)
  await makeDurable(staged)
}

/** Throws `unavailable` where a newer version of Waymark wrote it. */
async function bringUpToDate(records: Records, auditKey: AuditKey): Promise<void> {
  const db = await openDatabase({
    service: records.service,
    url: pathToFileURL(stagedPath(records)).href,
    ...{ now: systemClock, newId: createIds(systemClock), auditKey },
    migrations: await readMigrations(records.migrations),
    operatingLock: false,
  })
  await db.close()
}

/** What an earlier try left. */
export async function dropStaged(records: Records): Promise<void> {
  const staged = stagedPath(records)
  for (const part of [...parts, '.hearing']) await rm(`${staged}${part}`, { force: true })
}

/** Whether there is anything that a restore would put aside. */
export function isThere({ path }: Records): boolean {
  return parts.some((part) => existsSync(`${path}${part}`))
}

/** Puts what is there aside, under a name that says when, and the copy in its place. */
export async function swapIn(records: Records, stamp: string): Promise<void> {
  const { path } = records
  for (const part of parts) {
    if (existsSync(`${path}${part}`)) {
      await rename(`${path}${part}`, `${path}.replaced-${stamp}${part}`)
    }
  }
  await rename(stagedPath(records), path)
  await makeDurable(path)
  await dropStaged(records)
}
