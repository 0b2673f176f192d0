import { keysOf } from '@waymark/core'
import { z } from 'zod'
import { workerRoles } from '../people/words.ts'

/** Who sends people to groups: those who work with them, and those who pass them on. */
export const senderRoles = [...workerRoles, 'practitioner'] as const

export type SenderRole = (typeof senderRoles)[number]
/** A sender's role by its code. */
export const senderRole = z.enum(senderRoles)

/** Who answers for a group that signs in. */
export const answererRoles = ['organisationManager', 'organisationLeader'] as const

/** Where a referral stands: the need of a person, whoever is asked to meet it. */
export const referralStates = {
  open: 'Open',
  withdrawn: 'Stopped',
  declinedByPerson: 'They decided not to go',
  closedUnmet: 'Nobody could help',
  completed: 'Finished',
  enteredInError: 'Made by mistake',
} as const

export type ReferralState = keyof typeof referralStates
/** A referral's state by its code. */
export const referralState = z.enum(keysOf(referralStates))

/** How a sender can end a referral. */
export const referralEnding = referralState.exclude(['open'])
export type ReferralEnding = z.infer<typeof referralEnding>

/** Where one group's part of a referral stands. */
export const assignmentStates = {
  requested: 'Waiting for an answer',
  underReview: 'They have a question',
  accepted: 'They said yes',
  declined: 'They said no',
  redirected: 'Another group was asked',
  withdrawn: 'Stopped',
  expired: 'No answer came',
  completed: 'Finished',
} as const

export type AssignmentState = keyof typeof assignmentStates
/** An assignment's state by its code. */
export const assignmentState = z.enum(keysOf(assignmentStates))

/** Why a group says no. */
export const declineReasons = {
  noCapacity: 'We are full',
  notEligibleAge: 'Not the right age for this group',
  notEligibleArea: 'Lives outside our area',
  notEligibleNeed: 'We do not do this kind of thing',
  unsafeForService: 'We could not keep everybody safe',
  insufficientInformation: 'We were told too little to decide',
  duplicate: 'They come to us already',
  serviceClosed: 'This activity has ended',
  personDeclined: 'They told us they do not want to come',
  other: 'Another reason',
} as const

export type DeclineReason = keyof typeof declineReasons
/** A reason for a no by its code. */
export const declineReason = z.enum(keysOf(declineReasons))

/** What becomes of a risk when somebody is referred (PRSB: risks are always answered). */
export const riskShares = {
  tellGroup: 'Tell the group',
  talkFirst: 'Ring me first: I will tell them myself',
  notRelevant: 'Not relevant to this group',
} as const

export type RiskShare = keyof typeof riskShares
/** What becomes of a risk by its code. */
export const riskShare = z.enum(keysOf(riskShares))

/** How somebody was asked whether their details may be shared. */
export const agreementWays = {
  inPerson: 'Face to face',
  phone: 'By phone',
  video: 'By video',
  writing: 'In writing',
} as const

export type AgreementWay = keyof typeof agreementWays
/** How somebody was asked by its code. */
export const agreementWay = z.enum(keysOf(agreementWays))

/** Whom an agreement covers. */
export const agreementScopes = {
  thisGroup: 'This group only',
  similarGroups: 'This group, and others like it if this one cannot help',
} as const

export type AgreementScope = keyof typeof agreementScopes
/** An agreement's reach by its code. */
export const agreementScope = z.enum(keysOf(agreementScopes))

/** The words somebody was asked with, as they stand. Each agreement names the version it was. */
export const agreementWording = {
  version: '2026-11-26',
  words:
    'May we tell this group some things about you? Before they answer: your first name, roughly ' +
    'where you live, what you would like help with, what helps you to talk and read, and what ' +
    'they need to know to keep you and others safe. If they say yes: your whole name, why we ' +
    'ask, what matters to you, and the ways to reach you that you say are safe. They see ' +
    'it for this only. You can say stop at any time, and then they can no longer see it. If they ' +
    'cannot help, may we ask others like them, or this group only?',
} as const

/** How a group told its answer to somebody who writes it down for it. */
export const toldWays = {
  phone: 'by phone',
  inPerson: 'face to face',
  email: 'by e-mail',
  letter: 'by letter',
} as const

export type ToldWay = keyof typeof toldWays
/** How an answer was told by its code. */
export const toldWay = z.enum(keysOf(toldWays))
