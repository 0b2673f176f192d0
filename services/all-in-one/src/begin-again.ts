import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError, serviceNames } from '@waymark/core'
import { endRestore, type OperatingLock, takeOperatingLock, withdrawalsFile } from '@waymark/db'
import type { AllSettings } from './config.ts'

/** Throws away the demo's data alone: files of ours, never a folder somebody pointed us at. */
export async function beginAgain(settings: AllSettings): Promise<void> {
  if (settings.WAYMARK_MODE === 'live') {
    throw new AppError('conflict', 'Live data is never thrown away. Leave out --fresh.')
  }
  const dataDir = resolve(settings.DATA_DIR)
  if (!existsSync(dataDir)) return
  // The locks alone: opening a database would refuse one that another version of Waymark wrote.
  const locks: OperatingLock[] = []
  try {
    for (const file of serviceNames.map((service) => join(dataDir, `${service}.db`))) {
      if (existsSync(file)) locks.push(await takeOperatingLock(file))
    }
    await removeOurs(dataDir)
  } finally {
    for (const lock of locks) await lock.release()
  }
}

/** The lock files stay: another process may be waiting at them. */
async function removeOurs(dataDir: string): Promise<void> {
  const databases = serviceNames.flatMap((service) => {
    const file = `${service}.db`
    return [file, `${file}-wal`, `${file}-shm`]
  })
  const ours = [...databases, withdrawalsFile, 'search', 'redis', 'seed.json']
  const names = (await readdir(dataDir)).filter((name) => ours.includes(name))
  for (const name of names) await rm(join(dataDir, name), { recursive: true, force: true })
  await endRestore(dataDir)
}
