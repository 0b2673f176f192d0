import { decide } from '@waymark/auth'
import type { Register } from '@waymark/contracts'
import { type Actor, londonDay, notFound } from '@waymark/core'
import type { Reader } from '@waymark/db'
import { holds } from '../agreement/rules.ts'
import { listAgreements } from '../agreement/store.ts'
import { noteGroupRead } from '../assignment/read-for-group.ts'
import type { KeptAssignment } from '../assignment/rules.ts'
import { listAcceptedAt } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { hasEnded } from '../outcome/rules.ts'
import { listOutcomes } from '../outcome/store.ts'
import { finishDays } from './keep.ts'
import { type KeptAttendance, timesCame } from './rules.ts'
import { listAttendance } from './store.ts'

export interface RegisterAsked {
  readonly organisationId: string
  readonly listingId: string
  readonly on: string
}

/** Who is expected at an activity on a day, and who is ticked; noted as read about each. */
export async function readRegister(
  deps: Deps,
  actor: Actor,
  asked: RegisterAsked,
): Promise<Register> {
  demandGroup(actor, asked)
  const { reader } = deps.db
  const expected = await listExpected(deps, reader, actor.tenant, asked)
  for (const { assignment } of expected) await noteGroupRead(deps, actor, assignment)
  const { listingId, on } = asked
  const listingName = expected[0]?.assignment.listingName ?? ''
  const people = expected.flatMap(({ assignment, days }) => linesOf(assignment, days, on))
  const byName = (one: (typeof people)[number], other: (typeof people)[number]) =>
    `${one.firstName} ${one.familyName}`.localeCompare(`${other.firstName} ${other.familyName}`)
  return { listingId, listingName, on, people: people.sort(byName) }
}

/** Finishes a day’s register: its ticks are told from then on. */
export async function finishRegister(
  deps: Deps,
  actor: Actor,
  asked: RegisterAsked,
): Promise<Register> {
  demandGroup(actor, asked)
  await deps.db.write(async (tx) => {
    for (const { assignment } of await listExpected(deps, tx, actor.tenant, asked)) {
      await finishDays(tx, deps, actor, { assignment, only: asked.on })
    }
  })
  return readRegister(deps, actor, asked)
}

function demandGroup(actor: Actor, { organisationId }: RegisterAsked): void {
  const { tenant } = actor
  if (!decide(actor, 'assignment.report', { tenant, organisationId }).allowed) {
    throw notFound('group')
  }
}

interface Expected {
  readonly assignment: KeptAssignment
  readonly days: readonly KeptAttendance[]
}

/** Those the group said yes to, while they agree and it has not said that they stopped coming. */
async function listExpected(
  { now }: Pick<Deps, 'now'>,
  reader: Reader,
  tenant: string,
  asked: RegisterAsked,
): Promise<Expected[]> {
  const accepted = await listAcceptedAt(reader, tenant, asked)
  const ids = accepted.map(({ id }) => id)
  const [agreements, outcomes, attendance] = await Promise.all([
    listAgreements(reader, tenant, ids),
    listOutcomes(reader, tenant, ids),
    listAttendance(reader, tenant, ids),
  ])
  const { on } = asked
  return accepted.flatMap((assignment) => {
    const ofThis = (each: { readonly assignmentId: string }) => each.assignmentId === assignment.id
    const agreement = agreements.find(ofThis)
    if (agreement === undefined || !holds(agreement, now())) return []
    const days = attendance.filter(ofThis)
    const isTicked = days.some((day) => day.on === on)
    const isExpected =
      londonDay(new Date(assignment.sentAt)) <= on && !hasEnded(outcomes.filter(ofThis))
    return isTicked || isExpected ? { assignment, days } : []
  })
}

function linesOf(
  { id: assignmentId, shared }: KeptAssignment,
  days: readonly KeptAttendance[],
  on: string,
): Register['people'] {
  if (shared === null) return []
  const today = days.find((day) => day.on === on)
  const others = days.filter((day) => day.on !== on)
  return [
    {
      assignmentId,
      firstName: shared.before.firstName,
      familyName: shared.after.familyName,
      mark: today?.mark ?? null,
      finished: today !== undefined && today.finishedAt !== null,
      timesCameBefore: timesCame(others) ?? 0,
    },
  ]
}
