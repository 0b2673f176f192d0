import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { AppError, conflict, systemClock } from '@waymark/core'
import {
  type AuditKey,
  copyDatabase,
  type DatabaseFacts,
  demandWholeRestore,
  makeDurable,
  pauseHearing,
  readFacts,
} from '@waymark/db'
import { secretsDir } from '@waymark/runtime'
import type { AllSettings } from '../config.ts'
import { type KeptDatabase, type Manifest, manifestFiles, writeManifest } from './manifest.ts'
import { findAuditKey, present, type Records, recordsOf, takeTurn } from './records.ts'
import { type BackupKey, digestOf, findBackupKey, sealFile } from './sealed-file.ts'

/** How long services may take to finish what they are hearing. */
const pausedWithinMs = 120_000

type Say = (line: string) => void

/**
 * Backs up every service's records into a new folder, whether a server runs on them or not. While
 * it copies, services hear nothing new of each other and answer everybody else: so no cursor in
 * the copy is ahead of the log it reads.
 */
export async function takeBackup(settings: AllSettings, folder: string, say: Say): Promise<void> {
  const target = resolve(folder)
  await demandNew(target)
  const records = present(recordsOf(settings))
  if (records.length === 0) throw nothingThere()
  demandWholeRestore(settings.DATA_DIR)
  const auditKey = await findAuditKey(settings)
  const key = await findBackupKey(secretsDir(settings))
  const turn = await takeTurn(settings)
  const unfinished = `${target}.unfinished`
  try {
    await emptyFolder(unfinished)
    const takenAt = systemClock().toISOString()
    await copyAll(records, unfinished)
    const id = randomUUID()
    const databases: KeptDatabase[] = []
    for (const { service } of records) {
      databases.push(await closeCopy(unfinished, service, { id, key, auditKey }))
    }
    demandConsistent(databases)
    const manifest: Manifest = {
      ...{ format: 'waymark-backup', version: 1, id, takenAt, tenant: settings.TENANT },
      ...{ encrypted: key !== undefined, demo: await readDemo(settings), databases },
    }
    await writeManifest(unfinished, manifest, key)
    await publish(unfinished, target)
    for (const line of summaryOf(manifest, target)) say(line)
  } catch (error) {
    // Copies of people's records are not left lying about.
    await removeOurs(unfinished)
    throw error
  } finally {
    await turn.release()
  }
}

function nothingThere(): Error {
  return new AppError('notFound', 'There is nothing to back up in DATA_DIR.')
}

async function demandNew(target: string): Promise<void> {
  const names = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new AppError('invalid', 'We cannot use that folder. Name another.', { cause: error })
  })
  if (names.length === 0) return
  throw conflict('There is something in that folder already. Name a new one for each backup.')
}

async function copyAll(records: readonly Records[], to: string): Promise<void> {
  const paused = await pauseHearing(
    records.map(({ path }) => path),
    pausedWithinMs,
  )
  try {
    for (const { service, path } of records) await copyDatabase(path, join(to, `${service}.db`))
  } finally {
    await paused.end()
  }
}

interface Closing {
  readonly id: string
  readonly key: BackupKey | undefined
  readonly auditKey: AuditKey
}

/** Verifies a copy, and encrypts it where there is a key. */
async function closeCopy(
  folder: string,
  service: Records['service'],
  { id, key, auditKey }: Closing,
): Promise<KeptDatabase> {
  const plain = join(folder, `${service}.db`)
  const facts = await readFacts(plain, service, [auditKey])
  if (key === undefined) return kept(plain, service, facts)
  const sealed = `${plain}.sealed`
  await sealFile(key.files, { from: plain, to: sealed, label: `${id} ${service}` })
  await makeDurable(sealed)
  await rm(plain)
  return kept(sealed, service, facts)
}

async function kept(
  path: string,
  service: Records['service'],
  facts: DatabaseFacts,
): Promise<KeptDatabase> {
  const { size } = await stat(path)
  const { log, head, cursors, audit, rows } = facts
  return {
    ...{ service, file: basename(path), size, sha256: await digestOf(path) },
    ...{ log, head, cursors: [...cursors], audit: [...audit], rows },
  }
}

/** It holds by the pause; a backup that nobody could restore is better not had. */
function demandConsistent(databases: readonly KeptDatabase[]): void {
  const heads = new Map(databases.map(({ log, head }) => [log, head]))
  const cursors = databases.flatMap((each) => each.cursors)
  if (cursors.every(({ log, seq }) => seq <= (heads.get(log) ?? Number.POSITIVE_INFINITY))) return
  throw new AppError('internal', 'A copy has heard more than another has told.')
}

async function readDemo({ DATA_DIR: dataDir }: AllSettings): Promise<string | null> {
  return readFile(join(dataDir, 'seed.json'), 'utf8').catch(() => null)
}

async function publish(unfinished: string, target: string): Promise<void> {
  if (existsSync(target)) await rmdir(target)
  await rename(unfinished, target)
  await makeDurable(target)
}

/** What a run that was killed has left is of no use, and holds records in the clear. */
async function emptyFolder(folder: string): Promise<void> {
  await removeOurs(folder)
  if (existsSync(folder)) throw conflict(`Something that is not ours is in ${basename(folder)}.`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

async function removeOurs(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  const isOurs = (name: string) =>
    /^[a-z-]+\.db(\.sealed|-journal)?$/.test(name) || manifestFiles.some((each) => each === name)
  for (const name of (await readdir(folder)).filter(isOurs)) await rm(join(folder, name))
  if ((await readdir(folder)).length === 0) await rmdir(folder)
}

function summaryOf({ databases, encrypted, takenAt }: Manifest, target: string): string[] {
  const lines = databases.map(({ service, size, rows, head }) => {
    const all = Object.values(rows).reduce((sum, each) => sum + each, 0)
    return `  ${service}: ${all} rows, ${head} events, ${size} bytes`
  })
  const closed = encrypted
    ? 'It is encrypted: keep the backup-key apart from it, and do not lose it.'
    : 'It is not encrypted: keep it as you would the data, or put a backup-key in SECRETS_DIR.'
  return [
    `Backed up to ${target}, as things were at ${takenAt}. Every copy was read and verified.`,
    ...lines,
    closed,
    'Key files and the list of withdrawals (withdrawals.log) are not in it: keep copies elsewhere.',
  ]
}
