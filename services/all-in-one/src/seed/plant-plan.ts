import {
  addLine,
  answerSuggestion,
  createPlan,
  findPlan,
  type LineContent,
  type LineKind,
  linkReferral,
  rateGoal,
  setPlanPart,
  setPlanState,
} from '@waymark/care-plans'
import type { Plan, PlanPart } from '@waymark/contracts'
import { AppError, addDays, londonDay } from '@waymark/core'
import { linkAccount } from '@waymark/people'
import { type Bed, dayBefore, userOf } from './plant.ts'
import type { DemoGoal, DemoPlan } from './records.ts'
import { seedId, seedIds } from './seed-ids.ts'

/** A plan being planted: what is there already is looked up before each step. */
interface Planting {
  readonly bed: Bed
  readonly demo: DemoPlan
  readonly key: string
}

/** Writes a plan of the demo, and what the person answered to what groups said. */
export async function plantPlan(bed: Bed, demo: DemoPlan): Promise<void> {
  const { tenant } = bed.actor
  const planting: Planting = { bed, demo, key: `${tenant} plan ${demo.person}` }
  await hearAll(bed)
  await link(planting)
  await hearAll(bed)
  await begin(planting)
  await writeLines(planting)
  await writeParts(planting)
  for (const goal of demo.goals) await plantGoal(planting, goal)
  await hearAll(bed)
  for (const goal of demo.goals) await answer(planting, goal)
}

const tries = 20

/** Care-plans learns from the others' events who works with whom, and what happened. */
async function hearAll({ ground }: Bed): Promise<void> {
  for (let tried = 0; tried < tries; tried += 1) {
    if (await ground.carePlans.hear()) return
  }
  throw new AppError('unavailable', 'Care-plans did not hear the other services. Start again.')
}

/** Lets them read their own record. Linked again, nothing is different. */
async function link({ bed, demo }: Planting): Promise<void> {
  const { userId } = userOf(bed, demo.account)
  const deps = { ...bed.ground.people, now: () => bed.startedAt }
  await linkAccount(deps, bed.actor, personIdOf(bed, demo), userId)
}

async function begin({ bed, demo, key }: Planting): Promise<void> {
  if ((await planOf({ bed, demo, key })) !== null) return
  const deps = { ...depsOn(bed, demo.begunDaysAgo), newId: seedIds(key) }
  await createPlan(deps, userOf(bed, demo.worker), personIdOf(bed, demo))
}

async function writeLines(planting: Planting): Promise<void> {
  const { bed, demo, key } = planting
  for (const [index, content] of demo.entries.entries()) {
    await write(planting, { key: `${key} entry ${index}`, kind: 'entry', content })
  }
  for (const [index, content] of demo.circle.entries()) {
    await write(planting, { key: `${key} circle ${index}`, kind: 'member', content })
  }
  const day = dayOf(bed, demo.begunDaysAgo)
  const talk = { kind: 'initial', way: 'inPerson', personTookPart: true, whyNot: null } as const
  const content = { ...talk, on: day, preparationOffered: true }
  await write(planting, { key: `${key} conversation`, kind: 'conversation', content })
}

/** What is written under the plan, or a step under its goal. */
interface Keyed<Kind extends LineKind> {
  readonly key: string
  readonly kind: Kind
  readonly content: LineContent[Kind]
  readonly under?: string
  /** Left out: on the day the plan was begun. */
  readonly daysAgo?: number
}

async function write<Kind extends LineKind>(planting: Planting, line: Keyed<Kind>): Promise<void> {
  const { bed, demo } = planting
  const { key, kind, content } = line
  const plan = await demandPlan(planting)
  if (idsIn(plan).has(seedId(key))) return
  const daysAgo = line.daysAgo ?? demo.begunDaysAgo
  const deps = { ...depsOn(bed, daysAgo), newId: seedIds(key) }
  await addLine(deps, userOf(bed, demo.worker), { under: line.under ?? plan.id, kind, content })
}

function idsIn({ entries, circle, conversations, goals }: Plan): ReadonlySet<string> {
  const steps = goals.flatMap(({ actions }) => actions)
  return new Set([...entries, ...circle, ...conversations, ...goals, ...steps].map(({ id }) => id))
}

async function writeParts(planting: Planting): Promise<void> {
  const { bed, demo } = planting
  const { worker, review, begunDaysAgo } = demo
  const on = dayOf(bed, begunDaysAgo)
  const reviewer = { reviewerName: nameOf(bed, worker), reviewerId: userOf(bed, worker).userId }
  const due = { on: dayOf(bed, -review.inDays), inBetween: review.inBetween }
  await writePart(planting, 'decisions', { decisionMaker: 'person', evidence: null, until: null })
  await writePart(planting, 'agreement', { how: 'inPerson', on })
  await writePart(planting, 'review', { ...due, ...reviewer })
  await writePart(planting, 'copy', { format: 'largePrint', on })
  const { id, version, state } = await demandPlan(planting)
  if (state !== 'draft') return
  const deps = depsOn(bed, begunDaysAgo)
  await setPlanState(deps, userOf(bed, worker), { id, version }, 'active')
}

type Part = 'decisions' | 'agreement' | 'review' | 'copy'
type PartOf<Name extends Part> = Omit<Extract<PlanPart, { part: Name }>, 'part'>

async function writePart<Name extends Part>(
  planting: Planting,
  part: Name,
  given: PartOf<Name>,
): Promise<void> {
  const { bed, demo } = planting
  const { id, version, [part]: found } = await demandPlan(planting)
  if (found !== null) return
  // Each name comes with the fields of its own part: the parameter says so.
  const content = { part, ...given } as unknown as PlanPart
  const deps = depsOn(bed, demo.begunDaysAgo)
  await setPlanPart(deps, userOf(bed, demo.worker), { id, version }, content)
}

async function plantGoal(planting: Planting, goal: DemoGoal): Promise<void> {
  const { bed, demo } = planting
  const key = goalKey(planting, goal)
  const { agreedDaysAgo: daysAgo } = goal
  const agreedOn = dayOf(bed, daysAgo)
  const content = { ...goal.details, agreedOn, state: 'agreed' } as const
  await write(planting, { key, kind: 'goal', content, daysAgo })
  for (const [index, step] of goal.actions.entries()) {
    const stepKey = `${key} step ${index}`
    await write(planting, {
      key: stepKey,
      kind: 'action',
      content: step,
      under: seedId(key),
      daysAgo,
    })
  }
  const deps = depsOn(bed, daysAgo)
  const worker = userOf(bed, demo.worker)
  const id = seedId(key)
  const { own, referrals } = await goalIn(planting, goal)
  if (own === null) {
    const told = { how: 'inPerson', on: agreedOn } as const
    const rating = { score: goal.atFirst, by: 'person', words: null, told } as const
    await rateGoal(deps, worker, { id, rating })
  }
  const referralId = seedId(`${bed.actor.tenant} referral ${goal.referral}`)
  if (referrals.some((linked) => linked.referralId === referralId)) return
  await linkReferral(deps, worker, { id, referralId })
}

async function answer(planting: Planting, goal: DemoGoal): Promise<void> {
  const { bed, demo } = planting
  if (goal.answer === null) return
  const [said] = (await goalIn(planting, goal)).suggestions
  if (said === undefined || said.outcome === null || said.confirmations.length > 0) return
  const { daysAgo, ...given } = goal.answer
  const person = userOf(bed, demo.account)
  const { id, outcome } = said
  const answered = { ...given, revision: outcome.revision }
  await answerSuggestion(depsOn(bed, daysAgo), person, { id, answer: answered })
}

async function goalIn(planting: Planting, goal: DemoGoal): Promise<Plan['goals'][number]> {
  const id = seedId(goalKey(planting, goal))
  const found = (await demandPlan(planting)).goals.find((each) => each.id === id)
  if (found === undefined) throw new Error(`The demo has no goal ${goal.key}.`)
  return found
}

async function planOf({ bed, demo }: Planting): Promise<Plan | null> {
  const worker = userOf(bed, demo.worker)
  return (await findPlan(bed.ground.carePlans, worker, personIdOf(bed, demo))).plan
}

async function demandPlan(planting: Planting): Promise<Plan> {
  const plan = await planOf(planting)
  if (plan === null) throw new Error(`The demo has no plan of ${planting.demo.person}.`)
  return plan
}

function goalKey({ key }: Planting, goal: DemoGoal): string {
  return `${key} goal ${goal.key}`
}

function personIdOf({ actor }: Bed, { person }: DemoPlan): string {
  return seedId(`${actor.tenant} person ${person}`)
}

function nameOf({ accounts }: Bed, key: string): string {
  return accounts.find((account) => account.key === key)?.name ?? ''
}

function depsOn(bed: Bed, daysAgo: number): Bed['ground']['carePlans'] {
  return { ...bed.ground.carePlans, now: () => dayBefore(bed, daysAgo) }
}

function dayOf(bed: Bed, daysAgo: number): string {
  return addDays(londonDay(bed.startedAt), -daysAgo)
}
