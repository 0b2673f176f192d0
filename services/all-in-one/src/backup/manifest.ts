import { timingSafeEqual } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, invalid, serviceNames, unavailable } from '@waymark/core'
import { makeDurable } from '@waymark/db'
import { z } from 'zod'
import { type BackupKey, sealOf } from './sealed-file.ts'

const count = z.number().int().nonnegative()

/** One database of a backup, and what it must be when it is opened again. */
const kept = z.strictObject({
  service: z.enum(serviceNames),
  file: z.string().regex(/^[a-z-]+\.db(\.sealed)?$/),
  size: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  log: z.string(),
  head: count,
  cursors: z.array(
    z.strictObject({ consumer: z.string(), source: z.string(), log: z.string(), seq: count }),
  ),
  audit: z.array(z.strictObject({ tenant: z.string(), head: z.string(), rows: count })),
  rows: z.record(z.string(), count),
})
export type KeptDatabase = z.output<typeof kept>

const manifest = z.strictObject({
  format: z.literal('waymark-backup'),
  version: z.literal(1),
  id: z.uuid(),
  takenAt: z.iso.datetime(),
  tenant: z.string(),
  encrypted: z.boolean(),
  /** That the demo was planted: it is not planted over what comes back. */
  demo: z.string().nullable(),
  databases: z.array(kept).min(1),
})
export type Manifest = z.output<typeof manifest>

const manifestFile = 'manifest.json'
const sealFileName = 'manifest.seal'

/** The files of a backup beside its databases. */
export const manifestFiles = [manifestFile, sealFileName] as const

/** Written last: a folder without it is no backup. */
export async function writeManifest(
  folder: string,
  given: Manifest,
  key: BackupKey | undefined,
): Promise<void> {
  const text = `${JSON.stringify(given, null, 2)}\n`
  const write = async (name: string, content: string) => {
    await writeFile(join(folder, name), content, { flag: 'wx', mode: 0o600 })
    await makeDurable(join(folder, name))
  }
  if (key !== undefined) await write(sealFileName, `${sealOf(text, key.manifest)}\n`)
  await write(manifestFile, text)
}

/** Reads a backup's manifest. Throws, saying what to do, when it is not to be trusted. */
export async function readManifest(folder: string, key: BackupKey | undefined): Promise<Manifest> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => {
    throw new AppError(
      'notFound',
      'That is not a finished backup: it has no manifest.json. Name the folder of another.',
    )
  })
  const found = readJson(text)
  if (found.encrypted) await demandSeal(folder, text, key)
  else if (key !== undefined) {
    throw invalid(
      'This backup is not encrypted, but there is a backup-key in SECRETS_DIR. If it was taken ' +
        'before there was one, move the key elsewhere for this restore.',
    )
  }
  return found
}

const versioned = z.object({ format: z.literal('waymark-backup'), version: z.number() })

function readJson(text: string): Manifest {
  try {
    const given: unknown = JSON.parse(text)
    if (versioned.parse(given).version > 1) {
      throw unavailable(
        'This backup was taken by a newer version of Waymark. Restore it with that.',
      )
    }
    return manifest.parse(given)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw unavailable('The manifest.json of this backup was changed. Use another backup.', error)
  }
}

async function demandSeal(folder: string, text: string, key: BackupKey | undefined) {
  if (key === undefined) {
    throw invalid(
      'This backup is encrypted. Put the backup-key that it was taken with in SECRETS_DIR.',
    )
  }
  const seal = await readFile(join(folder, sealFileName), 'utf8').catch(() => '')
  const [given, expected] = [Buffer.from(seal.trim()), Buffer.from(sealOf(text, key.manifest))]
  if (given.length === expected.length && timingSafeEqual(given, expected)) return
  throw unavailable(
    'Either the backup-key in SECRETS_DIR is not the one that this backup was taken with, or its ' +
      'manifest was changed. Put the right key there, or use another backup.',
  )
}
