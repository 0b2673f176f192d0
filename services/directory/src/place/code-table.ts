import { open } from 'node:fs/promises'
import { parsePostcode, unavailable } from '@waymark/core'
import type { PlacedCode } from './demo-places.ts'
import type { Point } from './distance.ts'

/** Where each postcode, sector or outcode is. */
export type CodeTable = ReadonlyMap<string, Point>

export function codeTableOf(codes: readonly PlacedCode[]): CodeTable {
  return new Map(codes.map(([code, latitude, longitude]) => [code, { latitude, longitude }]))
}

/**
 * Reads a CSV of `code,lat,lng`, passing over rows that are not. A sector or an outcode that the
 * file leaves out is put in the middle of its postcodes. Throws `unavailable`.
 */
export async function readCodeTable(file: string): Promise<CodeTable> {
  const table = new Map<string, Point>()
  const middles = new Map<string, Middle>()
  try {
    const handle = await open(file)
    // No code or number holds a comma or a quote, so nothing cleverer than this is needed.
    for await (const line of handle.readLines()) {
      addRow(table, middles, line.replaceAll('"', '').split(','))
    }
  } catch (error) {
    throw unavailable('The gazetteer file cannot be read.', error)
  }
  for (const [code, { latitude, longitude, count }] of middles) {
    if (table.has(code)) continue
    table.set(code, { latitude: latitude / count, longitude: longitude / count })
  }
  return table
}

/** The sum of the places of so many postcodes. */
interface Middle {
  latitude: number
  longitude: number
  count: number
}

function addRow(
  table: Map<string, Point>,
  middles: Map<string, Middle>,
  [first = '', lat = '', lng = '']: readonly string[],
): void {
  const [latitude, longitude] = [Number(lat || Number.NaN), Number(lng || Number.NaN)]
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return
  const [code, ...wider] = codesOf(first)
  if (code === undefined) return
  table.set(code, { latitude, longitude })
  for (const each of wider) {
    const middle = middles.get(each) ?? { latitude: 0, longitude: 0, count: 0 }
    middle.latitude += latitude
    middle.longitude += longitude
    middle.count += 1
    middles.set(each, middle)
  }
}

/** A code as the table writes it, then the wider ones it lies in; empty for what is not a code. */
export function codesOf(text: string): string[] {
  const typed = text.trim().toUpperCase().replace(/\s+/g, ' ')
  const [, sectorOutcode] = /^([A-Z]{1,2}\d[A-Z\d]?) \d$/.exec(typed) ?? []
  if (sectorOutcode !== undefined) return [typed, sectorOutcode]
  const code = parsePostcode(typed)
  if (code === null) return []
  return 'postcode' in code ? [code.postcode, code.sector, code.outcode] : [code.outcode]
}
