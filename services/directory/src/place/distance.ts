/** A point on the map: WGS 84 degrees. */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** The Earth's mean radius (IUGG). */
const earthRadiusMetres = 6_371_008.8

export const metresInMile = 1609.344

/** Metres between two points as the crow flies (haversine; right to about 0.5 %). */
export function metresBetween(a: Point, b: Point): number {
  const half = Math.PI / 360
  const north = Math.sin((b.latitude - a.latitude) * half)
  const east = Math.sin((b.longitude - a.longitude) * half)
  const narrowing = Math.cos(a.latitude * 2 * half) * Math.cos(b.latitude * 2 * half)
  const share = Math.min(1, north * north + narrowing * east * east)
  return 2 * earthRadiusMetres * Math.asin(Math.sqrt(share))
}

/** A point on a globe of radius 1, for comparing thousands of distances without trigonometry. */
export interface GlobePoint {
  readonly x: number
  readonly y: number
  readonly z: number
}

export function onGlobe({ latitude, longitude }: Point): GlobePoint {
  const [north, east] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180]
  return {
    x: Math.cos(north) * Math.cos(east),
    y: Math.cos(north) * Math.sin(east),
    z: Math.sin(north),
  }
}

/**
 * The square of the straight line through the globe to the nearest of several places: it grows as
 * the distance does. Without any place, more than across the whole globe.
 */
export function leastChordSquared(from: GlobePoint, places: readonly GlobePoint[]): number {
  let least = Number.MAX_VALUE
  for (const place of places) least = Math.min(least, chordSquared(from, place))
  return least
}

function chordSquared(a: GlobePoint, b: GlobePoint): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2
}

/**
 * The chord squared of two points so many metres apart; the whole globe is within half its girth.
 */
export function chordSquaredOf(metres: number): number {
  const chord = 2 * Math.sin(Math.min(metres / (2 * earthRadiusMetres), Math.PI / 2))
  return chord * chord
}
