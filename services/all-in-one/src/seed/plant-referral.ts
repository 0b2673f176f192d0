import { type Assignment, agreementWording, type KnownBy } from '@waymark/contracts'
import { addDays, isAppError, londonDay, type UserActor } from '@waymark/core'
import {
  answerForGroup,
  askNext,
  closeReferral,
  createReferral,
  finishRegister,
  fireDue,
  isReferred,
  listMailed,
  markForGroup,
  readReferral,
  readRegister,
  recordAnswer,
  reportForGroup,
  stopSharing,
  takeAnswerLinkNotice,
} from '@waymark/referrals'
import { type Bed, dayBefore, userOf } from './plant.ts'
import type { DemoReferral, DemoStep } from './records.ts'
import { seedId, seedIds } from './seed-ids.ts'

/** Sends a referral of the demo, and takes it as far as it has come. */
export async function plantReferral(bed: Bed, demo: DemoReferral): Promise<void> {
  const { actor, ground } = bed
  const key = `${actor.tenant} referral ${demo.key}`
  if (!(await isReferred(ground.referrals.db.reader, actor.tenant, seedId(key)))) {
    await send(bed, demo, key)
  }
  let assignmentId = seedId(`${key} 1`)
  await unlessTaken(() => mail(bed, demo.sentDaysAgo, { assignmentId, linkId: seedId(`${key} 2`) }))
  let listing = demo.listing
  for (const [index, step] of demo.afterwards.entries()) {
    const stepKey = `${key} step ${index}`
    await unlessTaken(() => take(bed, { demo, key, stepKey, step, assignmentId, listing }))
    if (step.does === 'askNext') {
      assignmentId = seedId(stepKey)
      listing = step.listing
      const linkId = seedId(`${stepKey} 1`)
      await unlessTaken(() => mail(bed, step.daysAgo, { assignmentId, linkId }))
    }
  }
}

async function send(bed: Bed, demo: DemoReferral, key: string): Promise<void> {
  const deps = { ...bed.ground.referrals, now: () => dayBefore(bed, demo.sentDaysAgo) }
  const sender = userOf(bed, demo.sender)
  await createReferral({ ...deps, newId: seedIds(key) }, sender, {
    ...demo.wish,
    about: aboutOf(bed, demo),
    listingId: listingIdOf(bed, demo.listing),
    agreement: {
      ...demo.agreement,
      askedOn: addDays(londonDay(bed.startedAt), -demo.sentDaysAgo),
      wordingVersion: agreementWording.version,
      until: null,
    },
  })
}

/** As if the e-mail had gone out then. None does: nobody is written to about the demo. */
async function mail(
  bed: Bed,
  daysAgo: number,
  { assignmentId, linkId }: { readonly assignmentId: string; readonly linkId: string },
): Promise<void> {
  const { tenant } = bed.actor
  const mailed = await listMailed(bed.ground.referrals.db.reader, tenant, [assignmentId])
  if (mailed.has(assignmentId)) return
  const postman = { kind: 'service', tenant, service: 'notifications' } as const
  const deps = { ...bed.ground.referrals, now: () => dayBefore(bed, daysAgo) }
  await takeAnswerLinkNotice(deps, postman, linkId)
}

/** By the record, or by what the sender typed where they do not work with the person. */
function aboutOf(bed: Bed, demo: DemoReferral): KnownBy {
  const key = `${bed.actor.tenant} person ${demo.person}`
  const isTyped = userOf(bed, demo.sender).memberships.some(({ role }) => role === 'practitioner')
  return isTyped
    ? { kind: 'entry', entryId: seedId(`${key} 1`) }
    : { kind: 'person', personId: seedId(key) }
}

interface Taking {
  readonly demo: DemoReferral
  readonly key: string
  readonly stepKey: string
  readonly step: DemoStep
  /** The group's part that the step is about. */
  readonly assignmentId: string
  readonly listing: string
}

async function take(bed: Bed, taking: Taking): Promise<void> {
  const { demo, key, stepKey, step, assignmentId: id } = taking
  const { referrals } = bed.ground
  const deps = { ...referrals, now: () => dayBefore(bed, step.daysAgo), newId: seedIds(stepKey) }
  const sender = userOf(bed, demo.sender)
  if (step.does === 'answer') return answer(bed, { ...taking, step })
  if (step.does === 'came') await tick(bed, { ...taking, step })
  if (step.does === 'say') await report(bed, { ...taking, step })
  if (step.does === 'lapse') {
    await fireDue(deps, (error) => {
      throw error
    })
  }
  if (step.does === 'stopSharing') await stopSharing(deps, sender, id)
  if (step.does === 'close') await closeReferral(deps, sender, { id: seedId(key), as: step.as })
  if (step.does === 'askNext') {
    const listingId = listingIdOf(bed, step.listing)
    await askNext(deps, sender, { referralId: seedId(key), listingId, agreement: null })
  }
}

async function answer(
  bed: Bed,
  { demo, stepKey, step, ...taking }: Taken<'answer'>,
): Promise<void> {
  const { told, answer: said, daysAgo } = step
  const { referrals } = bed.ground
  const deps = { ...referrals, now: () => dayBefore(bed, daysAgo), newId: seedIds(stepKey) }
  const given = { id: taking.assignmentId, answer: said }
  if (told === undefined) {
    await answerForGroup(deps, managerOf(bed, taking.listing), given)
    return
  }
  const toldOn = addDays(londonDay(bed.startedAt), -daysAgo)
  await recordAnswer(deps, userOf(bed, demo.sender), { ...given, told: { ...told, on: toldOn } })
}

type Taken<Does extends DemoStep['does']> = Taking & {
  readonly step: Extract<DemoStep, { does: Does }>
}

/** A day of the group's register, ticked and finished. */
async function tick(bed: Bed, { step, assignmentId: id, listing }: Taken<'came'>): Promise<void> {
  const now = dayBefore(bed, step.daysAgo)
  const deps = { ...bed.ground.referrals, now: () => now }
  const manager = managerOf(bed, listing)
  const { organisationId = '' } = manager.memberships[0] ?? {}
  const on = londonDay(now)
  const register = { organisationId, listingId: listingIdOf(bed, listing), on }
  const { people } = await readRegister(deps, manager, register)
  const line = people.find(({ assignmentId }) => assignmentId === id)
  if (line?.mark !== step.mark) await markForGroup(deps, manager, { id, on, mark: step.mark })
  if (line?.finished !== true) await finishRegister(deps, manager, register)
}

/** What the group says happened: once. */
async function report(bed: Bed, { stepKey, step, assignmentId, listing, ...taking }: Taken<'say'>) {
  if ((await partOf(bed, { ...taking, assignmentId })).outcomes.length > 0) return
  const now = dayBefore(bed, step.daysAgo)
  const deps = { ...bed.ground.referrals, now: () => now, newId: seedIds(stepKey) }
  const outcome = { ...step.outcome, on: londonDay(now) }
  await reportForGroup(deps, managerOf(bed, listing), { id: assignmentId, outcome })
}

type PartAsked = Pick<Taking, 'demo' | 'key' | 'assignmentId'>

async function partOf(bed: Bed, { demo, key, assignmentId }: PartAsked): Promise<Assignment> {
  const sender = userOf(bed, demo.sender)
  const { assignments } = await readReferral(bed.ground.referrals, sender, seedId(key))
  const found = assignments.find(({ id }) => id === assignmentId)
  if (found === undefined) throw new Error(`The demo has no part of ${demo.key}.`)
  return found
}

/** Whoever runs the group of a listing. */
function managerOf({ actor, listings }: Bed, key: string): UserActor {
  const { tenant } = actor
  const organisation = listings.find((each) => each.key === key)?.organisation ?? ''
  const organisationId = seedId(`${tenant} organisation ${organisation}`)
  const userId = seedId(`${tenant} manager ${organisation}`)
  const memberships = [{ role: 'organisationManager', organisationId }] as const
  return { kind: 'user', tenant, userId, memberships }
}

function listingIdOf({ actor }: Bed, key: string): string {
  return seedId(`${actor.tenant} listing ${key}`)
}

/** Taken up again, a step that was taken before is a move, or a link, that is no longer there. */
async function unlessTaken(step: () => Promise<void>): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (!isAppError(error, 'conflict') && !isAppError(error, 'gone')) throw error
  }
}
