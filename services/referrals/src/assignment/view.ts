import type {
  Assignment,
  Attendance,
  GroupAssignment,
  GroupAssignmentSummary,
  Question,
} from '@waymark/contracts'
import type { WorkingDays } from '@waymark/core/working-days'
import type { Reader } from '@waymark/db'
import { holds, type KeptAgreement } from '../agreement/rules.ts'
import { getAgreement, listAgreements } from '../agreement/store.ts'
import type { KeptAttendance } from '../attendance/rules.ts'
import { listAttendance } from '../attendance/store.ts'
import { viewOutcomes } from '../message-back/view.ts'
import { listMailed } from '../notice/store.ts'
import { hasEnded } from '../outcome/rules.ts'
import { listOutcomes } from '../outcome/store.ts'
import { type KeptQuestion, listQuestions } from '../question/store.ts'
import { isOverdue, type KeptAssignment, type KeptCopy, movesOf, withoutWithheld } from './rules.ts'

interface GroupLook {
  readonly now: Date
  /** Whether surname and how to reach the person may be shown, once there was a yes. */
  readonly mayOpen: boolean
}

/** A group's part as the group sees it: the copy alone, while the agreement holds. */
export async function viewForGroup(
  reader: Reader,
  tenant: string,
  assignment: KeptAssignment,
  { now, mayOpen }: GroupLook,
): Promise<GroupAssignment> {
  const agreement = await getAgreement(reader, tenant, assignment.id)
  const questions = await listQuestions(reader, tenant, [assignment.id])
  const kept = holds(agreement, now) ? assignment.shared : null
  const shared = kept && withoutWithheld(kept)
  const { name, workplaceName, workplacePhone } = assignment.sender
  const [outcomes, attendance] = await Promise.all([
    listOutcomes(reader, tenant, [assignment.id]),
    listAttendance(reader, tenant, [assignment.id]),
  ])
  // Once it has said that its part is over, there is nobody left for it to reach.
  const isOpened = assignment.state === 'accepted' && mayOpen && !hasEnded(outcomes)
  return {
    ...plainOf(assignment, now),
    organisationId: assignment.organisationId,
    organisationName: assignment.organisationName,
    listingId: assignment.listingId,
    sender: { name, workplaceName, workplacePhone },
    // What was said about a person goes when the rest of them does.
    questions: shared === null ? [] : questions.map(toQuestion),
    before: shared?.before ?? null,
    after: isOpened ? (shared?.after ?? null) : null,
    attendance: shared === null ? [] : attendance.map(toAttendance),
    outcomes: agreement.withdrawnAt === null ? outcomes : [],
  }
}

/** A line of a group's list. */
export function summariseForGroup(
  assignment: KeptAssignment,
  agreement: KeptAgreement | undefined,
  now: Date,
): GroupAssignmentSummary {
  const { id, listingName, state, sentAt, answerBy, answeredAt, shared, sender } = assignment
  const mayName = agreement !== undefined && holds(agreement, now)
  return {
    ...{ id, listingName, state, sentAt, answerBy, answeredAt },
    overdue: isOverdue(assignment, now),
    firstName: mayName ? (shared?.before.firstName ?? null) : null,
    workplaceName: sender.workplaceName,
  }
}

interface SenderLook {
  readonly now: Date
  readonly workingDays: WorkingDays
  readonly isOpen: boolean
  /** Whoever knows the person by what they typed alone sees the words of their own parts alone. */
  readonly onlyOf: string | null
}

/** Groups' parts as those who sent them see them, in the order given: the newest first. */
export async function viewForSender(
  reader: Reader,
  tenant: string,
  assignments: readonly KeptAssignment[],
  { now, workingDays, isOpen, onlyOf }: SenderLook,
): Promise<Assignment[]> {
  const ids = assignments.map(({ id }) => id)
  const [agreements, questions, mailed, attendance, outcomes] = await Promise.all([
    listAgreements(reader, tenant, ids),
    listQuestions(reader, tenant, ids),
    listMailed(reader, tenant, ids),
    listAttendance(reader, tenant, ids),
    viewOutcomes(reader, tenant, ids, { now, workingDays }),
  ])
  return assignments.flatMap((assignment, at) => {
    const ofThis = (each: { readonly assignmentId: string }) => each.assignmentId === assignment.id
    const agreement = agreements.find(ofThis)
    if (agreement === undefined) return []
    const mayRead = onlyOf === null || assignment.sender.userId === onlyOf
    const asked = questions.filter(ofThis)
    const days = attendance.filter(ofThis).filter(({ finishedAt }) => finishedAt !== null)
    const hasQuestion = asked.some(({ answer }) => answer === null)
    return {
      ...plainOf(assignment, now),
      organisationId: assignment.organisationId,
      organisationName: assignment.organisationName,
      organisationPhone: assignment.organisationPhone,
      listingId: assignment.listingId,
      mailedAt: mailed.get(assignment.id) ?? null,
      questions: mayRead ? asked.map(toQuestion) : [],
      agreement: toAgreement(agreement),
      shared: mayRead && holds(agreement, now) ? copyFor(assignment.shared, onlyOf) : null,
      attendance: mayRead ? days.map(toAttendance) : [],
      outcomes: mayRead ? outcomes.filter(ofThis) : [],
      moves: movesOf(assignment, { isLatest: at === 0, isOpen, hasQuestion }),
    }
  })
}

/** Whoever typed the person sees what they typed: less would tell that others know them. */
function copyFor(kept: KeptCopy | null, onlyOf: string | null): Assignment['shared'] {
  if (kept === null) return null
  const { before, after } = kept
  return onlyOf === null ? withoutWithheld(kept) : { before, after }
}

function plainOf(assignment: KeptAssignment, now: Date) {
  const { id, listingName, state, sentAt, answerBy, answeredAt } = assignment
  const { declineReason, declineWords, placesLeft, told } = assignment
  return {
    ...{ id, listingName, state, sentAt, answerBy, answeredAt },
    ...{ declineReason, declineWords, placesLeft, told },
    overdue: isOverdue(assignment, now),
  }
}

function toAttendance({ on, mark, finishedAt, told }: KeptAttendance): Attendance {
  return { on, mark, finishedAt, told }
}

function toQuestion({ id, words, askedAt, answer, answeredAt }: KeptQuestion): Question {
  return { id, words, askedAt, answer, answeredAt }
}

function toAgreement(agreement: KeptAgreement): Assignment['agreement'] {
  const { askedBy, how, askedOn, wordingVersion, scope, until, withdrawnAt } = agreement
  return { askedBy, how, askedOn, wordingVersion, scope, until, withdrawnAt }
}
