import { chmod, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import { unavailable } from '@waymark/core'

/** The engine waits so long for a lock; a reader of a write-ahead log meets hardly any. */
const busyTimeoutMs = 5_000

/**
 * Copies a database, whole and as it is at one moment, beside whoever writes to it. `to` must not
 * be there. It blocks its process: run it in one that answers nobody.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const url = pathToFileURL(from).href
  const client = createClient({ url, concurrency: 1, timeout: busyTimeoutMs })
  try {
    await client.execute({ sql: 'vacuum into ?', args: [to] })
  } catch (error) {
    throw unavailable('A file could not be copied. Is there room where the backup goes?', error)
  } finally {
    client.close()
  }
  await chmod(to, 0o600)
  await makeDurable(to)
}

/** A file's bytes and its name outlive a power cut from here on. */
export async function makeDurable(path: string): Promise<void> {
  for (const each of [path, dirname(path)]) {
    const handle = await open(each, 'r')
    await handle.sync().finally(() => handle.close())
  }
}
