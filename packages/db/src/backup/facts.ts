import { pathToFileURL } from 'node:url'
import { type Client, createClient } from '@libsql/client'
import { unavailable } from '@waymark/core'
import { sql } from 'drizzle-orm'
import { auditHead, verifyAuditChain } from '../audit.ts'
import { readLogId } from '../events.ts'
import { createReader } from '../reader.ts'
import { audits, cursors, events } from '../tables.ts'
import type { AuditKey, Reader } from '../transaction.ts'

/** How far a consumer had read in a source's log. */
export interface CursorFacts {
  readonly consumer: string
  readonly source: string
  readonly log: string
  readonly seq: number
}

/** Where a tenant's audit chain ends, and how many rows it has. */
export interface AuditFacts {
  readonly tenant: string
  readonly head: string
  readonly rows: number
}

/** What a copy of a database is known by. */
export interface DatabaseFacts {
  readonly log: string
  /** The highest number an event of this log ever had. */
  readonly head: number
  readonly cursors: readonly CursorFacts[]
  readonly audit: readonly AuditFacts[]
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>
}

/**
 * Reads and verifies a copy that nobody writes to. `name` is what it is called when something is
 * wrong with it. Throws `unavailable` for a damaged file and for an audit chain that does not hold.
 */
export async function readFacts(
  path: string,
  name: string,
  keys: readonly AuditKey[],
): Promise<DatabaseFacts> {
  const client = createClient({ url: pathToFileURL(path).href, concurrency: 1, timeout: 5_000 })
  try {
    await demandWhole(client, name)
    const reader = createReader(client)
    return {
      log: await readLogId(reader),
      head: await highestNumber(client, reader),
      cursors: await listCursors(reader),
      audit: await verifyAudit(reader, name, keys),
      rows: await countRows(client),
    }
  } finally {
    client.close()
  }
}

async function demandWhole(client: Client, name: string): Promise<void> {
  const found = await client.execute('pragma integrity_check').catch((error: unknown) => {
    throw damaged(name, error)
  })
  if (found.rows.length !== 1 || found.rows[0]?.integrity_check !== 'ok') throw damaged(name)
}

function damaged(name: string, cause?: unknown): Error {
  return unavailable(`The copy of ${name} is damaged. Use another backup.`, cause)
}

/** Also where the last event's row is not the last number that was given. */
async function highestNumber(client: Client, reader: Reader): Promise<number> {
  const [newest] = await reader.select({ seq: sql<number>`coalesce(max(seq), 0)` }).from(events)
  const { rows } = await client.execute("select seq from sqlite_sequence where name = 'events'")
  return Math.max(Number(newest?.seq ?? 0), Number(rows[0]?.seq ?? 0))
}

async function listCursors(reader: Reader): Promise<CursorFacts[]> {
  const { consumer, source, log, seq } = cursors
  return reader.select({ consumer, source, log, seq }).from(cursors).orderBy(consumer, source)
}

async function verifyAudit(
  reader: Reader,
  name: string,
  keys: readonly AuditKey[],
): Promise<AuditFacts[]> {
  const found = await reader
    .selectDistinct({ tenant: audits.tenant })
    .from(audits)
    .orderBy(audits.tenant)
  const facts: AuditFacts[] = []
  for (const { tenant } of found) {
    const { rows, brokenAt } = await verifyAuditChain(reader, keys, tenant)
    if (brokenAt !== null) {
      throw unavailable(
        `The audit trail of ${name} does not hold from row ${brokenAt} on. Either it was ` +
          'changed, or the audit-key in SECRETS_DIR is not the one it was written with.',
      )
    }
    facts.push({ tenant, head: await auditHead(reader, tenant), rows })
  }
  return facts
}

async function countRows(client: Client): Promise<Record<string, number>> {
  const tables = await client.execute(
    `select name from sqlite_master
     where type = 'table' and name not like 'sqlite_%' order by name`,
  )
  const counted: Record<string, number> = {}
  for (const { name } of tables.rows) {
    const table = String(name)
    const quoted = `"${table.replaceAll('"', '""')}"`
    const { rows } = await client.execute(`select count(*) as count from ${quoted}`)
    counted[table] = Number(rows[0]?.count)
  }
  return counted
}
