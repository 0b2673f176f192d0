import type { EventDefinition, EventOf } from '@waymark/contracts'
import type { Tx } from './transaction.ts'

/** What a consumer does with one type of event. Made by `handler`. */
export interface Handler<Deps = unknown> {
  readonly event: EventDefinition
  prepare(deps: Deps, event: EventOf<EventDefinition>): Promise<unknown>
  apply(tx: Tx, event: EventOf<EventDefinition>, facts: unknown): Promise<void>
}

/**
 * The two halves of handling an event. `prepare` may ask other services and holds no transaction;
 * it may run again. `apply` touches only its own database, once. `facts` is null when there is no
 * `prepare`, or when the owner says that the record is gone.
 */
export function handler<E extends EventDefinition, Deps = unknown, Facts = null>(
  event: E,
  halves: {
    prepare?(deps: Deps, event: EventOf<E>): Promise<Facts>
    apply(tx: Tx, event: EventOf<E>, facts: Facts | null): Promise<void>
  },
): Handler<Deps> {
  // The consumer reads a payload by this same definition before it calls either half, and hands
  // `apply` only what this `prepare` gave: inside, the types are E's and Facts.
  return { event, prepare: async () => null, ...halves } as Handler<Deps>
}
