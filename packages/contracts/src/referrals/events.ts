import { z } from 'zod'
import { placesLeft } from '../directory/records.ts'
import { event } from '../event.ts'
import { day, id } from '../shared.ts'
import { assignmentState, referralEnding } from './words.ts'

const aboutReferral = { version: 1, subject: 'referralId' } as const
const aboutAssignment = { version: 1, subject: 'assignmentId' } as const
const assignmentOfReferral = z.object({ assignmentId: id, referralId: id })

/** What referrals tells: ids and codes. Who needs words asks, and agreement is checked then. */
export const referralsEvents = {
  referralOpened: event('referral.opened', {
    ...aboutReferral,
    payload: z.object({ referralId: id }),
  }),
  referralClosed: event('referral.closed', {
    ...aboutReferral,
    payload: z.object({ referralId: id, as: referralEnding }),
    neverWaits: true,
  }),
  assignmentRequested: event('assignment.requested', {
    ...aboutAssignment,
    payload: assignmentOfReferral.extend({ listingId: id }),
  }),
  /** A link is to be sent to the group: the first, or a fresh one. */
  assignmentLinkMade: event('assignment.linkMade', {
    ...aboutAssignment,
    payload: z.object({ assignmentId: id, linkId: id }),
  }),
  /** A code is to be sent to the group's mailbox. */
  assignmentCodeAsked: event('assignment.codeAsked', {
    ...aboutAssignment,
    payload: z.object({ assignmentId: id, codeId: id }),
  }),
  assignmentMoved: event('assignment.moved', {
    ...aboutAssignment,
    payload: assignmentOfReferral.extend({ state: assignmentState }),
  }),
  /** Its agreement is gone, and the group's copy with it. */
  assignmentWithdrawn: event('assignment.withdrawn', {
    ...aboutAssignment,
    payload: assignmentOfReferral,
    neverWaits: true,
  }),
  /** What happened was told, corrected, or taken back as a mistake. */
  outcomeRecorded: event('outcome.recorded', {
    version: 1,
    subject: 'outcomeId',
    payload: assignmentOfReferral.extend({
      outcomeId: id,
      revision: z.number().int().positive(),
    }),
  }),
  /** A day of a register was finished, or corrected afterwards. */
  attendanceRecorded: event('attendance.recorded', {
    ...aboutAssignment,
    payload: assignmentOfReferral.extend({ on: day }),
  }),
  /** What a group said about its places when it answered: a count, and nobody's name. */
  placesSaid: event('assignment.placesSaid', {
    version: 1,
    subject: 'listingId',
    payload: z.object({ listingId: id, assignmentId: id, left: placesLeft }),
  }),
} as const
