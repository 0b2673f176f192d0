import { agreementWording, type KnownBy } from '@waymark/contracts'
import { addDays, isAppError, londonDay, type UserActor } from '@waymark/core'
import {
  answerForGroup,
  askNext,
  closeReferral,
  createReferral,
  fireDue,
  isReferred,
  listMailed,
  recordAnswer,
  stopSharing,
  takeAnswerLinkNotice,
} from '@waymark/referrals'
import { type Bed, userOf } from './plant.ts'
import type { DemoReferral, DemoStep } from './records.ts'
import { seedId, seedIds } from './seed-ids.ts'

const dayMs = 86_400_000

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
  const deps = { ...bed.ground.referrals, now: () => on(bed, demo.sentDaysAgo) }
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
  const deps = { ...bed.ground.referrals, now: () => on(bed, daysAgo) }
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
  const deps = { ...referrals, now: () => on(bed, step.daysAgo), newId: seedIds(stepKey) }
  const sender = userOf(bed, demo.sender)
  if (step.does === 'answer') return answer(bed, { ...taking, step })
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

type Answering = Taking & { readonly step: Extract<DemoStep, { does: 'answer' }> }

async function answer(bed: Bed, { demo, stepKey, step, ...taking }: Answering): Promise<void> {
  const { told, answer: said, daysAgo } = step
  const { referrals } = bed.ground
  const deps = { ...referrals, now: () => on(bed, daysAgo), newId: seedIds(stepKey) }
  const given = { id: taking.assignmentId, answer: said }
  if (told === undefined) {
    await answerForGroup(deps, managerOf(bed, taking.listing), given)
    return
  }
  const toldOn = addDays(londonDay(bed.startedAt), -daysAgo)
  await recordAnswer(deps, userOf(bed, demo.sender), { ...given, told: { ...told, on: toldOn } })
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

function on({ startedAt }: Bed, daysAgo: number): Date {
  return new Date(startedAt.getTime() - daysAgo * dayMs)
}

/** Taken up again, a step that was taken before is a move, or a link, that is no longer there. */
async function unlessTaken(step: () => Promise<void>): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (!isAppError(error, 'conflict') && !isAppError(error, 'gone')) throw error
  }
}
