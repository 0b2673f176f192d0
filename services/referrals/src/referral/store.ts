import { type Action, demand } from '@waymark/auth'
import type { KnownBy } from '@waymark/contracts'
import { type Actor, notFound } from '@waymark/core'
import { expectOne, type Reader, type Tx } from '@waymark/db'
import { listPeopleOf, listWorkers } from '@waymark/relationships'
import { and, count, desc, eq, inArray, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { KeptAssignment } from '../assignment/rules.ts'
import { assignmentTable } from '../assignment/tables.ts'
import type { KeptReferral } from './rules.ts'
import { referralTable as table } from './tables.ts'

/** A referral of this tenant; null when there is none. Who may see it, is decided elsewhere. */
export async function findReferral(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<KeptReferral | null> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  return row === undefined ? null : toReferral(row)
}

/** Whether a referral of that id was sent here. */
export async function isReferred(reader: Reader, tenant: string, id: string): Promise<boolean> {
  return (await findReferral(reader, tenant, id)) !== null
}

/** A referral with how its reader knows the person: by the record, or by their own entry. */
export interface FollowedReferral {
  readonly referral: KeptReferral
  readonly about: KnownBy
}

/** The referral, for who works with the person now, or sent it by an entry of their own. */
export async function getReferralFor(
  reader: Reader,
  actor: Actor,
  action: Extract<Action, 'referral.read' | 'referral.change'>,
  id: string,
): Promise<FollowedReferral> {
  const { tenant } = actor
  const referral = await findReferral(reader, tenant, id)
  if (referral === null) throw notFound('referral')
  const worksWith = await listWorkers(reader, tenant, referral.personId)
  const isTyped = referral.entryId !== null
  const resource = { tenant, worksWith, ...(isTyped ? { owner: referral.createdBy } : {}) }
  demand(actor, action, resource, { what: 'referral', see: 'referral.read' })
  return { referral, about: aboutFor(referral, actor, worksWith) }
}

/** Who does not work with the person hears of their own entry alone. */
function aboutFor(
  { personId, entryId }: Pick<KeptReferral, 'personId' | 'entryId'>,
  actor: Actor,
  worksWith: readonly string[],
): KnownBy {
  const works = actor.kind === 'user' && worksWith.includes(actor.userId)
  return works || entryId === null ? { kind: 'person', personId } : { kind: 'entry', entryId }
}

/** As what somebody follows referrals. */
export interface FollowScope {
  readonly tenant: string
  readonly userId: string
  /** Whether their role works with people, and not only passes them on. */
  readonly asWorker: boolean
}

export interface FollowAsked {
  readonly state: 'open' | 'ended' | 'all'
  readonly personId?: string
  readonly now: string
  readonly offset: number
  readonly limit: number
}

export interface FollowedRow extends FollowedReferral {
  readonly latest: KeptAssignment
}

/** What the sender has to do comes first: a question, then a no or silence, then what is late. */
const urgency = (now: string) => sql`CASE
  WHEN ${table.state} <> 'open' THEN 5
  WHEN ${assignmentTable.state} = 'underReview' THEN 0
  WHEN ${assignmentTable.state} IN ('declined', 'expired', 'withdrawn', 'redirected') THEN 1
  WHEN ${assignmentTable.state} = 'requested' AND ${assignmentTable.answerBy} <= ${now} THEN 2
  WHEN ${assignmentTable.state} = 'requested' THEN 3
  ELSE 4 END`

/** Referrals of people the user works with now, and those they sent by an entry of their own. */
export async function listReferralsFor(
  reader: Reader,
  scope: FollowScope,
  asked: FollowAsked,
): Promise<{ readonly total: number; readonly contents: readonly FollowedRow[] }> {
  const { tenant } = scope
  const people = scope.asWorker ? await listPeopleOf(reader, scope) : []
  const where = and(
    eq(table.tenant, tenant),
    or(
      inArray(table.personId, people),
      and(eq(table.createdBy, scope.userId), isNotNull(table.entryId)),
    ),
    ...statesOf(asked.state),
    // Another's person is not asked about: whether they are known would be told.
    ...(asked.personId === undefined
      ? []
      : [eq(table.personId, asked.personId), inArray(table.personId, people)]),
  )
  const [counted] = await reader.select({ total: count() }).from(table).where(where)
  const rows = await reader
    .select({ referral: table, latest: assignmentTable })
    .from(table)
    .innerJoin(assignmentTable, eq(assignmentTable.id, table.latestAssignmentId))
    .where(where)
    .orderBy(urgency(asked.now), desc(table.createdAt), desc(table.id))
    .offset(asked.offset)
    .limit(asked.limit)
  const contents = rows.map(({ referral: row, latest: { tenant: _, ...latest } }) => {
    const referral = toReferral(row)
    const works = people.includes(referral.personId) ? [scope.userId] : []
    const actor = { kind: 'user' as const, tenant, userId: scope.userId, memberships: [] }
    return { referral, latest, about: aboutFor(referral, actor, works) }
  })
  return { total: counted?.total ?? 0, contents }
}

function statesOf(state: FollowAsked['state']): SQL[] {
  if (state === 'all') return []
  return state === 'open' ? [eq(table.state, 'open')] : [ne(table.state, 'open')]
}

/** The open referrals of a person that the user may follow: none of others is told of. */
export async function listOpenOf(
  reader: Reader,
  scope: FollowScope,
  personId: string,
): Promise<string[]> {
  const works = (await listWorkers(reader, scope.tenant, personId)).includes(scope.userId)
  const own = and(eq(table.createdBy, scope.userId), isNotNull(table.entryId))
  const rows = await reader
    .select({ id: table.id })
    .from(table)
    .where(
      and(
        eq(table.tenant, scope.tenant),
        eq(table.personId, personId),
        eq(table.state, 'open'),
        ...(works && scope.asWorker ? [] : [own]),
      ),
    )
  return rows.map(({ id }) => id)
}

/** A person's referrals, the newest first; all of them where nothing else is said. */
export async function listReferralsOf(
  reader: Reader,
  tenant: string,
  { personId, most = -1 }: { readonly personId: string; readonly most?: number },
): Promise<KeptReferral[]> {
  const rows = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.personId, personId)))
    .orderBy(desc(table.createdAt), desc(table.id))
    .limit(most)
  return rows.map(toReferral)
}

export async function insertReferral(
  tx: Tx,
  tenant: string,
  referral: KeptReferral,
): Promise<void> {
  await tx.insert(table).values({ ...referral, tenant })
}

/** Saves under the version that was read; a rival's save in between is a conflict. */
export async function saveReferral(tx: Tx, tenant: string, referral: KeptReferral): Promise<void> {
  const result = await tx
    .update(table)
    .set(referral)
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.id, referral.id),
        eq(table.version, referral.version - 1),
      ),
    )
  expectOne(result, 'referral')
}

/** What was sent for the one person was sent for the other. */
export async function moveReferrals(
  tx: Tx,
  tenant: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .update(table)
    .set({ personId: to })
    .where(and(eq(table.tenant, tenant), eq(table.personId, from)))
}

function toReferral({ tenant: _, ...referral }: typeof table.$inferSelect): KeptReferral {
  return referral
}
