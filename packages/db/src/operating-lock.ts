import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import { unavailable } from '@waymark/core'
import { isBusy } from './engine-errors.ts'
import { cannotWrite, folderName } from './location.ts'

export interface OperatingLock {
  release(): Promise<void>
}

/**
 * Holds an open transaction on a tiny database beside the file. The operating system lets go of it
 * when the process dies, however it dies; no clock is involved. Throws `unavailable` if held.
 */
export async function takeOperatingLock(path: string): Promise<OperatingLock> {
  const client = openLockFile(path)
  try {
    const transaction = await client.transaction('write')
    return {
      async release() {
        await transaction.rollback()
        client.close()
      },
    }
  } catch (error) {
    client.close()
    if (!isBusy(error)) throw cannotWrite(path, error)
    throw unavailable(
      `Another Waymark server is already using ${folderName(path)}. ` +
        'Stop it first, or set DATA_DIR to another folder.',
      error,
    )
  }
}

function openLockFile(path: string) {
  try {
    return createClient({ url: `${pathToFileURL(path).href}.lock`, concurrency: 1, timeout: 0 })
  } catch (error) {
    throw cannotWrite(path, error)
  }
}
