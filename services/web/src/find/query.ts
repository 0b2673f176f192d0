import { type FindQuery, findQuery } from '@waymark/contracts'
import { nothingAsked } from './address.ts'

/**
 * Reads a search from an address bar. What it does not know, or cannot use, it leaves out: an old
 * or mangled link still finds something.
 */
export function readFindQuery(parameters: URLSearchParams): FindQuery {
  const given: Record<string, string[]> = {}
  for (const name of Object.keys(nothingAsked)) {
    const values = parameters.getAll(name).filter((value) => value !== '')
    if (values.length > 0) given[name] = values
  }
  const asked = Object.entries(given).map(([name, values]) => [name, readable(name, values)])
  const read = findQuery.safeParse(Object.fromEntries(asked.filter(([, value]) => value !== null)))
  return read.success ? read.data : nothingAsked
}

/** The value or values under which one name alone is accepted; null when there is none. */
function readable(name: string, values: readonly string[]): string | string[] | null {
  const isAccepted = (value: unknown) => findQuery.safeParse({ [name]: value }).success
  const good = values.filter(isAccepted).slice(0, 20)
  const [first] = good
  if (first === undefined) return null
  return good.length > 1 && isAccepted(good) ? good : first
}
