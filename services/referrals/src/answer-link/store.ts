import type { Reader, Tx } from '@waymark/db'
import { and, count, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { AnswerLink } from './rules.ts'
import { answerLinkTable, answerSessionTable } from './tables.ts'

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
        eq(answerLinkTable.why, 'again'),
        gt(answerLinkTable.madeAt, since),
      ),
    )
  return row?.count ?? 0
}
