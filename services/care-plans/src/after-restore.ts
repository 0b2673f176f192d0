import { carePlansEvents } from '@waymark/contracts'
import { type AfterRestore, handler } from '@waymark/db'
import { keepOrRemove } from './loop/stop.ts'

/** Nothing of a plan ends with a restore. What the person had removed is removed again. */
export const afterRestore: AfterRestore = {
  service: 'care-plans',
  migrations: new URL('../migrations/', import.meta.url),
  async end() {},
  again: (deps) => [
    handler(carePlansEvents.notesRemoved, {
      apply: (tx, { tenant, payload }) =>
        keepOrRemove(tx, deps, { kind: 'service', service: 'care-plans', tenant }, payload),
    }),
  ],
}
