import type { LinkedAssignment, LinkFace } from '@waymark/contracts'
import { AppError } from '@waymark/core'
import { holds, type KeptAgreement } from '../agreement/rules.ts'
import { isRunning, isWaiting, type KeptAssignment } from '../assignment/rules.ts'
import type { answerCodeTable, answerLinkTable, answerSessionTable } from './tables.ts'

/** What the seal of an answer link is for: part of every link that was ever sent. */
export const linkPurpose = 'referral'

/** What a one-time code is for: part of every code that was ever sent. */
export const codePurpose = 'referral-code'

const minuteMs = 60_000
const dayMs = 86_400_000
const linkLivesMs = 14 * dayMs
const linksADay = 3
const codesADay = 6
const triesOfACode = 5

export type AnswerLink = Omit<typeof answerLinkTable.$inferSelect, 'tenant'>
export type AnswerSession = Omit<typeof answerSessionTable.$inferSelect, 'tenant'>
export type AnswerCode = Omit<typeof answerCodeTable.$inferSelect, 'tenant'>
export type LinkState = LinkFace['state']

/** A link to be sent now: it opens its page for 14 days. */
export function newLink(
  given: Pick<AnswerLink, 'id' | 'assignmentId' | 'email' | 'why' | 'madeBy'>,
  now: Date,
): AnswerLink {
  const expiresAt = new Date(now.getTime() + linkLivesMs).toISOString()
  return { ...given, madeAt: now.toISOString(), expiresAt, revokedAt: null }
}

export interface Around {
  readonly assignment: Pick<KeptAssignment, 'state'>
  readonly agreement: KeptAgreement
  readonly now: Date
}

/** Where a link stands. What is over for the group is over by whichever link it asks. */
export function stateOf(
  { revokedAt, expiresAt }: Pick<AnswerLink, 'revokedAt' | 'expiresAt'>,
  { assignment: { state }, agreement, now }: Around,
): LinkState {
  const isAnswered = state === 'accepted' || state === 'declined'
  if (!(isAnswered || isWaiting(state)) || !holds(agreement, now)) return 'ended'
  if (revokedAt !== null) return 'superseded'
  if (expiresAt <= now.toISOString()) return 'expired'
  return isAnswered ? 'answered' : 'waiting'
}

const closed: Readonly<Record<Exclude<LinkState, 'waiting' | 'answered'>, string>> = {
  ended: 'That is not for you to answer any more.',
  superseded: 'That link has ended. Look for a newer e-mail, or ask for a fresh link.',
  expired: 'That link is too old to open. Ask for a fresh one.',
}

/** Throws `gone` for a link that shows its face alone. */
export function demandOpens(state: LinkState): void {
  if (state !== 'waiting' && state !== 'answered') throw new AppError('gone', closed[state])
}

/** Whether a fresh link may take its place: it has ended, and there is something to come for. */
export function needsFresh(state: LinkState, assignment: Pick<KeptAssignment, 'state'>): boolean {
  return (state === 'expired' || state === 'superseded') && isRunning(assignment.state)
}

/**
 * Whether its e-mail may still leave: it opens, and it was not overtaken by an answer. One that was
 * made after a yes, to come back to it, was not.
 */
export function mayLeave(
  link: Pick<AnswerLink, 'madeAt' | 'why' | 'revokedAt' | 'expiresAt'>,
  around: Around & { readonly assignment: Pick<KeptAssignment, 'state' | 'answeredAt'> },
): boolean {
  const state = stateOf(link, around)
  if (state !== 'answered') return state === 'waiting'
  const { answeredAt, state: decided } = around.assignment
  const wasMadeAfter = answeredAt !== null && answeredAt <= link.madeAt
  const comesBack = link.why === 'again' || link.why === 'whatHappened'
  return comesBack && decided === 'accepted' && wasMadeAfter
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

/** The button was pressed. */
export function newSession(given: Pick<AnswerSession, 'id' | 'linkId'>, now: Date): AnswerSession {
  const expiresAt = new Date(now.getTime() + halfAnHourMs).toISOString()
  return { ...given, startedAt: now.toISOString(), expiresAt, provedAt: null }
}

/** A code to be sent now. It opens its session, so it lasts no longer than that. */
export function newCode(
  given: Pick<AnswerCode, 'id' | 'assignmentId' | 'linkId'>,
  session: AnswerSession,
  now: Date,
): AnswerCode {
  const { id: sessionId } = session
  const endsAt = Math.min(now.getTime() + halfAnHourMs, Date.parse(session.expiresAt))
  const expiresAt = new Date(endsAt).toISOString()
  const askedAt = now.toISOString()
  return { ...given, sessionId, askedAt, expiresAt, wrongTries: 0, endedAt: null }
}

/** The tries left; 0 for a code that has ended. */
export function triesLeft({ endedAt, expiresAt, wrongTries }: AnswerCode, now: Date): number {
  return endedAt !== null || expiresAt <= now.toISOString() ? 0 : triesOfACode - wrongTries
}

/** The instant from which earlier codes count towards theirs. */
export const codesSince = linksSince

/** Throws `tooMany` at the seventh code within a day: guesses stay few, and mailboxes dry. */
export function allowCode(askedSince: number): void {
  if (askedSince < codesADay) return
  throw new AppError('tooMany', 'We have sent several codes today. Try again tomorrow.')
}

interface Openable {
  readonly assignment: Pick<KeptAssignment, 'state' | 'shared'>
  /** The group has said that its part is over: there is nobody left to reach. */
  readonly isOver: boolean
  readonly session: AnswerSession
  /** The one asked for last in this session; null when none was. */
  readonly code: AnswerCode | null
}

/** What a code would open, and how far that has come. */
export function codeStateOf(
  { assignment: { state, shared }, isOver, session, code }: Openable,
  now: Date,
): LinkedAssignment['code'] {
  if (state !== 'accepted' || shared === null || isOver) return { state: 'notNeeded' }
  if (session.provedAt !== null) return { state: 'proved' }
  const left = code === null ? 0 : triesLeft(code, now)
  if (code === null || left <= 0) return { state: 'notSent' }
  return { state: 'sent', expiresAt: code.expiresAt, triesLeft: left }
}
