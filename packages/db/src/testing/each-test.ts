import { afterEach, beforeEach } from 'vitest'
import type { Database, DatabaseOptions } from '../open.ts'
import { openForTest, temporaryFolder } from './open-for-test.ts'

/**
 * Hands each test of a file a real database of its own, and takes it away afterwards with its
 * folder, which is given back.
 */
export function eachTestOpens(
  take: (db: Database) => void,
  given: () => Partial<DatabaseOptions> = () => ({}),
): { readonly path: string } {
  const folder = { path: '', remove: () => {} }
  let db: Database | undefined
  beforeEach(async () => {
    Object.assign(folder, temporaryFolder())
    db = await openForTest(folder.path, given())
    take(db)
  })
  afterEach(async () => {
    await db?.close()
    folder.remove()
  })
  return folder
}
