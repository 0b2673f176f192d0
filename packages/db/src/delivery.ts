import type { EventDefinition, EventOf, StoredEvent } from '@waymark/contracts'
import { type ErrorCode, invalid, isAppError } from '@waymark/core'
import type { Logger } from '@waymark/runtime'
import {
  addToInbox,
  type ConsumerKey,
  countStart,
  forgetStarts,
  hasParked,
  inInbox,
  isParked,
  type NamedEvent,
  park,
  uncountStart,
} from './consumer-store.ts'
import type { Handler } from './handler.ts'
import type { Database } from './open.ts'
import type { Tx } from './transaction.ts'

/** What became of one event. `waiting` and `retrying` hold the cursor; the rest let it move. */
export type Outcome = 'applied' | 'already' | 'skipped' | 'parked' | 'waiting' | 'retrying'

export interface DeliveryContext<Deps> {
  readonly db: Database
  readonly key: ConsumerKey
  readonly handlers: ReadonlyMap<string, Handler<Deps>>
  readonly deps: Deps
  readonly log: Pick<Logger, 'warn'> | undefined
}

/** How an event came: in its turn, before its turn, or brought back by an operator. */
export interface Occasion {
  readonly kind: 'inTurn' | 'ahead' | 'replay'
  /** Done in the write that settles the event: the cursor moves, the parked row goes. */
  settle(tx: Tx): Promise<void>
}

/** An event that would be started for the fifth time is put aside instead. */
const startsBeforeParking = 5

/** The owner is away or slow, or does not know us just now: nothing is wrong with the event. */
const ownerAway: readonly ErrorCode[] = ['unavailable', 'timeout', 'tooMany', 'unauthenticated']
/** Worth another start: a rival was quicker, or somebody's bug that may be mended. */
const worthAnotherStart: readonly ErrorCode[] = ['conflict', 'stale', 'internal']

/** Takes one event through inbox, `prepare` and `apply`. */
export async function deliver<Deps>(
  context: DeliveryContext<Deps>,
  event: StoredEvent,
  occasion: Occasion,
): Promise<Outcome> {
  const handler = context.handlers.get(event.type)
  const { subject } = event
  if (handler === undefined || subject === null || event.payload === null) return 'skipped'
  const named = { ...event, subject }
  const early = await admit(context, named, { handler, occasion })
  if (early !== undefined) return early
  try {
    return await carryOut(context, named, { handler, occasion })
  } catch (error) {
    return settleFailure(context, named, { error, occasion })
  }
}

interface Handling<Deps> {
  readonly handler: Handler<Deps>
  readonly occasion: Occasion
}

/** Decides, in one write, whether the event runs now; counts the start durably before it does. */
function admit<Deps>(
  context: DeliveryContext<Deps>,
  event: NamedEvent,
  { handler, occasion }: Handling<Deps>,
): Promise<Outcome | undefined> {
  const { db, key } = context
  return db.write(async (tx) => {
    if (await inInbox(tx, key, event.id)) {
      await occasion.settle(tx)
      return 'already'
    }
    if (occasion.kind === 'replay') return undefined
    if (await isParked(tx, key, event.id)) {
      await occasion.settle(tx)
      return 'parked'
    }
    const reason = await reasonToPark(tx, key, { event, neverWaits: handler.event.neverWaits })
    if (reason === undefined) return undefined
    await park(tx, key, event, reason)
    await occasion.settle(tx)
    context.log?.warn('event.parked', { eventType: event.type, seq: event.seq, reason })
    return 'parked'
  })
}

async function reasonToPark(
  tx: Tx,
  key: ConsumerKey,
  given: { readonly event: NamedEvent; readonly neverWaits: boolean },
): Promise<string | undefined> {
  const { event, neverWaits } = given
  if (!neverWaits && (await hasParked(tx, key, event))) return 'behind'
  const starts = await countStart(tx, key, event.id)
  return starts >= startsBeforeParking ? 'starts' : undefined
}

async function carryOut<Deps>(
  context: DeliveryContext<Deps>,
  event: NamedEvent,
  { handler, occasion }: Handling<Deps>,
): Promise<Outcome> {
  const read = readPayload(handler, event)
  const facts = await prepareFacts(handler, context.deps, read)
  return context.db.write(async (tx) => {
    // First of all: its key decides any race between two processes.
    const isFirst = await addToInbox(tx, context.key, event.id)
    if (isFirst) await handler.apply(tx, read, facts)
    await forgetStarts(tx, context.key, event.id)
    await occasion.settle(tx)
    return isFirst ? 'applied' : 'already'
  })
}

function readPayload(handler: Handler<never>, event: NamedEvent): EventOf<EventDefinition> {
  const read = handler.event.payload.safeParse(event.payload)
  if (!read.success) throw invalid('An event does not fit its contract.')
  return { ...event, payload: read.data }
}

/** A record that is gone is a normal outcome: `apply` is told with null. */
async function prepareFacts<Deps>(
  handler: Handler<Deps>,
  deps: Deps,
  event: EventOf<EventDefinition>,
): Promise<unknown> {
  try {
    return await handler.prepare(deps, event)
  } catch (error) {
    if (isAppError(error, 'notFound') || isAppError(error, 'gone')) return null
    throw error
  }
}

async function settleFailure<Deps>(
  context: DeliveryContext<Deps>,
  event: NamedEvent,
  { error, occasion }: { readonly error: unknown; readonly occasion: Occasion },
): Promise<Outcome> {
  const { db, key, log } = context
  const code = isAppError(error) ? error.code : undefined
  const seen = { eventType: event.type, seq: event.seq, code: code ?? 'unexpected', error }
  const isReplay = occasion.kind === 'replay'
  if (code !== undefined && ownerAway.includes(code)) {
    if (!isReplay) await db.write((tx) => uncountStart(tx, key, event.id))
    return 'waiting'
  }
  if (!isReplay && (code === undefined || worthAnotherStart.includes(code))) {
    log?.warn('event.failed', seen)
    return 'retrying'
  }
  log?.warn('event.parked', seen)
  return db.write(async (tx) => {
    const isApplied = await inInbox(tx, key, event.id)
    if (!isApplied) await park(tx, key, event, code ?? 'unexpected')
    if (isApplied || !isReplay) await occasion.settle(tx)
    return isApplied ? 'already' : 'parked'
  })
}
