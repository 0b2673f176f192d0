import { and, desc, eq, like, ne, or } from 'drizzle-orm'
import type { TenantSubject } from './audit.ts'
import type { AuditDetail } from './audit-chain.ts'
import { audits } from './tables.ts'
import type { Reader } from './transaction.ts'

/** That somebody looked at what is kept about a subject. */
export interface NotedLook {
  readonly at: string
  /** The account of whoever looked; null: a link, or a service by itself. */
  readonly userId: string | null
  readonly action: string
  readonly detail: AuditDetail | null
}

const userPrefix = 'user:'

/** Who looked at what is kept about a subject, but for one user: reads alone, newest first. */
export async function listLooks(
  reader: Reader,
  { tenant, subject }: TenantSubject,
  { except, most }: { readonly except: string; readonly most: number },
): Promise<NotedLook[]> {
  const isRead = or(like(audits.action, '%.read'), like(audits.action, '%.listed'))
  const isOther = ne(audits.actor, `${userPrefix}${except}`)
  const rows = await reader
    .select()
    .from(audits)
    .where(and(eq(audits.tenant, tenant), eq(audits.subject, subject), isRead, isOther))
    .orderBy(desc(audits.occurredAt), desc(audits.seq))
    .limit(most)
  return rows.map(({ occurredAt: at, actor, action, detail }) => ({
    at,
    userId: actor.startsWith(userPrefix) ? actor.slice(userPrefix.length) : null,
    action,
    // Written by `sealDetail` alone, from this very type.
    detail: detail === null ? null : (JSON.parse(detail) as AuditDetail),
  }))
}
