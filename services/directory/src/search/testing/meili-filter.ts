import { metresBetween } from '../../place/distance.ts'

/** A document as the engine holds it. */
export type Held = Readonly<Record<string, unknown>>
export type Test = (document: Held) => boolean

/** What the engine answers to what it cannot read or do: its code, with a status of 400. */
export class MeiliError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

interface Reading {
  readonly tokens: readonly Token[]
  at: number
  readonly filterable: readonly string[]
  readonly code: string
}

interface Token {
  readonly text: string
  readonly isQuoted: boolean
}

/**
 * The engine's filter language as its documentation has it: upper-case keywords, single or double
 * quotes, values unescaped twice, AND before OR, and only what is filterable.
 */
export function parseFilter(
  filter: unknown,
  filterable: readonly string[],
  code = 'invalid_search_filter',
): Test {
  if (filter === undefined || filter === null) return () => true
  if (Array.isArray(filter)) {
    const parts = filter.map((part: unknown) =>
      Array.isArray(part)
        ? part.map((one) => parseFilter(one, filterable, code))
        : [parseFilter(part, filterable, code)],
    )
    return (document) => parts.every((any) => any.some((passes) => passes(document)))
  }
  if (typeof filter !== 'string') throw new MeiliError(code, 'A filter is a text or a list.')
  const reading: Reading = { tokens: tokensOf(filter, code), at: 0, filterable, code }
  const test = anyOf(reading)
  if (reading.at < reading.tokens.length) refuse(reading)
  return test
}

function tokensOf(text: string, code: string): Token[] {
  const tokens: Token[] = []
  let rest = text.trimStart()
  while (rest !== '') {
    const [first = ''] = rest
    const isQuoted = first === "'" || first === '"'
    const { value, length } = isQuoted ? quotedAt(rest, first, code) : plainAt(rest, code)
    tokens.push({ text: value, isQuoted })
    rest = rest.slice(length).trimStart()
  }
  return tokens
}

function plainAt(text: string, code: string): { value: string; length: number } {
  const [found] = /^(?:[()[\],]|[<>!]?=|[<>]|[\p{L}\p{N}_.-]+)/u.exec(text) ?? []
  if (found === undefined) throw new MeiliError(code, 'Unquoted values hold letters and digits.')
  return { value: found, length: found.length }
}

/** Its own quote is undone first; where it was, and where not, every escape is undone after. */
function quotedAt(text: string, quote: string, code: string): { value: string; length: number } {
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === quote) {
      const inner = text.slice(1, at).replaceAll(`\\${quote}`, quote)
      return { value: unescaped(inner, code), length: at + 1 }
    }
  }
  throw new MeiliError(code, 'A quote was not closed.')
}

function unescaped(text: string, code: string): string {
  const known = new Map(Object.entries({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }))
  return text.replace(/\\(u\{?[0-9a-f]+\}?|x[0-9a-f]{2}|[\s\S]|$)/giu, (_all, given: string) => {
    if (/^[ux]./.test(given)) {
      return String.fromCodePoint(Number.parseInt(given.replace(/[^0-9a-f]/gi, ''), 16))
    }
    const found = known.get(given) ?? (/^[\\'"/]$/.test(given) ? given : undefined)
    if (found === undefined) throw new MeiliError(code, 'An escape is not known.')
    return found
  })
}

function refuse({ code, tokens, at }: Reading): never {
  throw new MeiliError(code, `Was not expecting ${tokens[at]?.text ?? 'the end'}.`)
}

function takes(reading: Reading, ...words: readonly string[]): boolean {
  const all = words.every((word, offset) => {
    const token = reading.tokens[reading.at + offset]
    return token !== undefined && !token.isQuoted && token.text === word
  })
  if (all) reading.at += words.length
  return all
}

function demand(reading: Reading, word: string): void {
  if (!takes(reading, word)) refuse(reading)
}

function anyOf(reading: Reading): Test {
  const parts = [allOf(reading)]
  while (takes(reading, 'OR')) parts.push(allOf(reading))
  return (document) => parts.some((passes) => passes(document))
}

function allOf(reading: Reading): Test {
  const parts = [one(reading)]
  while (takes(reading, 'AND')) parts.push(one(reading))
  return (document) => parts.every((passes) => passes(document))
}

function one(reading: Reading): Test {
  if (takes(reading, 'NOT')) {
    const passes = one(reading)
    return (document) => !passes(document)
  }
  if (takes(reading, '(')) {
    const test = anyOf(reading)
    demand(reading, ')')
    return test
  }
  if (takes(reading, '_geoRadius', '(')) return radius(reading)
  return condition(reading)
}

function radius(reading: Reading): Test {
  fieldIs(reading, '_geo')
  const numbers: number[] = []
  do numbers.push(number(reading))
  while (takes(reading, ','))
  demand(reading, ')')
  const [latitude = Number.NaN, longitude = Number.NaN, metres = Number.NaN] = numbers
  const isRight = numbers.length === 3 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  if (!isRight) refuse(reading)
  return ({ _geo }) => {
    const place = placeOf(_geo)
    return place !== null && metresBetween(place, { latitude, longitude }) <= metres
  }
}

/** The point of a document, or null. */
export function placeOf(geo: unknown): { latitude: number; longitude: number } | null {
  if (typeof geo !== 'object' || geo === null || !('lat' in geo) || !('lng' in geo)) return null
  return { latitude: Number(geo.lat), longitude: Number(geo.lng) }
}

function fieldIs(reading: Reading, field: string): void {
  if (reading.filterable.includes(field)) return
  throw new MeiliError(reading.code, `Attribute ${field} is not filterable.`)
}

function value(reading: Reading): string {
  const token = reading.tokens[reading.at]
  const isReserved = /^(AND|OR|NOT|IN|TO|EXISTS|IS|NULL|EMPTY|CONTAINS|STARTS)$/
  const signs = /^[()[\],<>=!]/
  if (token === undefined) refuse(reading)
  if (!token.isQuoted && (isReserved.test(token.text) || signs.test(token.text))) refuse(reading)
  reading.at += 1
  return token.text
}

/** Plain notation only. */
function number(reading: Reading): number {
  const text = value(reading)
  if (!/^-?\d+(\.\d+)?$/.test(text)) refuse(reading)
  return Number(text)
}

function condition(reading: Reading): Test {
  const field = value(reading)
  fieldIs(reading, field)
  if (takes(reading, 'EXISTS')) return (document) => document[field] !== undefined
  if (takes(reading, 'IN', '[')) return among(reading, field)
  for (const sign of ['>=', '<=', '>', '<'] as const) {
    if (takes(reading, sign)) return compares(field, sign, number(reading))
  }
  demand(reading, '=')
  const wanted = normalised(value(reading))
  return (document) => valuesOf(document[field]).includes(wanted)
}

function among(reading: Reading, field: string): Test {
  const wanted = new Set<string>()
  while (!takes(reading, ']')) {
    wanted.add(normalised(value(reading)))
    takes(reading, ',')
  }
  return (document) => valuesOf(document[field]).some((held) => wanted.has(held))
}

function compares(field: string, sign: '>=' | '<=' | '>' | '<', than: number): Test {
  const tests = {
    '>=': (held: number) => held >= than,
    '<=': (held: number) => held <= than,
    '>': (held: number) => held > than,
    '<': (held: number) => held < than,
  }
  return (document) => {
    const held = document[field]
    return typeof held === 'number' && tests[sign](held)
  }
}

/** Strings, numbers and booleans, alone or in a list, as the engine compares them. */
function valuesOf(held: unknown): string[] {
  if (Array.isArray(held)) return held.flatMap(valuesOf)
  return held === undefined || held === null ? [] : [normalised(String(held))]
}

function normalised(text: string): string {
  return text.trim().normalize('NFKD').toLowerCase()
}
