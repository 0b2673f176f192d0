import type { OutcomeGiven } from '@waymark/contracts'
import { latestOf, referMargaret, type StartedReferrals } from '../testing.ts'
import { yes } from './by-link.ts'

export const told = { by: 'Jean', on: '2026-11-22', how: 'phone' } as const

/** What a group says happened. */
export function aReport(given: Partial<OutcomeGiven> = {}): OutcomeGiven {
  return {
    kind: 'stillComing',
    on: '2026-11-22',
    timesCame: null,
    words: { text: 'She laughs with Jean.', quotesPerson: false },
    ...given,
  }
}

/** Margaret was referred, and the group said yes. */
export async function accepted(started: StartedReferrals) {
  const { referral, assignment } = await referMargaret(started)
  const params = { id: assignment.id }
  await started.jean.answerForGroup({ params, body: { answer: yes } })
  return { referralId: referral.id, id: assignment.id, params }
}

/** The group said yes, and then what happened. */
export async function reported(started: StartedReferrals, given: Partial<OutcomeGiven> = {}) {
  const part = await accepted(started)
  const body = { outcome: aReport(given) }
  const { outcomes } = await started.jean.reportForGroup({ params: part.params, body })
  const [outcome] = outcomes
  if (outcome === undefined) throw new Error('Nothing was said.')
  return { ...part, outcome }
}

/** The latest group’s part, as the sender sees it now. */
export async function partFor({ priya }: StartedReferrals, referralId: string) {
  return latestOf(await priya.readReferral({ params: { id: referralId } }))
}
