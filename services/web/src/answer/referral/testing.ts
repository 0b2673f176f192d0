import type { LinkedAssignment, LinkFace } from '@waymark/contracts'
import { aGroupPart, aSender } from '../../referrals/testing.ts'

/** What everybody may see of a link, in a test of its page: it waits for an answer. */
export function aFace(given: Partial<LinkFace> = {}): LinkFace {
  const { name, workplaceName, workplacePhone } = aSender()
  return {
    state: 'waiting',
    listingName: 'Tuesday Lunch Club',
    organisationName: 'St Aidan’s',
    sender: { name, workplaceName, workplacePhone },
    answerBy: '2026-12-02T17:00:00Z',
    ...given,
  }
}

/** What a link's session shows, in a test of its page: it waits for an answer. */
export function aLinked(
  part: Partial<LinkedAssignment['assignment']> = {},
  code: LinkedAssignment['code'] = { state: 'notNeeded' },
): LinkedAssignment {
  return { assignment: aGroupPart(part), code }
}
