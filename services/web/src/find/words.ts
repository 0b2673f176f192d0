import type { FindQuery, FindResult } from '@waymark/contracts'
import { countInWords } from '../ui/format.ts'

/** "within 5 miles of Harrowby Vale", "in the whole area": how wide the search was, never less. */
function whereSearched(query: FindQuery, place: FindResult['place']): string {
  if (place.status !== 'found') return place.status === 'unknown' ? 'in the whole area' : ''
  if (query.within === 'any') return `in the whole area, from ${place.label}`
  return `within ${query.within === '1' ? '1 mile' : `${query.within} miles`} of ${place.label}`
}

/** "14 groups and services within 5 miles of Harrowby Vale": the heading, and what is announced. */
export function resultsInWords(query: FindQuery, result: FindResult): string {
  const count = result.totalItems === 0 ? 'Nothing found' : countInWords(result.totalItems)
  const about = query.q === '' ? '' : `for “${query.q}”`
  return [count, about, whereSearched(query, result.place)].filter(Boolean).join(' ')
}

/** How the results are ordered, as a sentence. */
export function orderInWords(query: FindQuery, result: FindResult): string {
  const hasPlace = result.place.status === 'found'
  const hasWords = query.q !== ''
  if (query.sort === 'soonest' || (!hasPlace && !hasWords)) return 'The next to meet comes first.'
  if (!hasPlace) return 'The best match for the words comes first.'
  const wantsNearest = query.sort === 'nearest' || !hasWords
  return wantsNearest
    ? 'The nearest comes first.'
    : 'The best match for the words comes first, then the nearest.'
}
