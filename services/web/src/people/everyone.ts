import type { PersonSummary, ReferralSummary } from '@waymark/contracts'
import { isAppError } from '@waymark/core'
import type { Visitor } from '../session/visitor.ts'
import { referralStandingOf } from './words.ts'

/** A person with whom somebody works, and their open referrals. */
export interface PersonLine {
  readonly person: PersonSummary
  readonly referrals: readonly ReferralSummary[]
}

/** Everybody somebody works with, as far as it can be said now. */
export interface Everyone {
  readonly lines: readonly PersonLine[]
  /** False while referrals cannot be asked: the people are shown all the same. */
  readonly knowsReferrals: boolean
  /** Whether there are more people than are shown. */
  readonly hasMore: boolean
}

/** Fifty lines each: more people than anybody can work with. */
const mostPages = 10

/** The people somebody works with: what needs them first, then by family name. */
export async function readEveryone(visitor: Visitor, today: string): Promise<Everyone> {
  const [people, referrals] = await Promise.all([
    readPages((page) => visitor.people.listPeople({ query: { page } })),
    openReferralsOf(visitor),
  ])
  const lines = people.contents.map((person) => ({
    person,
    referrals: (referrals ?? [])
      .filter(({ about }) => about.kind === 'person' && about.personId === person.id)
      .sort((one, other) => urgency(one, today) - urgency(other, today)),
  }))
  const rank = ({ referrals: [first] }: PersonLine) =>
    first === undefined ? notUrgent : Math.min(urgency(first, today), notUrgent)
  return {
    lines: lines.sort((one, other) => rank(one) - rank(other)),
    knowsReferrals: referrals !== null,
    hasMore: people.hasMore,
  }
}

const notUrgent = 2

/** The smaller, the sooner: overdue, then what else needs the sender, then what only waits. */
function urgency(line: ReferralSummary, today: string): number {
  if (line.latest.overdue) return 0
  return referralStandingOf(line, today).needsYou ? 1 : notUrgent
}

async function openReferralsOf({ referrals }: Visitor): Promise<ReferralSummary[] | null> {
  return orNullWhenAway(async () => {
    const read = (page: number) => referrals.listReferrals({ query: { state: 'open', page } })
    return (await readPages(read)).contents
  })
}

/** Null while a service cannot be asked; anything else that is wrong is thrown. */
export async function orNullWhenAway<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (isAppError(error, 'unavailable')) return null
    throw error
  }
}

interface ListPage<T> {
  readonly contents: readonly T[]
  readonly totalPages: number
}

async function readPages<T>(
  read: (page: number) => Promise<ListPage<T>>,
): Promise<{ readonly contents: T[]; readonly hasMore: boolean }> {
  const first = await read(1)
  const last = Math.min(first.totalPages, mostPages)
  const others = Array.from({ length: Math.max(last - 1, 0) }, (_, index) => read(index + 2))
  const pages = [first, ...(await Promise.all(others))]
  return {
    contents: pages.flatMap(({ contents }) => contents),
    hasMore: first.totalPages > mostPages,
  }
}
