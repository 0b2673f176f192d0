import { readerOf } from '../fields.ts'
import type { Filter, FilterField } from '../port.ts'

/** A filter in the engine's own words; or true, which keeps everything, or false, nothing. */
export type Built = string | boolean

type Value = string | boolean

/**
 * Built from the typed tree alone: field names are ours, values are quoted, numbers are written
 * out. Throws `invalid` for a field that nothing may be filtered by.
 */
export function buildFilter(filter: Filter): Built {
  if ('all' in filter) return joinAll(filter.all.map(buildFilter))
  if ('any' in filter) return joinAny(filter.any.map(buildFilter))
  if ('not' in filter) return negated(buildFilter(filter.not))
  if ('within' in filter) {
    const { latitude, longitude } = filter.within
    return `_geoRadius(${[latitude, longitude, filter.metres].map(plainNumber).join(', ')})`
  }
  if ('atLeast' in filter) return `${filter.atLeast} >= ${plainNumber(filter.value)}`
  if ('isAnyOf' in filter) return isAnyOf(filter.isAnyOf, filter.values)
  return isAnyOf(filter.is, [filter.value])
}

/** Each of several listings, whatever their ids hold. */
export function listingIsAnyOf(ids: readonly string[]): string {
  return `listing IN [${ids.map(quoted).join(', ')}]`
}

/** Which field of a row holds a field of the port. */
function rowField(field: FilterField): string {
  readerOf(field)
  return field === 'id' ? 'listing' : field
}

function isAnyOf(field: FilterField, values: readonly Value[]): Built {
  const name = rowField(field)
  if (values.length === 0) return false
  const written = values.map((value) => (typeof value === 'boolean' ? `${value}` : quoted(value)))
  return written.length === 1 ? `${name} = ${written[0]}` : `${name} IN [${written.join(', ')}]`
}

/**
 * The engine undoes `\'` and then every escape once more, so a backslash is doubled first and a
 * quote escaped after.
 */
export function quoted(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** Never in exponents, which the engine does not read. A hundredth of a metre is kept. */
export function plainNumber(value: number): string {
  const bounded = Math.max(-largest, Math.min(largest, value))
  return bounded.toFixed(7).replace(/\.?0+$/, '')
}

const largest = 1e15

function negated(inner: Built): Built {
  return typeof inner === 'boolean' ? !inner : `NOT (${inner})`
}

function joinAll(parts: readonly Built[]): Built {
  if (parts.includes(false)) return false
  return joined(parts.filter(isWritten), 'AND') ?? true
}

function joinAny(parts: readonly Built[]): Built {
  if (parts.includes(true)) return true
  return joined(parts.filter(isWritten), 'OR') ?? false
}

function joined(parts: readonly string[], word: 'AND' | 'OR'): string | undefined {
  return parts.length < 2 ? parts[0] : parts.map((part) => `(${part})`).join(` ${word} `)
}

function isWritten(part: Built): part is string {
  return typeof part === 'string'
}
