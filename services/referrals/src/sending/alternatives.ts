import type { Alternatives, ListingCard, ReferralSubject } from '@waymark/contracts'
import { type Actor, isAppError } from '@waymark/core'
import { coversOthers } from '../agreement/rules.ts'
import { getAgreement } from '../agreement/store.ts'
import { listAssignments } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import { senderOf } from '../referral/follow.ts'
import { demandOpen, type KeptReferral } from '../referral/rules.ts'
import { getReferralFor } from '../referral/store.ts'
import { readPage } from './gather.ts'

const mostOffered = 3
const mostLookedAt = 12

/** Three groups for the same need that take referrals, have room, suit their age and are near. */
export async function listAlternatives(
  deps: Deps,
  actor: Actor,
  referralId: string,
): Promise<Alternatives> {
  const { user } = senderOf(actor)
  const { tenant, userId } = user
  const { reader } = deps.db
  const { referral, about } = await getReferralFor(reader, actor, 'referral.change', referralId)
  demandOpen(referral)
  const subject = await deps.peopleFor(tenant).readReferralSubject({ body: { userId, about } })
  const asked = await listAssignments(reader, tenant, referralId)
  const agreement = await getAgreement(reader, tenant, referral.latestAssignmentId)
  const not = asked.map(({ listingId }) => listingId)
  return {
    covered: coversOthers(agreement, deps.now()),
    contents: await choose(deps, tenant, { referral, subject, not }),
  }
}

interface Choice {
  readonly referral: KeptReferral
  readonly subject: ReferralSubject
  readonly not: readonly string[]
}

/** Nearest first and, where those that suit are few, from further away. */
async function choose(deps: Deps, tenant: string, choice: Choice): Promise<ListingCard[]> {
  const chosen: ListingCard[] = []
  const looked = new Set(choice.not)
  const rings = choice.subject.outcode === null ? (['any'] as const) : (['10', 'any'] as const)
  for (const within of rings) {
    for (const card of await findWithin(deps, tenant, { ...choice, within })) {
      if (chosen.length === mostOffered) return chosen
      if (looked.has(card.id) || looked.size - choice.not.length >= mostLookedAt) continue
      looked.add(card.id)
      if (await suits(deps, tenant, { card, subject: choice.subject })) chosen.push(card)
    }
  }
  return chosen
}

async function findWithin(
  { directoryFor }: Pick<Deps, 'directoryFor'>,
  tenant: string,
  { referral, subject: { outcode }, within }: Choice & { readonly within: '10' | 'any' },
): Promise<ListingCard[]> {
  const { contents } = await directoryFor(tenant).find({
    query: {
      ...{ need: [referral.need], near: outcode ?? '', within, takesReferrals: true },
      sort: outcode === null ? 'soonest' : 'nearest',
    },
  })
  const open = contents.filter(({ places }) => places?.left !== 0)
  // What a group is mainly for counts before how near it is.
  const isMainly = ({ needs: [main] }: ListingCard) => main === referral.need
  return [...open.filter(isMainly), ...open.filter((card) => !isMainly(card))]
}

/** One that has closed since it was found is left out: the others are still worth showing. */
async function suits(
  deps: Deps,
  tenant: string,
  { card, subject: { age } }: { readonly card: ListingCard; readonly subject: ReferralSubject },
): Promise<boolean> {
  const page = await readPage(deps, tenant, card.id).catch((error: unknown) => {
    if (isAppError(error, 'conflict') || isAppError(error, 'notFound')) return null
    throw error
  })
  if (page === null || page.places?.left === 0) return false
  const { minimumAge, maximumAge } = page.listing
  return age >= (minimumAge ?? 0) && age <= (maximumAge ?? age)
}
