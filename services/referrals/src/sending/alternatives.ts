import type { Alternatives, ListingCard, ReferralSubject } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
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

async function choose(deps: Deps, tenant: string, choice: Choice): Promise<ListingCard[]> {
  const chosen: ListingCard[] = []
  for (const card of await findNear(deps, tenant, choice)) {
    if (chosen.length === mostOffered) break
    if (await suitsAge(deps, tenant, { card, subject: choice.subject })) chosen.push(card)
  }
  return chosen
}

/** Nearest first and, where those are few, then from further away. */
async function findNear(
  { directoryFor }: Pick<Deps, 'directoryFor'>,
  tenant: string,
  { referral, subject: { outcode }, not }: Choice,
): Promise<ListingCard[]> {
  const found = new Map<string, ListingCard>()
  for (const within of outcode === null ? (['any'] as const) : (['10', 'any'] as const)) {
    if (found.size >= mostOffered) break
    const { contents } = await directoryFor(tenant).find({
      query: {
        ...{ need: [referral.need], near: outcode ?? '', within, takesReferrals: true },
        sort: outcode === null ? 'soonest' : 'nearest',
      },
    })
    for (const card of contents) found.set(card.id, card)
  }
  const open = [...found.values()].filter(
    ({ id, places }) => !not.includes(id) && places?.left !== 0,
  )
  // What a group is mainly for counts before how near it is.
  const isMainly = ({ needs: [main] }: ListingCard) => main === referral.need
  return [...open.filter(isMainly), ...open.filter((card) => !isMainly(card))].slice(
    0,
    mostLookedAt,
  )
}

async function suitsAge(
  deps: Deps,
  tenant: string,
  { card, subject: { age } }: { readonly card: ListingCard; readonly subject: ReferralSubject },
): Promise<boolean> {
  const { listing } = await readPage(deps, tenant, card.id)
  return age >= (listing.minimumAge ?? 0) && age <= (listing.maximumAge ?? age)
}
