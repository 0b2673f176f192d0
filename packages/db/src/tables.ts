import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** One row per fact about the database itself; `log` names its event log. */
export const meta = sqliteTable('meta', {
  name: text('name').primaryKey().notNull(),
  value: text('value').notNull(),
})

/** The event log and outbox. `seq` is commit order; erasure clears subject and payload. */
export const events = sqliteTable(
  'events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }).notNull(),
    id: text('id').notNull(),
    tenant: text('tenant').notNull(),
    type: text('type').notNull(),
    version: integer('version').notNull(),
    subject: text('subject'),
    payload: text('payload', { mode: 'json' }).$type<Record<string, unknown>>(),
    occurredAt: text('occurred_at').notNull(),
  },
  (table) => [
    uniqueIndex('events_id').on(table.id),
    index('events_tenant_subject').on(table.tenant, table.subject),
  ],
)

/** The events a consumer has applied. Never pruned: it is what makes a replayed log harmless. */
export const inbox = sqliteTable(
  'inbox',
  {
    consumer: text('consumer').notNull(),
    eventId: text('event_id').notNull(),
    appliedAt: text('applied_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.consumer, table.eventId] })],
)

/** How far a consumer has read, and in which log of its source. */
export const cursors = sqliteTable(
  'cursors',
  {
    consumer: text('consumer').notNull(),
    source: text('source').notNull(),
    log: text('log').notNull(),
    startedAfter: integer('started_after').notNull(),
    seq: integer('seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.consumer, table.source] })],
)

/** Starts counted before each run, so that an event that kills the process parks itself. */
export const eventStarts = sqliteTable(
  'event_starts',
  {
    consumer: text('consumer').notNull(),
    eventId: text('event_id').notNull(),
    starts: integer('starts').notNull(),
  },
  (table) => [primaryKey({ columns: [table.consumer, table.eventId] })],
)

/** Events put aside, and the later ones of the same subject waiting behind them. */
export const parkedEvents = sqliteTable(
  'parked_events',
  {
    consumer: text('consumer').notNull(),
    eventId: text('event_id').notNull(),
    source: text('source').notNull(),
    seq: integer('seq').notNull(),
    tenant: text('tenant').notNull(),
    subject: text('subject').notNull(),
    type: text('type').notNull(),
    event: text('event', { mode: 'json' }).notNull(),
    reason: text('reason').notNull(),
    parkedAt: text('parked_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.consumer, table.eventId] }),
    index('parked_events_subject').on(
      table.consumer,
      table.source,
      table.tenant,
      table.subject,
      table.seq,
    ),
  ],
)

/** Who did or read what. One chain per tenant: each row's `previous` is the `mac` before it. */
export const audits = sqliteTable(
  'audit',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }).notNull(),
    tenant: text('tenant').notNull(),
    previous: text('previous').notNull(),
    mac: text('mac').notNull(),
    keyId: text('key_id').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    occurredAt: text('occurred_at').notNull(),
    digest: text('digest').notNull(),
    salt: text('salt'),
    detail: text('detail'),
  },
  (table) => [
    uniqueIndex('audit_tenant_previous').on(table.tenant, table.previous),
    index('audit_tenant').on(table.tenant),
    index('audit_tenant_subject').on(table.tenant, table.subject),
  ],
)

/** Answers already given, by the caller's key: the record's id, never the answer itself. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    tenant: text('tenant').notNull(),
    actor: text('actor').notNull(),
    route: text('route').notNull(),
    key: text('key').notNull(),
    bodyHash: text('body_hash').notNull(),
    recordId: text('record_id').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.actor, table.route, table.key] }),
    index('idempotency_keys_created_at').on(table.createdAt),
  ],
)

/** The tables every database has, for comparing with the migrated file. */
export const commonTables = [
  meta,
  events,
  inbox,
  cursors,
  eventStarts,
  parkedEvents,
  audits,
  idempotencyKeys,
]
