import type { FindResult } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import type { Searcher } from '../search/port.ts'
import { ask, type Search } from './ask.ts'
import { checkedRecently } from './filters.ts'

type Counts = Readonly<Record<string, number>>

const fields = {
  need: 'needs',
  how: 'deliveries',
  day: 'days',
  free: 'free',
  stepFree: 'stepFree',
  takesReferrals: 'takesReferrals',
} as const

/**
 * Counts for the filter panel. Each group is counted with every filter but its own, so that ticking
 * a second need shows what it would add rather than nothing.
 */
export async function countFacets(index: Searcher, search: Search): Promise<FindResult['facets']> {
  // Groups whose own filter is off are all counted with the same filters: one search serves them.
  const off = keysOf(fields).filter((name) => !search.filters.has(name))
  const together = await ask(index, search, { facets: off.map((name) => fields[name]) })
  const count = async (name: keyof typeof fields): Promise<Counts> => {
    const field = fields[name]
    const alone = { without: name, facets: [field] }
    const answer = search.filters.has(name) ? await ask(index, search, alone) : together
    return answer.facets[field] ?? {}
  }
  const [need, how, day, free, stepFree, takesReferrals, checked] = await Promise.all([
    count('need'),
    count('how'),
    count('day'),
    count('free'),
    count('stepFree'),
    count('takesReferrals'),
    countChecked(index, search),
  ])
  return {
    ...{ need, how, day, checked },
    free: free.true ?? 0,
    stepFree: stepFree.true ?? 0,
    takesReferrals: takesReferrals.true ?? 0,
  }
}

async function countChecked(index: Searcher, search: Search): Promise<number> {
  const filters = new Map(search.filters).set('checked', checkedRecently(search.today))
  return (await ask(index, { ...search, filters })).total
}
