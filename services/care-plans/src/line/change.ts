import type { GoalState, Plan } from '@waymark/contracts'
import { type Actor, londonDay, stale } from '@waymark/core'
import type { OnceKey } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { readPlan } from '../plan/read.ts'
import { changed, demandRunning, type KeptPlan, userOf } from '../plan/rules.ts'
import { getPlanFor } from '../plan/store.ts'
import { saveAndTell } from '../plan/touch.ts'
import { checkLine } from './rules.ts'
import { deleteLine, getLineFor, insertLine, type LineOfPlan, saveLine } from './store.ts'
import type { LineContent, LineKind } from './tables.ts'

interface NewLine<Kind extends LineKind> {
  /** The plan; or, for a step, the goal that it is towards. */
  readonly under: string
  readonly kind: Kind
  readonly content: LineContent[Kind]
}

/** Writes a line down. Throws `conflict` in a plan that has ended. */
export async function addLine<Kind extends LineKind>(
  deps: Deps,
  actor: Actor,
  { under, kind, content }: NewLine<Kind>,
  once?: OnceKey,
): Promise<Plan> {
  const { tenant, userId: by } = userOf(actor)
  const now = deps.now()
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    const goal = kind === 'action' ? await getLineFor(tx, actor, 'goal', under) : null
    const plan = goal?.plan ?? (await getPlanFor(tx, actor, 'plan.change', under))
    demandRunning(plan)
    checkLine(kind, content, londonDay(now))
    const goalId = goal?.line.id ?? null
    const written = { by, at: now.toISOString(), version: 1 }
    await insertLine(tx, tenant, {
      ...{ id: deps.newId(), planId: plan.id, kind, goalId, content, ...written },
    })
    await saveAndTell(tx, actor, changed(plan))
    return { id: plan.id }
  })
  return readPlan(deps, actor, id)
}

/** A line in the version that somebody read. */
export interface ReadLine<Kind extends LineKind> {
  readonly id: string
  readonly kind: Kind
  readonly version: number
}

/** Changes what a line says. Who wrote it last, is on it. */
export async function editLine<Kind extends LineKind>(
  deps: Deps,
  actor: Actor,
  read: ReadLine<Kind>,
  change: (content: LineContent[Kind]) => LineContent[Kind],
): Promise<Plan> {
  const { tenant, userId: by } = userOf(actor)
  const now = deps.now()
  return changeLine(deps, actor, read, async (tx, { line }) => {
    const content = change(line.content)
    checkLine(read.kind, content, londonDay(now))
    const written = { by, at: line.at, version: line.version + 1 }
    await saveLine(tx, tenant, { ...line, content, ...written })
  })
}

/** Takes a line out of the plan. */
export async function removeLine<Kind extends LineKind>(
  deps: Deps,
  actor: Actor,
  read: ReadLine<Kind>,
): Promise<Plan> {
  return changeLine(deps, actor, read, (tx, { line }) => deleteLine(tx, actor.tenant, line))
}

/** Says whether a goal is worked on. Whether it was reached, only the person says. */
export function setGoalState(
  deps: Deps,
  actor: Actor,
  read: Omit<ReadLine<'goal'>, 'kind'>,
  state: GoalState,
): Promise<Plan> {
  return editLine(deps, actor, { ...read, kind: 'goal' }, (goal) => ({ ...goal, state }))
}

type Tx = Parameters<Parameters<Deps['db']['write']>[0]>[0]

async function changeLine<Kind extends LineKind>(
  deps: Deps,
  actor: Actor,
  { id, kind, version }: ReadLine<Kind>,
  change: (tx: Tx, found: LineOfPlan<Kind>) => Promise<void>,
): Promise<Plan> {
  const plan: KeptPlan = await deps.db.write(async (tx) => {
    const found = await getLineFor(tx, actor, kind, id)
    demandRunning(found.plan)
    if (found.line.version !== version) throw stale('line')
    await change(tx, found)
    await saveAndTell(tx, actor, changed(found.plan))
    return found.plan
  })
  return readPlan(deps, actor, plan.id)
}
