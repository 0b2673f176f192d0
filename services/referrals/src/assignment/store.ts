import { type Action, demand } from '@waymark/auth'
import { type Actor, conflict, notFound } from '@waymark/core'
import { expectOne, isUniqueViolation, type Reader, type Tx } from '@waymark/db'
import { and, count, desc, eq, inArray, sql } from 'drizzle-orm'
import type { KeptAssignment } from './rules.ts'
import { assignmentTable as table } from './tables.ts'

/** A group's part of this tenant; null when there is none. Who may see it, is decided elsewhere. */
export async function findAssignment(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<KeptAssignment | null> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  return row === undefined ? null : toAssignment(row)
}

/** A group's part, for the group itself; one that is not its own does not exist for it. */
export async function getAssignmentFor(
  reader: Reader,
  actor: Actor,
  action: Extract<Action, `assignment.${string}`>,
  id: string,
): Promise<KeptAssignment> {
  const found = await findAssignment(reader, actor.tenant, id)
  if (found === null) throw notFound('referral')
  const resource = { tenant: actor.tenant, id, organisationId: found.organisationId }
  demand(actor, action, resource, { what: 'referral', see: 'assignment.read' })
  return found
}

/** Every group's part in a referral, the newest first. */
export async function listAssignments(
  reader: Reader,
  tenant: string,
  referralId: string,
): Promise<KeptAssignment[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.referralId, referralId)))
    .orderBy(desc(table.sentAt), desc(table.id))
  return rows.map(toAssignment)
}

const waitsFirst = sql`CASE WHEN ${table.state} IN ('requested', 'underReview') THEN 0 ELSE 1 END`
/** Of those that wait the oldest first, of the others the newest. */
const longestWaiting = sql`CASE WHEN ${table.state} IN ('requested', 'underReview')
  THEN ${table.sentAt} END`

interface GroupScope {
  readonly tenant: string
  readonly organisationId: string
  readonly offset: number
  readonly limit: number
}

/** What was sent to a group, what waits for it first. Who may, has been decided. */
export async function listForOrganisation(
  reader: Reader,
  { tenant, organisationId, offset, limit }: GroupScope,
): Promise<{ readonly total: number; readonly contents: readonly KeptAssignment[] }> {
  const where = and(eq(table.tenant, tenant), eq(table.organisationId, organisationId))
  const [counted] = await reader.select({ total: count() }).from(table).where(where)
  const rows = await reader
    .select()
    .from(table)
    .where(where)
    .orderBy(waitsFirst, longestWaiting, desc(table.sentAt), desc(table.id))
    .offset(offset)
    .limit(limit)
  return { total: counted?.total ?? 0, contents: rows.map(toAssignment) }
}

/** Throws `conflict` while another group has a running part in the same referral. */
export async function insertAssignment(
  tx: Tx,
  tenant: string,
  assignment: KeptAssignment,
): Promise<void> {
  try {
    await tx.insert(table).values({ ...assignment, tenant })
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict('Another group has this referral already.')
    throw error
  }
}

/** Whom a group said yes to for one of its listings. Who may ask, has been decided. */
export async function listAcceptedAt(
  reader: Reader,
  tenant: string,
  { organisationId, listingId }: Pick<KeptAssignment, 'organisationId' | 'listingId'>,
): Promise<KeptAssignment[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.organisationId, organisationId),
        eq(table.listingId, listingId),
        eq(table.state, 'accepted'),
      ),
    )
  return rows.map(toAssignment)
}

/** Saves under the version that was read; a rival's save in between is a conflict. */
export async function saveAssignment(
  tx: Tx,
  tenant: string,
  assignment: KeptAssignment,
): Promise<void> {
  const result = await tx
    .update(table)
    .set(assignment)
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.id, assignment.id),
        eq(table.version, assignment.version - 1),
      ),
    )
  expectOne(result, 'referral')
}

/** Whether one of the referrals has a running part of a listing. */
export async function isRunningAt(
  reader: Reader,
  tenant: string,
  { referralIds, listingId }: { readonly referralIds: readonly string[]; listingId: string },
): Promise<boolean> {
  if (referralIds.length === 0) return false
  const [found] = await reader
    .select({ id: table.id })
    .from(table)
    .where(
      and(
        eq(table.tenant, tenant),
        inArray(table.referralId, [...referralIds]),
        eq(table.listingId, listingId),
        inArray(table.state, ['requested', 'underReview', 'accepted']),
      ),
    )
    .limit(1)
  return found !== undefined
}

function toAssignment({ tenant: _, ...assignment }: typeof table.$inferSelect): KeptAssignment {
  return assignment
}
