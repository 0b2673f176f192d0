import type { AfterRestore } from '@waymark/db'
import { endLinks } from './listing-check/store.ts'
import { endCodes } from './readiness/store.ts'

/** Links and codes that are out end: some were ended after the backup, and which is not known. */
export const afterRestore: AfterRestore = {
  service: 'directory',
  migrations: new URL('../migrations/', import.meta.url),
  async end(tx, { at }) {
    await endLinks(tx, at.toISOString())
    await endCodes(tx, at.toISOString())
  },
  again: () => [],
}
