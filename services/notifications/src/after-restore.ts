import type { AfterRestore } from '@waymark/db'
import { holdAll } from './held/store.ts'

/** Nothing leaves that may have left before: whoever restores it says what becomes of it. */
export const afterRestore: AfterRestore = {
  service: 'notifications',
  migrations: new URL('../migrations/', import.meta.url),
  end: holdAll,
  again: () => [],
}
