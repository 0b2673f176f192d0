import type { AfterRestore } from '@waymark/db'
import { endEverything } from './session/store.ts'

/** Everybody signs in again: a session that had ended must not come back with the backup. */
export const afterRestore: AfterRestore = {
  service: 'identity',
  migrations: new URL('../migrations/', import.meta.url),
  end: endEverything,
  again: () => [],
}
