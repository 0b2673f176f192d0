import type { Looks, OwnPart, OwnReferral } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { listLooks, type Reader } from '@waymark/db'
import { isRunning } from '../assignment/rules.ts'
import { findAssignment, listAssignments } from '../assignment/store.ts'
import { viewForSender } from '../assignment/view.ts'
import type { Deps } from '../deps.ts'
import type { KeptReferral } from '../referral/rules.ts'
import { listReferralsOf } from '../referral/store.ts'
import { findOwnPerson } from './find.ts'

type Reading = Pick<Deps, 'db' | 'now' | 'workingDays'>

const mostShown = 100

/** One's own referrals, with what each group can see; the newest first. */
export async function listOwnReferrals(
  deps: Reading,
  actor: Actor,
): Promise<{ contents: OwnReferral[] }> {
  const { reader } = deps.db
  const { tenant } = actor
  const personId = await findOwnPerson(reader, actor)
  if (personId === null) return { contents: [] }
  const referrals = await listReferralsOf(reader, tenant, { personId, most: mostShown })
  const contents: OwnReferral[] = []
  for (const referral of referrals) {
    contents.push(await viewOwn(deps, reader, tenant, referral))
  }
  return { contents }
}

/** A referral as the person it is about sees it. */
export async function viewOwn(
  { now, workingDays }: Pick<Deps, 'now' | 'workingDays'>,
  reader: Reader,
  tenant: string,
  referral: KeptReferral,
): Promise<OwnReferral> {
  const kept = await listAssignments(reader, tenant, referral.id)
  const isOpen = referral.state === 'open'
  const look = { now: now(), workingDays, isOpen, onlyOf: null }
  const { id, need, whatMatters, state, createdAt } = referral
  const { userId, name, role, workplaceName } = referral.sender
  const parts = (await viewForSender(reader, tenant, kept, look)).map(
    (part): OwnPart => ({
      ...{ id: part.id, listingId: part.listingId, listingName: part.listingName },
      organisationName: part.organisationName,
      organisationPhone: part.organisationPhone,
      ...{ state: part.state, sentAt: part.sentAt, answeredAt: part.answeredAt },
      ...{ agreement: part.agreement, attendance: part.attendance, outcomes: part.outcomes },
      shared: part.shared,
      mayStop: isRunning(part.state),
    }),
  )
  const sender = { userId, name, role, workplaceName }
  return { id, need, whatMatters, state, sender, createdAt, parts }
}

const mostLooks = 200

/** Who looked at one's own referrals. Looking oneself is left out. */
export async function listOwnReferralLooks(
  { db, reads }: Pick<Deps, 'db' | 'reads'>,
  actor: Actor,
): Promise<Looks> {
  const { tenant } = actor
  const { reader } = db
  const subject = await findOwnPerson(reader, actor)
  if (subject === null || actor.kind !== 'user') return { contents: [] }
  await reads.flush()
  const most = { except: actor.userId, most: mostLooks }
  const noted = await listLooks(reader, { tenant, subject }, most)
  const names = new Map<string, string | null>()
  const nameOf = async (id: string) => {
    if (!names.has(id)) {
      names.set(id, (await findAssignment(reader, tenant, id))?.organisationName ?? null)
    }
    return names.get(id) ?? null
  }
  const contents: Looks['contents'] = []
  for (const { at, userId, action, detail } of noted) {
    const assignmentId = detail?.assignmentId
    const isGroup = action === 'assignment.read' && typeof assignmentId === 'string'
    const organisationName = isGroup ? await nameOf(assignmentId) : null
    contents.push({ at, userId, action, organisationName })
  }
  return { contents }
}
