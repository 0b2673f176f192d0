import type {
  AgreementGiven,
  Need,
  ReferralEnding,
  ReferralState,
  ReferralSubject,
  ReferralWish,
  Sender,
  SharedCopy,
  Told,
} from '@waymark/contracts'
import { agreementWording } from '@waymark/contracts'
import { conflict, dayNumber, type FieldProblem, invalid, londonDay } from '@waymark/core'

/** A referral as it is kept. */
export interface KeptReferral extends ReferralWish {
  readonly id: string
  readonly personId: string
  readonly entryId: string | null
  readonly givenName: string
  readonly familyName: string
  readonly knownAs: string | null
  readonly need: Need
  readonly state: ReferralState
  readonly sender: Sender
  readonly createdBy: string
  readonly createdAt: string
  readonly closedAt: string | null
  readonly latestAssignmentId: string
  readonly version: number
}

/** Who somebody is and how to reach them: of what people told, what can be shared. */
export type Shareable = Pick<
  ReferralSubject,
  'givenName' | 'familyName' | 'knownAs' | 'outcode' | 'communication' | 'contact'
>

/** Exactly what a group reads, before its answer and after a yes. */
export function sharedCopyOf(subject: Shareable, wish: ReferralWish): SharedCopy {
  const { givenName, familyName, knownAs, outcode, communication, contact } = subject
  const { need, needToKnow, risks, reason, whatMatters } = wish
  const listed = risks.known === 'some' ? risks.list : []
  const { phone, text, email, post } = contact ?? {}
  return {
    before: {
      firstName: knownAs ?? givenName,
      outcode,
      need,
      needToKnow,
      risks: listed.filter(({ share }) => share === 'tellGroup').map(({ words }) => words),
      noKnownRisks: risks.known === 'none',
      ringSenderFirst: listed.some(({ share }) => share === 'talkFirst'),
      communication,
    },
    after: {
      givenName,
      familyName,
      knownAs,
      reason,
      whatMatters,
      phone: phone?.safe ? phone.number : null,
      text: text?.safe ? text.number : null,
      email: email?.safe ? email.address : null,
      post: post?.safe ? post.address : null,
      messageSafe: contact?.messageSafe ?? false,
      contactNote: contact?.note ?? null,
    },
  }
}

/** Throws `invalid` for an agreement that nobody can have given, by field. */
export function checkAgreement(given: AgreementGiven, now: Date): void {
  const today = dayNumber(londonDay(now))
  const problems: FieldProblem[] = []
  if (dayNumber(given.askedOn) > today) {
    problems.push({
      pointer: '/agreement/askedOn',
      detail: 'Give a day that is not in the future.',
    })
  }
  if (given.until !== null && dayNumber(given.until) < today) {
    problems.push({ pointer: '/agreement/until', detail: 'Give today or a later day.' })
  }
  if (given.wordingVersion !== agreementWording.version) {
    problems.push({
      pointer: '/agreement/wordingVersion',
      detail: 'The words to ask with have changed. Read them again, and ask with the new ones.',
    })
  }
  if (problems.length > 0) throw invalid('Something about the agreement needs mending.', problems)
}

/** Throws `invalid` for a call that has not taken place yet. */
export function checkTold({ on }: Told, now: Date): void {
  if (dayNumber(on) <= dayNumber(londonDay(now))) return
  const detail = 'Give a day that is not in the future.'
  throw invalid(detail, [{ pointer: '/told/on', detail }])
}

/** Ends a referral. Throws `conflict` for one that has ended. */
export function closed(referral: KeptReferral, as: ReferralEnding, now: Date): KeptReferral {
  demandOpen(referral)
  return changed({ ...referral, state: as, closedAt: now.toISOString() })
}

/** Throws `conflict` once a referral has ended: nothing more can come of it. */
export function demandOpen({ state }: Pick<KeptReferral, 'state'>): void {
  if (state !== 'open') throw conflict('This referral has ended.', { allowed: [] })
}

export function changed(referral: KeptReferral): KeptReferral {
  return { ...referral, version: referral.version + 1 }
}
