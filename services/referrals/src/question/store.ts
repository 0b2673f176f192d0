import { notFound } from '@waymark/core'
import { expectOne, type Reader, type Tx } from '@waymark/db'
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { questionTable as table } from './tables.ts'

export type KeptQuestion = Omit<typeof table.$inferSelect, 'tenant'>

/** A question of this tenant. */
export async function getQuestion(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<KeptQuestion> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  if (row === undefined) throw notFound('question')
  return row
}

/** What was asked about some assignments, the newest first. */
export async function listQuestions(
  reader: Reader,
  tenant: string,
  assignmentIds: readonly string[],
): Promise<KeptQuestion[]> {
  return reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), inArray(table.assignmentId, [...assignmentIds])))
    .orderBy(desc(table.askedAt), desc(table.id))
}

export async function insertQuestion(
  tx: Tx,
  tenant: string,
  asked: Pick<KeptQuestion, 'id' | 'assignmentId' | 'words' | 'askedAt'>,
): Promise<void> {
  const open = { answer: null, answeredBy: null, answeredAt: null }
  await tx.insert(table).values({ ...asked, ...open, tenant })
}

/** Keeps the answer to one that is open; a rival's answer in between is a conflict. */
export async function saveExplained(tx: Tx, tenant: string, question: KeptQuestion): Promise<void> {
  const { answer, answeredBy, answeredAt } = question
  const result = await tx
    .update(table)
    .set({ answer, answeredBy, answeredAt })
    .where(and(eq(table.tenant, tenant), eq(table.id, question.id), isNull(table.answeredAt)))
  expectOne(result, 'question')
}
