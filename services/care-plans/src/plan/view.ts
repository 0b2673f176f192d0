import type { Goal, Plan } from '@waymark/contracts'
import type { Reader } from '@waymark/db'
import { isOf, type Line } from '../line/rules.ts'
import { listLines } from '../line/store.ts'
import { readLoop } from '../loop/read.ts'
import type { LoopOfGoal } from '../loop/rules.ts'
import type { KeptPlan } from './rules.ts'

/** The whole plan: its sections, its lines, and what came back to its goals. */
export async function viewPlan(reader: Reader, tenant: string, plan: KeptPlan): Promise<Plan> {
  const lines = await listLines(reader, tenant, plan.id)
  const goals = lines.filter(isOf('goal'))
  const actions = lines.filter(isOf('action'))
  const conversations = lines.filter(isOf('conversation'))
  const loop = await readLoop(reader, {
    tenant,
    personId: plan.personId,
    goalIds: goals.map(({ id }) => id),
    reviewedOn: conversations
      .filter(({ content }) => content.kind === 'review')
      .map(({ content }) => content.on),
  })
  const { createdBy: _, createdAt: __, ...told } = plan
  return {
    ...told,
    entries: lines.filter(isOf('entry')).map(flat),
    circle: lines.filter(isOf('member')).map(flat),
    conversations: conversations.map(flat),
    goals: goals.flatMap((line) => {
      const came = loop.goals.get(line.id)
      return came === undefined ? [] : viewGoal(line, actions, came)
    }),
    notLinked: [...loop.notLinked],
    stopped: [...loop.stopped],
  }
}

function viewGoal(line: Line<'goal'>, actions: readonly Line<'action'>[], came: LoopOfGoal): Goal {
  const steps = actions.filter(({ goalId }) => goalId === line.id)
  return {
    ...flat(line),
    planId: line.planId,
    ...came,
    actions: steps.map((step) => ({ ...flat(step), goalId: line.id })),
  }
}

function flat<L extends Line>({ id, by, at, version, content }: L) {
  // What a kind of line holds is L's own content: a union's spread would lose which.
  return { id, ...(content as L['content']), by, at, version }
}
