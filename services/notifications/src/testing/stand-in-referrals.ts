import {
  type AnswerCodeNotice,
  type AnswerLinkNotice,
  type LinkReason,
  referralsApi,
  referralsEvents,
  type StoppedNotice,
} from '@waymark/contracts'
import { AppError } from '@waymark/core'
import { record } from '@waymark/db'
import { createShell, mount, mountEvents, openServiceDatabase, type Platform } from '@waymark/http'
import { canaries } from './canaries.ts'
import { withPerson } from './leak.ts'

const day = 86_400_000
const { takeAnswerLinkNotice, takeAnswerCodeNotice, takeStoppedNotice } = referralsApi.routes

/** The words of notices and what became of what they are about, for a test to change. */
function startingState(now: Date) {
  const inDays = (days: number) => new Date(now.getTime() + days * day).toISOString()
  return {
    /** Nothing of it answers: neither its log nor its routes. */
    isAway: false,
    /** Links, codes and stopped assignments about which there is nothing left to say. */
    over: new Set<string>(),
    /** Each permit that was taken, in order, repeats as well. */
    taken: [] as string[],
    why: 'asked' as LinkReason,
    answerBy: inDays(4),
    expiresAt: inDays(14),
    codeExpiresAt: new Date(now.getTime() + 30 * 60_000).toISOString(),
    /** Runs before each answer. */
    beforeTake: async (_id: string): Promise<void> => {},
  }
}

/**
 * Owns links, codes and withdrawals as the referrals service does, on a real event log and the real
 * contract. Its answers hold a person's details as well, as no contract lets them.
 */
export async function standInReferrals(platform: Platform) {
  const { app } = await createShell(platform, 'referrals')
  const db = await openServiceDatabase(platform, { service: 'referrals', migrations: [] })
  const actor = { kind: 'operator', tenant: platform.tenant } as const
  const state = startingState(platform.now())
  const sent = new Map<string, string[]>()
  const about = {
    to: canaries.to,
    organisationName: 'St Aidan’s',
    listingName: 'Tuesday lunch club',
    sender: {
      name: canaries.senderName,
      workplaceName: 'Harrowby Surgery',
      workplacePhone: canaries.workplacePhone,
    },
  }
  const take = async (id: string) => {
    await state.beforeTake(id)
    if (state.over.has(id)) throw new AppError('gone', 'There is nothing to say about that now.')
    state.taken.push(id)
    return about
  }
  mount(app, takeAnswerLinkNotice, async ({ params }): Promise<AnswerLinkNotice> => {
    const { why, answerBy, expiresAt } = state
    const { linkToken } = canaries
    return { ...(await take(params.id)), linkToken, why, answerBy, expiresAt }
  })
  mount(app, takeAnswerCodeNotice, async ({ params }): Promise<AnswerCodeNotice> => {
    const { codeExpiresAt: expiresAt } = state
    return { ...(await take(params.id)), code: canaries.code, expiresAt }
  })
  mount(app, takeStoppedNotice, async ({ params }): Promise<StoppedNotice> => {
    return { ...(await take(params.id)), expiresAt: state.expiresAt }
  })
  mountEvents(app, db.reader)
  platform.local.set('referrals', async (request) => {
    if (state.isAway) return new Response('away', { status: 503 })
    return withPerson(request, await app.fetch(request))
  })
  const isOfAssignment = (assignmentId: string, id: string) =>
    sent.set(assignmentId, [...(sent.get(assignmentId) ?? []), id])
  return {
    state,
    /** A link is to be sent. Gives its id. */
    async makeLink(assignmentId = platform.newId(), linkId = platform.newId()): Promise<string> {
      isOfAssignment(assignmentId, linkId)
      const payload = { assignmentId, linkId }
      await db.write((tx) => record(tx, actor, referralsEvents.assignmentLinkMade, payload))
      return linkId
    },
    async askCode(assignmentId = platform.newId(), codeId = platform.newId()): Promise<string> {
      isOfAssignment(assignmentId, codeId)
      const payload = { assignmentId, codeId }
      await db.write((tx) => record(tx, actor, referralsEvents.assignmentCodeAsked, payload))
      return codeId
    },
    /** Its links and codes end; the group is told to stop only where it was written to. */
    async withdraw(assignmentId: string): Promise<void> {
      const ids = sent.get(assignmentId) ?? [assignmentId]
      const wasWrittenTo = ids.includes(assignmentId) || ids.some((id) => state.taken.includes(id))
      for (const id of sent.get(assignmentId) ?? []) state.over.add(id)
      if (!wasWrittenTo) state.over.add(assignmentId)
      const payload = { assignmentId, referralId: platform.newId() }
      await db.write((tx) => record(tx, actor, referralsEvents.assignmentWithdrawn, payload))
    },
  }
}
