import { expectOne, type Reader, type Tx } from '@waymark/db'
import { and, count, desc, eq, gt, inArray, isNull, lt, ne, notInArray } from 'drizzle-orm'
import { assignmentTable } from '../assignment/tables.ts'
import type { AnswerCode, AnswerLink, AnswerSession } from './rules.ts'
import { answerCodeTable, answerLinkTable, answerSessionTable } from './tables.ts'

/** A link of this tenant; null when there is none. */
export async function findLink(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<AnswerLink | null> {
  const [row] = await reader
    .select()
    .from(answerLinkTable)
    .where(and(eq(answerLinkTable.tenant, tenant), eq(answerLinkTable.id, id)))
  return row === undefined ? null : toLink(row)
}

/** The link to an assignment that was made last; null when none was. */
export async function findNewestLink(
  reader: Reader,
  tenant: string,
  assignmentId: string,
): Promise<AnswerLink | null> {
  const [row] = await reader
    .select()
    .from(answerLinkTable)
    .where(and(eq(answerLinkTable.tenant, tenant), eq(answerLinkTable.assignmentId, assignmentId)))
    .orderBy(desc(answerLinkTable.madeAt), desc(answerLinkTable.id))
    .limit(1)
  return row === undefined ? null : toLink(row)
}

function toLink({ tenant: _, ...link }: typeof answerLinkTable.$inferSelect): AnswerLink {
  return link
}

/** Keeps a new link; earlier ones to the same assignment end with it. */
export async function replaceLink(tx: Tx, tenant: string, link: AnswerLink): Promise<void> {
  await revokeLinks(tx, { tenant, assignmentId: link.assignmentId, at: link.madeAt })
  await tx.insert(answerLinkTable).values({ ...link, tenant })
}

interface EndedLinks {
  readonly tenant: string
  readonly assignmentId: string
  readonly at: string
}

/** Ends every link to an assignment. */
export async function revokeLinks(tx: Tx, { tenant, assignmentId, at }: EndedLinks): Promise<void> {
  await tx
    .update(answerLinkTable)
    .set({ revokedAt: at })
    .where(
      and(
        eq(answerLinkTable.tenant, tenant),
        eq(answerLinkTable.assignmentId, assignmentId),
        isNull(answerLinkTable.revokedAt),
      ),
    )
}

/** Ends every session that a link to an assignment ever started. */
export async function endSessions(tx: Tx, { tenant, assignmentId, at }: EndedLinks): Promise<void> {
  const links = tx
    .select({ id: answerLinkTable.id })
    .from(answerLinkTable)
    .where(and(eq(answerLinkTable.tenant, tenant), eq(answerLinkTable.assignmentId, assignmentId)))
  await tx
    .update(answerSessionTable)
    .set({ expiresAt: at })
    .where(
      and(
        eq(answerSessionTable.tenant, tenant),
        inArray(answerSessionTable.linkId, links),
        gt(answerSessionTable.expiresAt, at),
      ),
    )
}

/** Ends every link, session and code there is, of every tenant. */
export async function endEverything(tx: Tx, at: string): Promise<void> {
  await tx.update(answerLinkTable).set({ revokedAt: at }).where(isNull(answerLinkTable.revokedAt))
  await tx
    .update(answerSessionTable)
    .set({ expiresAt: at })
    .where(gt(answerSessionTable.expiresAt, at))
  await tx.update(answerCodeTable).set({ endedAt: at }).where(isNull(answerCodeTable.endedAt))
}

/** How many links were sent again, about one assignment, since an instant. */
export async function countAgain(
  reader: Reader,
  tenant: string,
  { assignmentId, since }: { readonly assignmentId: string; readonly since: string },
): Promise<number> {
  const [row] = await reader
    .select({ count: count() })
    .from(answerLinkTable)
    .where(
      and(
        eq(answerLinkTable.tenant, tenant),
        eq(answerLinkTable.assignmentId, assignmentId),
        inArray(answerLinkTable.why, ['again', 'whatHappened']),
        gt(answerLinkTable.madeAt, since),
      ),
    )
  return row?.count ?? 0
}

interface OtherAddress {
  readonly tenant: string
  readonly organisationId: string
  /** The address on file now; null: none, and every link goes elsewhere. */
  readonly email: string | null
  readonly at: string
}

/** Ends every link of a group that went to another address than the one on file. */
export async function revokeElsewhere(
  tx: Tx,
  { tenant, organisationId, email, at }: OtherAddress,
): Promise<void> {
  const theirs = tx
    .select({ id: assignmentTable.id })
    .from(assignmentTable)
    .where(
      and(eq(assignmentTable.tenant, tenant), eq(assignmentTable.organisationId, organisationId)),
    )
  await tx
    .update(answerLinkTable)
    .set({ revokedAt: at })
    .where(
      and(
        eq(answerLinkTable.tenant, tenant),
        inArray(answerLinkTable.assignmentId, theirs),
        isNull(answerLinkTable.revokedAt),
        ...(email === null ? [] : [ne(answerLinkTable.email, email)]),
      ),
    )
}

export async function insertSession(tx: Tx, tenant: string, session: AnswerSession): Promise<void> {
  await tx.insert(answerSessionTable).values({ ...session, tenant })
}

/** A session of this very link; null when it started none of that id. */
export async function findSession(
  reader: Reader,
  tenant: string,
  { id, linkId }: Pick<AnswerSession, 'id' | 'linkId'>,
): Promise<AnswerSession | null> {
  const table = answerSessionTable
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id), eq(table.linkId, linkId)))
  if (row === undefined) return null
  const { tenant: _, ...session } = row
  return session
}

/** The mailbox's code was typed in. */
export async function saveProved(
  tx: Tx,
  tenant: string,
  { id, provedAt }: { readonly id: string; readonly provedAt: string },
): Promise<void> {
  const result = await tx
    .update(answerSessionTable)
    .set({ provedAt })
    .where(and(eq(answerSessionTable.tenant, tenant), eq(answerSessionTable.id, id)))
  expectOne(result, 'session')
}

/** Keeps a new code; earlier ones of its session end with it. */
export async function replaceCode(tx: Tx, tenant: string, code: AnswerCode): Promise<void> {
  const table = answerCodeTable
  await tx
    .update(table)
    .set({ endedAt: code.askedAt })
    .where(
      and(eq(table.tenant, tenant), eq(table.sessionId, code.sessionId), isNull(table.endedAt)),
    )
  await tx.insert(table).values({ ...code, tenant })
}

/** A code of this tenant; null when there is none. */
export async function findCode(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<AnswerCode | null> {
  const table = answerCodeTable
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  return row === undefined ? null : toCode(row)
}

/** The code that a session asked for last; null when it asked for none. */
export async function findNewestCode(
  reader: Reader,
  tenant: string,
  sessionId: string,
): Promise<AnswerCode | null> {
  const table = answerCodeTable
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.sessionId, sessionId)))
    .orderBy(desc(table.askedAt), desc(table.id))
    .limit(1)
  return row === undefined ? null : toCode(row)
}

/** How many codes were asked for, about one assignment, since an instant. */
export async function countCodes(
  reader: Reader,
  tenant: string,
  { assignmentId, since }: { readonly assignmentId: string; readonly since: string },
): Promise<number> {
  const table = answerCodeTable
  const [row] = await reader
    .select({ count: count() })
    .from(table)
    .where(
      and(eq(table.tenant, tenant), eq(table.assignmentId, assignmentId), gt(table.askedAt, since)),
    )
  return row?.count ?? 0
}

export async function saveCode(tx: Tx, tenant: string, code: AnswerCode): Promise<void> {
  const table = answerCodeTable
  const result = await tx
    .update(table)
    .set(code)
    .where(and(eq(table.tenant, tenant), eq(table.id, code.id)))
  expectOne(result, 'code')
}

/** Removes codes and sessions that ended before an instant, of every tenant. Gives how many. */
export async function sweepEnded(tx: Tx, before: string): Promise<number> {
  const codes = await tx.delete(answerCodeTable).where(lt(answerCodeTable.expiresAt, before))
  const inUse = tx.select({ id: answerCodeTable.sessionId }).from(answerCodeTable)
  const sessions = await tx
    .delete(answerSessionTable)
    .where(and(lt(answerSessionTable.expiresAt, before), notInArray(answerSessionTable.id, inUse)))
  return codes.rowsAffected + sessions.rowsAffected
}

function toCode({ tenant: _, ...code }: typeof answerCodeTable.$inferSelect): AnswerCode {
  return code
}
