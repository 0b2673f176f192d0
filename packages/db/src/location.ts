import { mkdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { invalid, unavailable } from '@waymark/core'

/** The path of a `file:` URL; undefined for a server's. An in-memory database is refused. */
export function filePathOf(url: string): string | undefined {
  if (!url.startsWith('file:')) return undefined
  const path = url.startsWith('file://') ? fileURLToPath(url) : decodeURIComponent(url.slice(5))
  if (path === '' || path.startsWith(':memory:')) {
    throw invalid('Use a file for the database: an address like file:./data/directory.db.')
  }
  return path
}

/** Makes the folder, readable by its owner alone. Throws `unavailable` when that is not allowed. */
export async function makeFolderFor(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw cannotWrite(path, error)
  }
}

/** The one sentence for a folder or file that may not be written. */
export function cannotWrite(path: string, cause: unknown): Error {
  const folder = folderName(path)
  return unavailable(
    `Waymark cannot write to ${folder}. Let it write there, or set DATA_DIR to another folder.`,
    cause,
  )
}

/** The folder's own name, not its whole path. */
export function folderName(path: string): string {
  return basename(dirname(path)) || dirname(path)
}
