import { AppError } from '@waymark/core'
import type { answerLinkTable } from './tables.ts'

/** What the seal of an answer link is for: part of every link that was ever sent. */
export const linkPurpose = 'referral'

/** What a one-time code is for: part of every code that was ever sent. */
export const codePurpose = 'referral-code'

const minuteMs = 60_000
const dayMs = 86_400_000
const linkLivesMs = 14 * dayMs
const linksADay = 3

export type AnswerLink = Omit<typeof answerLinkTable.$inferSelect, 'tenant'>

/** A link to be sent now: it opens its page for 14 days. */
export function newLink(
  given: Pick<AnswerLink, 'id' | 'assignmentId' | 'email' | 'why' | 'madeBy'>,
  now: Date,
): AnswerLink {
  const expiresAt = new Date(now.getTime() + linkLivesMs).toISOString()
  return { ...given, madeAt: now.toISOString(), expiresAt, revokedAt: null }
}

/** The instant from which earlier links count towards the limit of a day. */
export function linksSince(now: Date): string {
  return new Date(now.getTime() - dayMs).toISOString()
}

/** Throws `tooMany` once three links were sent again within a day: no mailbox is flooded. */
export function allowLink(sentAgainSince: number): void {
  if (sentAgainSince < linksADay) return
  throw new AppError(
    'tooMany',
    'Several links were sent today. Look for the newest e-mail, in the spam folder too.',
  )
}

/** How long a session and a code last. */
export const halfAnHourMs = 30 * minuteMs
