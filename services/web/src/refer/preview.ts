import type { ReferralPreview } from '@waymark/contracts'
import { isAppError } from '@waymark/core'
import type { InTheWay } from './check.tsx'
import type { Referring } from './referring.ts'
import { knownBy, outcodeOf, type WholeReferral } from './rules.ts'

interface Previewed {
  readonly preview: ReferralPreview | null
  readonly inTheWay: readonly InTheWay[]
}

/** What would be shared and what stands in its way. A listing that has closed stands in its way. */
export async function previewOf({ visitor }: Referring, whole: WholeReferral): Promise<Previewed> {
  const about = knownBy(whole.who) ?? typedOf(whole)
  const body = { about, ...whole.wish, listingId: whole.group.listingId }
  try {
    const preview = await visitor.referrals.previewReferral({ body })
    return { preview, inTheWay: preview.obstacles }
  } catch (error) {
    if (!isAppError(error, 'conflict')) throw error
    return { preview: null, inTheWay: [{ code: 'closed', says: error.message }] }
  }
}

/** Somebody typed and not yet registered: only what was typed, known or not. */
function typedOf({ who, contact }: WholeReferral) {
  if (who.kind !== 'new') throw new Error('Somebody who is known is not previewed as typed.')
  const { givenName, familyName, knownAs, postcode, communication } = who.details
  const named = { givenName, familyName, knownAs, outcode: outcodeOf(postcode) }
  return { kind: 'typed' as const, ...named, communication, contact }
}
