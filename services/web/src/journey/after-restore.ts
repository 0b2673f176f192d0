import type { AfterRestore } from '@waymark/db'

/** Half-finished journeys go on: they hold no session, and each step repeats safely. */
export const afterRestore: AfterRestore = {
  service: 'web',
  migrations: new URL('../../migrations/', import.meta.url),
  async end() {},
  again: () => [],
}
