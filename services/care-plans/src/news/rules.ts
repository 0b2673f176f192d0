import type { NewsNotice, Plan, Referrer } from '@waymark/contracts'
import { AppError } from '@waymark/core'

const dayMs = 86_400_000
const worthTellingForMs = 7 * dayMs

/** Something new for a person, with what it is about. */
export interface News {
  readonly id: string
  readonly personId: string
  readonly madeAt: string
  readonly items: readonly NewsItem[]
}

/** What a group said, in the revision that the person is told of. */
export interface NewsItem {
  readonly suggestionId: string
  readonly revision: number
}

/** Until when it is worth telling somebody. */
export function newsUntil(madeAt: string): string {
  return new Date(Date.parse(madeAt) + worthTellingForMs).toISOString()
}

/** What waits for a person's answer, and whose part of the referral it came from. */
export interface Waiting {
  readonly id: string
  readonly assignmentId: string
  readonly revision: number
  /** The latest revision that the person answered themself; 0: none. */
  readonly answered: number
}

/** What waits, by the id under which it does. */
export type WaitingById = ReadonlyMap<string, Waiting>

/** What of a plan waits for the person's answer. */
export function waitingIn({ goals }: Pick<Plan, 'goals'>): Waiting[] {
  return goals
    .flatMap(({ suggestions }) => suggestions)
    .filter(({ state }) => state === 'waiting' || state === 'changedSince')
    .flatMap(({ id, outcome, confirmations }) => {
      if (outcome === null) return []
      const { assignmentId, revision } = outcome
      const own = confirmations.filter(({ saidBy }) => saidBy === 'person')
      const answered = Math.max(0, ...own.map((answer) => answer.revision))
      return { id, assignmentId, revision, answered }
    })
}

/** News of the same day that is not dealt with: what comes next belongs to it. */
export function findOpen(ofToday: readonly News[], waiting: WaitingById): News | undefined {
  const isOpen = ({ suggestionId, revision }: NewsItem) =>
    revision > (waiting.get(suggestionId)?.answered ?? revision)
  return ofToday.find(({ items }) => items.some(isOpen))
}

/** Somebody to ring: one who says where they work before one who does not; null for nobody. */
export function workerAmong(found: readonly Referrer[]): NewsNotice['worker'] {
  const [worker] = found.toSorted((one, other) => rank(one) - rank(other))
  return worker === undefined ? null : { name: worker.name, phone: worker.workplace?.phone ?? null }
}

function rank({ workplace }: Referrer): number {
  return workplace === null ? 1 : 0
}

/** There is nothing to write about, or nothing that the person could do about it. */
export function noLonger(): AppError {
  return new AppError('gone', 'There is nothing to write about now.')
}
