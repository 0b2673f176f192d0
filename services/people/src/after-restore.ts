import { peopleEvents } from '@waymark/contracts'
import { type AfterRestore, handler } from '@waymark/db'
import { endNow } from './relationship/end.ts'
import { findUnended } from './relationship/store.ts'

/** Nothing of a person's record ends. Whoever worked with them no more reads it no more. */
export const afterRestore: AfterRestore = {
  service: 'people',
  migrations: new URL('../migrations/', import.meta.url),
  async end() {},
  again: (deps) => [
    handler(peopleEvents.relationshipEnded, {
      async apply(tx, { tenant, payload: { relationshipId } }) {
        const found = await findUnended(tx, tenant, relationshipId)
        if (found === null) return
        await endNow(tx, deps, { kind: 'service', service: 'people', tenant }, found)
      },
    }),
  ],
}
