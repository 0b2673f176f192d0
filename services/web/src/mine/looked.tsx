import type { AccountName, Look } from '@waymark/contracts'
import { londonDay } from '@waymark/core'
import { roleInWords } from '../session/role-names.ts'
import { dayInWords, listInWords } from '../ui/format.ts'
import { MinePage, type MineShown } from './mine-page.tsx'

/** What somebody looked at, as the services name it. */
const lookedAt: Readonly<Record<string, string>> = {
  'person.read': 'who you are and how to reach you',
  'person.listed': 'a list with your name in it',
  'relationship.read': 'who works with you',
  'entry.read': 'what was written when you were first met',
  'match.read': 'whether two records are both yours',
  'plan.read': 'your plan',
  'plan.listed': 'a list of plans with yours in it',
  'referral.read': 'what was sent to a group for you',
  'referral.listed': 'a list of what was sent to groups',
  'assignment.read': 'what was sent to them about you',
}

/** Everybody who looked on one day, each with what they looked at. */
export interface LookedDay {
  readonly day: string
  readonly lookers: readonly { readonly who: string; readonly at: readonly string[] }[]
}

/** Looks day by day, the newest first: who, and what they looked at, each said once. */
export function dayByDay(looks: readonly Look[], who: (look: Look) => string): LookedDay[] {
  const days = new Map<string, Map<string, Set<string>>>()
  const newestFirst = [...looks].sort((one, other) => (one.at < other.at ? 1 : -1))
  for (const look of newestFirst) {
    const day = londonDay(new Date(look.at))
    const lookers = days.get(day) ?? new Map<string, Set<string>>()
    const seen = lookers.get(who(look)) ?? new Set<string>()
    days.set(day, lookers.set(who(look), seen.add(lookedAt[look.action] ?? 'your record')))
  }
  return [...days].map(([day, lookers]) => ({
    day,
    lookers: [...lookers].map(([name, at]) => ({ who: name, at: [...at] })),
  }))
}

/** "Priya, link worker", "Tuesday Lunch Club", "A link worker": as far as it is known. */
export function whoLooked(names: ReadonlyMap<string, AccountName>): (look: Look) => string {
  return ({ userId, organisationName }) => {
    if (organisationName !== null) return organisationName
    const found = userId === null ? undefined : names.get(userId)
    if (found === undefined) return userId === null ? 'Waymark itself' : 'Somebody who works here'
    const [role] = found.roles
    return role === undefined ? found.name : `${found.name}, ${roleInWords(role).toLowerCase()}`
  }
}

interface LookedProps extends MineShown {
  readonly days: readonly LookedDay[]
  /** Of which parts of the record it cannot be said just now. */
  readonly away: readonly string[]
}

/** Who looked at their record, day by day, in words. */
export function LookedView({ frame, today, days, away }: LookedProps) {
  return (
    <MinePage frame={frame} title="Who has looked at my record">
      <p>You are not in this list. Everybody else is.</p>
      {away.length > 0 && (
        <p>
          We cannot say just now who looked at {listInWords(away)}. Look again in a little while.
        </p>
      )}
      {days.length === 0 && away.length === 0 && <p>Nobody has looked.</p>}
      {days.map(({ day, lookers }) => (
        <section aria-labelledby={`day-${day}`}>
          <h2 class="nhsuk-heading-s" id={`day-${day}`}>
            {dayInWords(day, today)}
          </h2>
          <ul class="wm-mine__who">
            {lookers.map(({ who, at }) => (
              <li>
                <strong>
                  <bdi>{who}</bdi>
                </strong>{' '}
                looked at {listInWords(at)}.
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        If you think that somebody should not have looked, ask your link worker or your surgery.
      </p>
    </MinePage>
  )
}
