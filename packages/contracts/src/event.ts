import { z } from 'zod'

/**
 * One kind of thing that happened. Payloads hold ids, codes and revisions only, never names or
 * words: who needs words asks the owner at the moment of use, so that agreement is checked then.
 */
export interface EventDefinition<
  Type extends string = string,
  Payload extends z.ZodObject = z.ZodObject,
> {
  readonly type: Type
  /** Raised only when a payload changes in a way that an older consumer cannot read. */
  readonly version: number
  /** The payload field that names the subject: order holds, and waits, per subject. */
  readonly subject: string
  readonly payload: Payload
  /** Withdrawal and erasure: applied even while the subject's earlier events wait or are parked. */
  readonly neverWaits: boolean
}

export type PayloadOf<E extends EventDefinition> = z.output<E['payload']>

/** Defines an event once: the owner writes it with `record`, a consumer reads it with `handler`. */
export function event<const Type extends string, Payload extends z.ZodObject>(
  type: Type,
  given: {
    readonly version: number
    readonly subject: Extract<keyof z.output<Payload>, string>
    readonly payload: Payload
    readonly neverWaits?: boolean
  },
): EventDefinition<Type, Payload> {
  return { neverWaits: false, ...given, type }
}

/** An event as its owner's log holds it. Erasure clears `subject` and `payload` alone. */
export const storedEvent = z.object({
  /** Commit order within one log. */
  seq: z.number().int().positive(),
  id: z.string().min(1).max(64),
  tenant: z.string().min(1).max(64),
  type: z.string().min(1).max(100),
  version: z.number().int().positive(),
  subject: z.string().max(200).nullable(),
  payload: z.record(z.string(), z.unknown()).nullable(),
  occurredAt: z.string(),
})
export type StoredEvent = z.infer<typeof storedEvent>

/** A stored event whose payload has been read by its definition's schema. */
export type EventOf<E extends EventDefinition> = Omit<StoredEvent, 'subject' | 'payload'> & {
  readonly subject: string
  readonly payload: PayloadOf<E>
}

/**
 * The answer of `GET /internal/events?after=<seq>`. Read tolerantly: unknown fields and types are
 * let through for the consumer to skip. `next` moves past events the reader was not sent.
 */
export const eventEnvelope = z.object({
  log: z.string().min(1).max(64),
  events: z.array(storedEvent),
  next: z.number().int().nonnegative(),
})
export type EventPage = z.infer<typeof eventEnvelope>
