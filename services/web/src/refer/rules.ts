import {
  type AgreementGiven,
  type KnownBy,
  type ReferralWish,
  registrantRoles,
  type WorkerRole,
  workerRoles,
} from '@waymark/contracts'
import { parsePostcode, type Role } from '@waymark/core'
import type { ChosenGroup, Named, ReferAnswers, Who } from './answers.ts'

/** The pages with a question, in the order in which they are asked. */
export const steps = ['who', 'group', 'reach', 'why', 'risks', 'agreement'] as const
export type Step = (typeof steps)[number]

/** What a sender's roles let them do on the way. */
export interface Sending {
  /** They have people of their own to choose from. */
  readonly worksWithPeople: boolean
  /** They find a person's record by three identifiers, and keep how to reach them. */
  readonly keepsRecords: boolean
  /** They register somebody new. */
  readonly registers: boolean
}

const keepers: readonly WorkerRole[] = ['linkWorker', 'healthCoach', 'careCoordinator']

export function sendingOf(roles: readonly Role[]): Sending {
  const holds = (some: readonly Role[]) => some.some((each) => roles.includes(each))
  return {
    worksWithPeople: holds(workerRoles),
    keepsRecords: holds(keepers),
    registers: holds(registrantRoles),
  }
}

/** Whether how to reach them is a question here: only when nobody knows, and it can be kept. */
export function asksReach({ who }: ReferAnswers, { keepsRecords }: Sending): boolean {
  if (who === null || who.kind === 'entry') return false
  return who.kind === 'new' || (!who.hasContact && keepsRecords)
}

function isOpen(step: Step, answers: ReferAnswers, sending: Sending): boolean {
  if (answers[step] !== null) return false
  return step !== 'reach' || asksReach(answers, sending)
}

/** Where to go on: the first question without an answer, or the check of all of them. */
export function nextStep(answers: ReferAnswers, sending: Sending): Step | 'check' {
  return steps.find((step) => isOpen(step, answers, sending)) ?? 'check'
}

/** Where "Back" leads: to the check when all is answered, else a question back; null: the start. */
export function stepBefore(
  step: Step | 'check',
  answers: ReferAnswers,
  sending: Sending,
): Step | 'check' | null {
  if (step !== 'check' && nextStep(answers, sending) === 'check') return 'check'
  const earlier = step === 'check' ? steps : steps.slice(0, steps.indexOf(step))
  const asked = earlier.filter((each) => each !== 'reach' || asksReach(answers, sending))
  return asked.at(-1) ?? null
}

/** Somebody else is another story: what was said about the first is not theirs. */
export function withWho(answers: ReferAnswers, who: Who): ReferAnswers {
  if (isSamePerson(answers.who, who)) return { ...answers, who }
  return { ...answers, who, reach: null, why: null, risks: null, agreement: null }
}

function isSamePerson(one: Who | null, other: Who): boolean {
  if (one?.kind === 'person' && other.kind === 'person') return one.personId === other.personId
  if (one?.kind === 'entry' && other.kind === 'entry') return one.entryId === other.entryId
  // Typed again: they are mending what they typed.
  return one?.kind === 'new' && other.kind === 'new'
}

/** A yes that was for one group only does not carry over to another. */
export function withGroup(answers: ReferAnswers, group: ChosenGroup): ReferAnswers {
  const { agreement } = answers
  const isSame = answers.group === null || answers.group.listingId === group.listingId
  const holds = isSame || agreement?.scope === 'similarGroups'
  return { ...answers, group, agreement: holds ? agreement : null }
}

/** A referral with every answer: what is previewed, and what is sent. */
export interface WholeReferral {
  readonly who: Who
  readonly contact: NonNullable<ReferAnswers['reach']>['contact']
  readonly group: ChosenGroup
  readonly wish: ReferralWish
  readonly agreement: AgreementGiven
}

/** All the answers together; null while one is missing. */
export function wholeOf(answers: ReferAnswers, sending: Sending): WholeReferral | null {
  const { who, group, reach, why, risks, agreement } = answers
  if (nextStep(answers, sending) !== 'check') return null
  if (who === null || group === null || why === null) return null
  if (risks === null || agreement === null) return null
  return { who, group, agreement, wish: { ...why, risks }, contact: reach?.contact ?? null }
}

/** How a person is told to referrals, once they are registered; null: not yet. */
export function knownBy(who: Who): KnownBy | null {
  if (who.kind === 'person') return { kind: 'person', personId: who.personId }
  return who.kind === 'entry' ? { kind: 'entry', entryId: who.entryId } : null
}

/** The names of whoever it is, typed or known. */
export function namesOf(who: Who): Named {
  return who.kind === 'new' ? who.details : who
}

/** As they like to be called. */
export function shortNameOf(who: Who): string {
  const { knownAs, givenName } = namesOf(who)
  return knownAs ?? givenName
}

/** The first half of a postcode, which is all of it that a search for somebody may show. */
export function outcodeOf(postcode: string | null): string | null {
  return postcode === null ? null : (parsePostcode(postcode)?.outcode ?? null)
}

export function outcodeOfWho(who: Who): string | null {
  return who.kind === 'new' ? outcodeOf(who.details.postcode) : who.outcode
}

/** The page of a list that an address names; the first when it names none. */
export function shownPage(asked: URLSearchParams): number {
  const page = Number(asked.get('page') ?? '1')
  return Number.isInteger(page) && page >= 1 && page <= 1000 ? page : 1
}
