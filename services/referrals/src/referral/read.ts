import type { Referral, ReferralsPage } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { OnceKey } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { standing } from '../outcome/rules.ts'
import { listOutcomes } from '../outcome/store.ts'
import { senderOf } from './follow.ts'
import { type FollowedRow, getReferralFor, listReferralsFor } from './store.ts'
import { summarise, viewReferral } from './view.ts'

const pageSize = 50

/** The referral with every group's part, noted as read about the person. */
export async function readReferral(deps: Deps, actor: Actor, id: string): Promise<Referral> {
  const { reader } = deps.db
  const followed = await getReferralFor(reader, actor, 'referral.read', id)
  const subject = followed.referral.personId
  deps.reads.note(actor, { action: 'referral.read', subject, detail: { referralId: id } })
  const look = { now: deps.now(), workingDays: deps.workingDays }
  return viewReferral(reader, actor.tenant, followed, look)
}

/** What an act answered before, as of now; null when it was not done. Repeated, it asks nobody. */
export async function readIfDone(
  deps: Deps,
  actor: Actor,
  once: OnceKey | undefined,
): Promise<Referral | null> {
  const id = await deps.db.madeBy(once)
  return id === null ? null : readReferral(deps, actor, id)
}

export interface ListAsked {
  readonly state: 'open' | 'ended' | 'all'
  readonly personId?: string
  readonly page: number
}

/** What the reader follows: what they have to do first, then the newest. Each name is noted. */
export async function listReferrals(
  deps: Deps,
  actor: Actor,
  { state, personId, page }: ListAsked,
): Promise<ReferralsPage> {
  const { scope } = senderOf(actor)
  const now = deps.now()
  const { total, contents } = await listReferralsFor(deps.db.reader, scope, {
    ...{ state, now: now.toISOString(), offset: (page - 1) * pageSize, limit: pageSize },
    ...(personId === undefined ? {} : { personId }),
  })
  for (const subject of new Set(contents.map(({ referral }) => referral.personId))) {
    deps.reads.note(actor, { action: 'referral.listed', subject })
  }
  const latest = contents.flatMap((row) => (mayReadOf(row, scope.userId) ? [row.latest.id] : []))
  const outcomes = standing(await listOutcomes(deps.db.reader, scope.tenant, latest))
  return {
    totalItems: total,
    totalPages: Math.ceil(total / pageSize),
    pageNumber: page,
    size: contents.length,
    contents: contents.map((row) => summarise(row, { now, outcomes })),
  }
}

/** Whoever knows the person by what they typed alone reads the words of their own parts alone. */
function mayReadOf({ about, latest }: FollowedRow, userId: string): boolean {
  return about.kind === 'person' || latest.sender.userId === userId
}
