import { type Actor, actorKey } from '@waymark/core'
import { and, asc, desc, eq, gt } from 'drizzle-orm'
import {
  type AuditDetail,
  chainStart,
  detailHolds,
  macHolds,
  macOf,
  sealDetail,
} from './audit-chain.ts'
import { writeRecorded } from './recorded.ts'
import { audits } from './tables.ts'
import { type AuditKey, type Reader, recorderOf, type Tx } from './transaction.ts'

/** An act and what it was done to: `subject` is an id, never a name. */
export interface AuditEntry {
  readonly action: string
  readonly subject: string
  readonly detail?: AuditDetail
}

/** An entry that waits to be written: who did it, and when. */
export interface DatedAuditEntry extends AuditEntry {
  readonly actor: Actor
  readonly occurredAt: string
}

/** One tenant's record or person: ids alone never cross tenants. */
export interface TenantSubject {
  readonly tenant: string
  readonly subject: string
}

const pageSize = 1000

/** Writes down an act that has no event, in the same transaction as the act. */
export async function audit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  const { now, waiting } = recorderOf(tx)
  waiting.audits.push({ ...entry, actor, occurredAt: now().toISOString() })
}

/** Adds entries to their tenants' chains, in order. */
export async function appendAudit(tx: Tx, entries: readonly DatedAuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  const { auditKey } = recorderOf(tx)
  const heads = new Map<string, string>()
  const rows: (typeof audits.$inferInsert)[] = []
  for (const entry of entries) {
    const { tenant } = entry.actor
    const previous = heads.get(tenant) ?? (await auditHead(tx, tenant))
    const row = sealRow(entry, previous, auditKey)
    heads.set(tenant, row.mac)
    rows.push(row)
  }
  await tx.insert(audits).values(rows)
}

/** The code of a tenant's last row; publish it daily: a chain cannot miss its own cut-off end. */
export async function auditHead(reader: Reader, tenant: string): Promise<string> {
  const [last] = await reader
    .select({ mac: audits.mac })
    .from(audits)
    .where(eq(audits.tenant, tenant))
    .orderBy(desc(audits.seq))
    .limit(1)
  return last?.mac ?? chainStart
}

function sealRow(entry: DatedAuditEntry, previous: string, key: AuditKey) {
  const sealed = sealDetail(entry.detail)
  const facts = {
    tenant: entry.actor.tenant,
    previous,
    keyId: key.id,
    actor: actorKey(entry.actor),
    action: entry.action,
    subject: entry.subject,
    occurredAt: entry.occurredAt,
    digest: sealed.digest,
  }
  return { ...facts, ...sealed, mac: macOf(facts, key.secret) }
}

/**
 * Walks a tenant's chain. `brokenAt` is the sequence number of the first row that was changed,
 * moved or left without the one before it; null when the chain holds, erased details or not.
 */
export async function verifyAuditChain(
  reader: Reader,
  keys: readonly AuditKey[],
  tenant: string,
): Promise<{ rows: number; brokenAt: number | null }> {
  let previous = chainStart
  let after = 0
  for (let rows = 0; ; ) {
    const page = await pageOf(reader, tenant, after)
    for (const row of page) {
      rows += 1
      const holds = row.previous === previous && macHolds(row, row.mac, keys) && detailHolds(row)
      if (!holds) return { rows, brokenAt: row.seq }
      previous = row.mac
      after = row.seq
    }
    if (page.length < pageSize) return { rows, brokenAt: null }
  }
}

function pageOf(reader: Reader, tenant: string, after: number) {
  return reader
    .select()
    .from(audits)
    .where(and(eq(audits.tenant, tenant), gt(audits.seq, after)))
    .orderBy(asc(audits.seq))
    .limit(pageSize)
}

/** Clears the details about a subject, and their salts. Gives how many rows; the chain holds. */
export async function eraseAuditDetail(tx: Tx, about: TenantSubject): Promise<number> {
  await writeRecorded(tx)
  const result = await tx
    .update(audits)
    .set({ detail: null, salt: null })
    .where(and(eq(audits.tenant, about.tenant), eq(audits.subject, about.subject)))
  return result.rowsAffected
}
