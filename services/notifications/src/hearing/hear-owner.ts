import { type Consumer, createConsumer, type EventSource, type Handler } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { findSince, saveSince } from './store.ts'

interface HearOptions {
  readonly deps: Pick<Deps, 'db' | 'now' | 'log'>
  readonly tenant: string
  readonly handlers: readonly Handler[]
  eventsOf(types: readonly string[]): EventSource
}

/** The owner's clock may be behind ours by so much. */
const clocksDifferByMs = 60_000

/**
 * Hears an owner from now on: a service that is new here does not write to people about the past.
 * Now is the head of its log. An owner that is away cannot say where that is: then the moment is
 * written down, and once it answers everything told since is heard.
 */
export async function hearOwner(options: HearOptions): Promise<Consumer> {
  const { deps, tenant, handlers } = options
  const { db, now, log } = deps
  const openedAt = now()
  const source = options.eventsOf(handlers.map(({ event }) => event.type))
  const listened = { tenant, source: source.service }
  const given = { db, handlers, deps, log, name: 'notifications' }
  const toldFrom = (since: string) =>
    createConsumer({ ...given, source: toldSince(source, since), startAt: 'beginning' })
  const known = await findSince(db.reader, listened)
  const consumer =
    known === undefined ? createConsumer({ ...given, source, startAt: 'head' }) : toldFrom(known)
  await consumer.drain()
  if (known !== undefined || (await consumer.position()) !== null) return consumer
  const moment = new Date(openedAt.getTime() - clocksDifferByMs)
  return toldFrom(await db.write((tx) => saveSince(tx, listened, moment)))
}

/** What was told before is passed by. ISO instants in UTC sort as they follow each other. */
function toldSince({ service, read }: EventSource, since: string): EventSource {
  return {
    service,
    async read(after, limit) {
      const page = await read(after, limit)
      return { ...page, events: page.events.filter(({ occurredAt }) => occurredAt >= since) }
    },
  }
}
