import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unavailable } from '@waymark/core'
import { makeDurable } from './copy.ts'

const marker = 'restore.unfinished'

/** From here on nothing opens these records, until the restore has come to its end. */
export async function beginRestore(dataDir: string): Promise<void> {
  const path = join(dataDir, marker)
  await writeFile(path, '')
  await makeDurable(path)
}

/** The records are whole again. */
export async function endRestore(dataDir: string): Promise<void> {
  await rm(join(dataDir, marker), { force: true })
}

/** Throws `unavailable` where a restore was cut off: some records are of then, some of now. */
export function demandWholeRestore(dataDir: string): void {
  if (!existsSync(join(dataDir, marker))) return
  throw unavailable(
    'A restore of this data was cut off. Run the same restore again, with --replace: what it ' +
      'finds is put aside once more, and nothing is lost.',
  )
}
