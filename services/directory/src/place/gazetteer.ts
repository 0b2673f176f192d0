import { type CodeTable, codesOf, codeTableOf, readCodeTable } from './code-table.ts'
import type { PlaceTable } from './demo-places.ts'
import type { Point } from './distance.ts'
import { readTowns, type Town, townOf } from './towns.ts'

/** A place that a search can be made from. */
export interface FoundPlace extends Point {
  /** What was taken for what was typed: "Newport, Isle of Wight". */
  readonly label: string
  /** A sector counts as an outcode: a mile or so either way. */
  readonly precision: 'postcode' | 'outcode' | 'town'
}

export interface Gazetteer {
  /**
   * The place somebody typed: a postcode, its first part, a town or a village. Null when nobody
   * knows it; any text will do, and none is an error.
   */
  find(text: string): Promise<FoundPlace | null>
  /** Reads the tables now rather than at the first search. */
  warm(): Promise<void>
}

export interface GazetteerOptions {
  /** A CSV of `code,lat,lng` with postcodes, sectors or outcodes, in any mixture and order. */
  readonly gazetteerFile?: string
  readonly demoPlaces?: PlaceTable
  /** The middle of the area served: of two Newports the nearer is meant. */
  readonly near?: Point
}

const longestPlaceName = 100

/** Postcodes come from the file and our own table, names from GeoNames; each is read once. */
export function createGazetteer(options: GazetteerOptions): Gazetteer {
  const { gazetteerFile, demoPlaces, near = demoPlaces?.towns[0] } = options
  const ownCodes = codeTableOf(demoPlaces?.codes ?? [])
  const ownTowns = (demoPlaces?.towns ?? []).map((town) => ({ ...town, area: '' }))
  const towns = once(() => readTowns(ownTowns))
  const fileCodes = once(async () =>
    gazetteerFile === undefined ? new Map() : readCodeTable(gazetteerFile),
  )

  return {
    async find(text) {
      const asked = text.slice(0, longestPlaceName + 1).trim()
      if (asked.length > longestPlaceName) return null
      const codes = codesOf(asked)
      if (codes.length > 0) return findCode(codes, [await orNone(fileCodes()), ownCodes])
      const town = townOf(await orNone(towns()), asked, near)
      return town === null ? null : placeOfTown(town)
    },
    async warm() {
      await Promise.all([fileCodes(), towns()])
    },
  }
}

/** The narrowest of the codes that any table knows. */
function findCode(codes: readonly string[], tables: readonly CodeTable[]): FoundPlace | null {
  for (const code of codes) {
    const point = tables.map((table) => table.get(code)).find((found) => found !== undefined)
    if (point === undefined) continue
    const precision = /\d[A-Z]{2}$/.test(code) ? 'postcode' : 'outcode'
    return { ...point, label: code, precision }
  }
  return null
}

function placeOfTown({ name, area, latitude, longitude }: Town): FoundPlace {
  const label = area === '' ? name : `${name}, ${area}`
  return { label, latitude, longitude, precision: 'town' }
}

/**
 * A table that cannot be read makes its places unknown, not the search impossible; `warm` says why.
 */
function orNone<K, V>(table: Promise<ReadonlyMap<K, V>>): Promise<ReadonlyMap<K, V>> {
  return table.catch(() => new Map<K, V>())
}

/**
 * Does the work at the first call and keeps its result; after a failure the next call tries again.
 */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null
  return () => {
    result ??= work().catch((error: unknown) => {
      result = null
      throw error
    })
    return result
  }
}
