import type { EventPage, StoredEvent } from '@waymark/contracts'
import { ownErrorIn, type ServiceName } from '@waymark/core'
import { assertOutsideWrite, type Logger } from '@waymark/runtime'
import type { TenantSubject } from './audit.ts'
import {
  beginCursor,
  type ConsumerKey,
  changeLog,
  firstParked,
  moveCursor,
  readCursor,
  unpark,
} from './consumer-store.ts'
import { type DeliveryContext, deliver, type Occasion, type Outcome } from './delivery.ts'
import type { Position } from './events.ts'
import type { Handler } from './handler.ts'
import type { Database } from './open.ts'
import type { Tx } from './transaction.ts'
import { createTurnstile } from './turnstile.ts'

/** Where events come from: a service's log, read by its contract or in the same database. */
export interface EventSource {
  readonly service: ServiceName
  read(after: number, limit: number): Promise<EventPage>
}

export interface DrainResult {
  /**
   * `waiting`: an owner is away, try later. `retrying`: an event failed and will be started again.
   * `reconcileNeeded`: the log has another id, so it was restored; `reconcile` once settled.
   * `paused`: a backup is copying this database, and no cursor may move.
   */
  readonly state: 'caughtUp' | 'waiting' | 'retrying' | 'reconcileNeeded' | 'paused' | 'closed'
  readonly applied: number
  readonly parked: number
}

/** Applies another log's events to this database, each once and in order per subject. */
export interface Consumer {
  readonly name: string
  /** Whose log it reads. */
  readonly source: ServiceName
  /** Applies what is new. Several calls take turns. */
  drain(): Promise<DrainResult>
  position(): Promise<Position | null>
  /** How many events of the log it has not read, `mostLag` at most. Throws when it is away. */
  lag(): Promise<number>
  /** Applies a subject's parked events in order until one fails. Gives how many went through. */
  replayParked(about: TenantSubject): Promise<{ replayed: number; done: boolean }>
  /** Accepts a restored log: reads from where this consumer began; the inbox drops repeats. */
  reconcile(): Promise<void>
  /** Waits for the event under way. */
  close(): Promise<void>
}

export interface ConsumerOptions<Deps> {
  readonly db: Database
  readonly name: string
  readonly source: EventSource
  readonly handlers: readonly Handler<Deps>[]
  readonly deps: Deps
  /** Where a consumer that has never read this source begins. */
  readonly startAt: 'beginning' | 'head'
  readonly log?: Pick<Logger, 'warn'>
}

const pageSize = 100
const mostLag = 500

interface Running<Deps> extends DeliveryContext<Deps> {
  readonly source: EventSource
  readonly startAt: 'beginning' | 'head'
  closed: boolean
  /** Said once, however long the owner is away. */
  isWaiting: boolean
  /** How far events that never wait have been looked for, beyond the cursor. */
  lookedAheadTo: number
}

interface Tally {
  applied: number
  parked: number
}

/** A consumer of one source. Nothing runs until `drain` is called: by a nudge or a slow poll. */
export function createConsumer<Deps>(options: ConsumerOptions<Deps>): Consumer {
  const { db, name, source, startAt, deps, log } = options
  const key = { consumer: name, source: source.service }
  const handlers = new Map(options.handlers.map((one) => [one.event.type, one]))
  const running: Running<Deps> = {
    ...{ db, key, handlers, deps, log, source, startAt },
    closed: false,
    isWaiting: false,
    lookedAheadTo: 0,
  }
  const turnstile = createTurnstile()
  return {
    ...{ name, source: source.service },
    async drain() {
      assertOutsideWrite('reading events')
      return turnstile(() => drain(running))
    },
    async position() {
      const cursor = await readCursor(db.reader, key)
      return cursor === undefined ? null : { log: cursor.log, seq: cursor.seq }
    },
    async lag() {
      const after = (await readCursor(db.reader, key))?.seq ?? 0
      return (await source.read(after, mostLag)).next - after
    },
    replayParked: (about) => turnstile(() => replay(running, about)),
    reconcile: () => turnstile(() => reconcile(running)),
    async close() {
      running.closed = true
      await turnstile(async () => {})
    },
  }
}

async function drain<Deps>(running: Running<Deps>): Promise<DrainResult> {
  const leave = await running.db.hearing.enter()
  if (leave === null) return { state: 'paused', applied: 0, parked: 0 }
  try {
    return await drainOnce(running)
  } finally {
    await leave()
  }
}

async function drainOnce<Deps>(running: Running<Deps>): Promise<DrainResult> {
  const tally: Tally = { applied: 0, parked: 0 }
  try {
    const state = await readOn(running, tally)
    running.isWaiting = false
    return { state, ...tally }
  } catch (error) {
    // The owner, or our own database, is away: the cursor stays where it is.
    const own = ownErrorIn(error)
    if (own === undefined) throw error
    if (!running.isWaiting) running.log?.warn('events.waiting', { code: own.code })
    running.isWaiting = true
    return { state: 'waiting', ...tally }
  }
}

async function readOn<Deps>(running: Running<Deps>, tally: Tally): Promise<DrainResult['state']> {
  let at: Position = (await readCursor(running.db.reader, running.key)) ?? (await begin(running))
  for (;;) {
    if (running.closed) return 'closed'
    const page = await running.source.read(at.seq, pageSize)
    if (page.log !== at.log) return 'reconcileNeeded'
    const stopped = await takePage(running, page, { after: at.seq, tally })
    if (stopped !== undefined) return stopped
    const isLast = page.next - at.seq < pageSize
    if (page.next > at.seq) {
      at = { log: page.log, seq: page.next }
      await moveIfBehind(running, at)
    }
    // A page that was not full ends at the head; what is told from now on comes with a nudge.
    if (isLast) return 'caughtUp'
  }
}

/** Delivers a page in order; says why when it had to stop within it. */
async function takePage<Deps>(
  running: Running<Deps>,
  page: EventPage,
  given: { readonly after: number; readonly tally: Tally },
): Promise<'waiting' | 'retrying' | 'closed' | undefined> {
  for (const event of page.events.filter(({ seq }) => seq > given.after)) {
    if (running.closed) return 'closed'
    const outcome = await deliver(running, event, inTurn(running.key, page.log, event))
    count(given.tally, outcome)
    if (outcome !== 'waiting' && outcome !== 'retrying') continue
    await lookAhead(running, { log: page.log, seq: event.seq }, given.tally)
    return outcome
  }
  return undefined
}

/** Withdrawal and erasure pass whatever holds the cursor; the inbox skips them there later. */
async function lookAhead<Deps>(
  running: Running<Deps>,
  stuck: Position,
  tally: Tally,
): Promise<void> {
  const handlers = [...running.handlers.values()]
  const passing = new Set(
    handlers.filter((one) => one.event.neverWaits).map((one) => one.event.type),
  )
  let after = Math.max(stuck.seq, running.lookedAheadTo)
  while (passing.size > 0 && !running.closed) {
    const page = await running.source.read(after, pageSize)
    if (page.log !== stuck.log) return
    for (const event of page.events.filter(({ type, seq }) => passing.has(type) && seq > after)) {
      const outcome = await deliver(running, event, { kind: 'ahead', settle: async () => {} })
      count(tally, outcome)
      if (outcome === 'waiting' || outcome === 'retrying') return
    }
    if (page.next <= after) return
    after = page.next
    running.lookedAheadTo = after
  }
}

/** The first reading of a source: fixes the log, and where in it this consumer starts. */
async function begin<Deps>(running: Running<Deps>): Promise<Position> {
  let page = await running.source.read(0, pageSize)
  let after = 0
  while (running.startAt === 'head' && page.next > after) {
    after = page.next
    page = await running.source.read(after, pageSize)
  }
  const at = { log: page.log, seq: after }
  return running.db.write((tx) => beginCursor(tx, running.key, at))
}

async function reconcile<Deps>(running: Running<Deps>): Promise<void> {
  const { log } = await running.source.read(0, 1)
  running.lookedAheadTo = 0
  await running.db.write((tx) => changeLog(tx, running.key, log))
}

async function replay<Deps>(
  running: Running<Deps>,
  about: TenantSubject,
): Promise<{ replayed: number; done: boolean }> {
  const { db, key } = running
  for (let replayed = 0; ; replayed += 1) {
    const event = await firstParked(db.reader, key, about)
    if (event === undefined) return { replayed, done: true }
    const settle = (tx: Tx) => unpark(tx, key, event.id)
    const outcome = await deliver(running, event, { kind: 'replay', settle })
    if (outcome !== 'applied' && outcome !== 'already') return { replayed, done: false }
  }
}

/** After a page of events that were not for us, the cursor has not moved by itself. */
async function moveIfBehind<Deps>(running: Running<Deps>, to: Position): Promise<void> {
  const cursor = await readCursor(running.db.reader, running.key)
  if (cursor !== undefined && cursor.seq >= to.seq) return
  await running.db.write((tx) => moveCursor(tx, running.key, to))
}

function inTurn(key: ConsumerKey, log: string, event: StoredEvent): Occasion {
  return { kind: 'inTurn', settle: (tx) => moveCursor(tx, key, { log, seq: event.seq }) }
}

function count(tally: Tally, outcome: Outcome): void {
  if (outcome === 'applied') tally.applied += 1
  if (outcome === 'parked') tally.parked += 1
}
