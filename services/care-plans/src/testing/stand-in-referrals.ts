import {
  type Outcome,
  type OutcomeForPlan,
  referralsApi,
  referralsEvents,
} from '@waymark/contracts'
import { AppError, notFound } from '@waymark/core'
import { record } from '@waymark/db'
import { createShell, mount, mountEvents, openServiceDatabase, type Platform } from '@waymark/http'

/** What a group said, as referrals would tell of it. */
export function anOutcome(given: Partial<Outcome> = {}): Outcome {
  return {
    id: '01900000-0000-7000-8000-000000000051',
    assignmentId: '01900000-0000-7000-8000-000000000052',
    revision: 1,
    standing: 'final',
    kind: 'stillComing',
    on: '2026-11-20',
    timesCame: 3,
    words: { text: 'She laughs with Jean.', quotesPerson: false },
    source: 'link',
    told: null,
    firstSaidAt: '2026-11-21T10:00:00.000Z',
    saidAt: '2026-11-21T10:00:00.000Z',
    ...given,
  }
}

/** Owns referrals, on the real contract and a real event log. */
export async function standInReferrals(platform: Platform) {
  const { app } = await createShell(platform, 'referrals')
  const db = await openServiceDatabase(platform, { service: 'referrals', migrations: [] })
  const actor = { kind: 'service', tenant: platform.tenant, service: 'referrals' } as const
  /** By outcome and revision. */
  const outcomes = new Map<string, OutcomeForPlan>()
  const referrals = new Map<string, { readonly personId: string }>()
  const state = { withdrawn: new Set<string>(), taken: 0 }
  const names = { listingName: 'Lunch club', organisationName: 'St Aidan’s' }
  mount(app, referralsApi.routes.takeOutcome, async ({ params: { id, revision } }) => {
    const found = outcomes.get(`${id}:${revision}`)
    if (found === undefined) throw notFound('outcome')
    if (state.withdrawn.has(found.outcome.assignmentId)) {
      throw new AppError('gone', 'They have stopped sharing.')
    }
    state.taken += 1
    return found
  })
  mount(app, referralsApi.routes.readReferralForPlan, async ({ params: { id: referralId } }) => {
    const found = referrals.get(referralId)
    if (found === undefined) throw notFound('referral')
    return { referralId, ...found, ...names }
  })
  mountEvents(app, db.reader)
  const of = ({ id: outcomeId, revision, assignmentId }: Outcome, referralId: string) => ({
    ...{ outcomeId, revision, assignmentId, referralId },
  })
  return {
    referrals,
    state,
    /** A group said it. Told again, nothing of it changes. */
    async say(referralId: string, outcome: Outcome) {
      const personId = referrals.get(referralId)?.personId ?? ''
      const { id, revision } = outcome
      outcomes.set(`${id}:${revision}`, { outcome, referralId, personId, ...names })
      const payload = of(outcome, referralId)
      await db.write((tx) => record(tx, actor, referralsEvents.outcomeRecorded, payload))
    },
    /** The person stopped sharing. */
    async stop(referralId: string, assignmentId: string) {
      state.withdrawn.add(assignmentId)
      const payload = { assignmentId, referralId }
      await db.write((tx) => record(tx, actor, referralsEvents.assignmentWithdrawn, payload))
    },
  }
}
