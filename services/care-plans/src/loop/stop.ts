import { decide } from '@waymark/auth'
import { carePlansEvents, type NoteChoice, type Plan } from '@waymark/contracts'
import { type Actor, conflict, notFound } from '@waymark/core'
import { audit, record, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { readPlan } from '../plan/read.ts'
import { changed, userOf } from '../plan/rules.ts'
import { getPlanFor } from '../plan/store.ts'
import { saveAndTell } from '../plan/touch.ts'
import { findPart, listStopped, removeNotes, saveChoice } from './store.ts'

/** Whether the end of sharing of every one of these was heard here. */
export async function hasHeardStop(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  assignmentIds: readonly string[],
): Promise<{ heard: boolean }> {
  const { tenant } = actor
  if (!decide(actor, 'plan.hasHeardStop', { tenant }).allowed) throw notFound('stop')
  const heard = new Set(await listStopped(db.reader, tenant, assignmentIds))
  return { heard: assignmentIds.every((id) => heard.has(id)) }
}

interface Chosen {
  readonly assignmentId: string
  readonly choice: NoteChoice
  readonly by: string
}

/** Keeps what was chosen, and tells what was removed: no restored backup brings it back. */
export async function keepOrRemove(
  tx: Tx,
  { now }: Pick<Deps, 'now'>,
  actor: Actor,
  chosen: Chosen,
): Promise<void> {
  const { tenant } = actor
  const { assignmentId, choice } = chosen
  await saveChoice(tx, { ...chosen, tenant, at: now().toISOString() })
  if (choice === 'keep') return
  await removeNotes(tx, { tenant, assignmentId }, { answers: choice === 'removeAll' })
  await record(tx, actor, carePlansEvents.notesRemoved, { ...chosen })
}

interface Choosing {
  readonly id: string
  readonly assignmentId: string
  readonly choice: NoteChoice
}

/** Keeps or removes what a group wrote, once sharing with it has stopped. Removed is gone. */
export async function chooseNotes(
  deps: Deps,
  actor: Actor,
  { id, assignmentId, choice }: Choosing,
): Promise<Plan> {
  const { tenant, userId: by } = userOf(actor)
  await deps.db.write(async (tx) => {
    const plan = await getPlanFor(tx, actor, 'plan.change', id)
    const part = await findPart(tx, tenant, assignmentId)
    if (part?.personId !== plan.personId) throw notFound('group')
    if ((await listStopped(tx, tenant, [assignmentId])).length === 0) {
      throw conflict('They still share with this group. Stop that first.')
    }
    await keepOrRemove(tx, deps, actor, { assignmentId, choice, by })
    await audit(tx, actor, { action: 'notes.chosen', subject: plan.personId, detail: { choice } })
    await saveAndTell(tx, actor, changed(plan))
  })
  return readPlan(deps, actor, id)
}
