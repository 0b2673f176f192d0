import { deliveries, type FindQuery, type FindResult, needs, weekdays } from '@waymark/contracts'
import type { AppliedFilter } from '../ui/filters.tsx'

/** A search with nothing asked: what an address leaves out. */
export const nothingAsked: FindQuery = {
  q: '',
  near: '',
  within: '5',
  need: [],
  how: [],
  day: [],
  free: false,
  stepFree: false,
  takesReferrals: false,
  checked: false,
  sort: 'best',
  page: 1,
}

/**
 * The address of a search with something changed, shortest form. A change goes back to the first
 * page, unless the page is what changed.
 */
export function findAddress(query: FindQuery, change: Partial<FindQuery> = {}): string {
  const wanted = { ...query, page: 1, ...change }
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(wanted)) {
    if (Array.isArray(value)) for (const one of value) parameters.append(name, one)
    // The names of `wanted` are those of a FindQuery, so each has its default.
    else if (value !== nothingAsked[name as keyof FindQuery]) {
      parameters.set(name, value === true ? '1' : String(value))
    }
  }
  const asked = parameters.toString()
  return asked === '' ? '/find' : `/find?${asked}`
}

function without<T>(values: readonly T[], value: T): T[] {
  return values.filter((each) => each !== value)
}

/** Every filter that is on, with the search that it would be without it. */
export function appliedFilters(query: FindQuery): AppliedFilter[] {
  const off = (label: string, change: Partial<FindQuery>): AppliedFilter => ({
    label,
    href: findAddress(query, change),
  })
  return [
    ...query.need.map((need) => off(needs[need], { need: without(query.need, need) })),
    ...query.how.map((how) => off(deliveries[how], { how: without(query.how, how) })),
    ...query.day.map((day) => off(weekdays[day], { day: without(query.day, day) })),
    ...(query.free ? [off('Free', { free: false })] : []),
    ...(query.stepFree ? [off('Step-free', { stepFree: false })] : []),
    ...(query.takesReferrals ? [off('Ready for referrals', { takesReferrals: false })] : []),
    ...(query.checked ? [off('Checked in 90 days', { checked: false })] : []),
  ]
}

/** The same words and place, with every filter off. */
export function withoutFilters(query: FindQuery): string {
  const { need, how, day, free, stepFree, takesReferrals, checked } = nothingAsked
  return findAddress(query, { need, how, day, free, stepFree, takesReferrals, checked })
}

type Relaxed = FindResult['relaxations'][number]['filter']

const quoted = (labels: readonly string[]) => `‘${labels.join('’ and ‘')}’`

/** What to press to be less particular, in words, and the search it leads to. */
export function relaxedSearch(query: FindQuery, filter: Relaxed): { words: string; href: string } {
  const words: Record<Relaxed, string> = {
    q: 'Search without the words',
    within: 'Look in the whole area',
    need: `Take off ${quoted(query.need.map((need) => needs[need]))}`,
    how: `Take off ${quoted(query.how.map((how) => deliveries[how]))}`,
    day: `Take off ${quoted(query.day.map((day) => weekdays[day]))}`,
    free: 'Take off ‘Free’',
    stepFree: 'Take off ‘Step-free’',
    takesReferrals: 'Take off ‘Ready for referrals’',
    checked: 'Take off ‘Checked in 90 days’',
  }
  const change =
    filter === 'within' ? { within: 'any' as const } : { [filter]: nothingAsked[filter] }
  return { words: words[filter], href: findAddress(query, change) }
}
