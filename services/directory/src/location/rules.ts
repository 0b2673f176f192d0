import type { Location } from '@waymark/contracts'

/**
 * A place as the public may see it. A refuge or a home gives its town and its outcode and nothing
 * else: no name, no way in, no bus stop and no point, from which a distance could be worked out.
 */
export function publicLocation(location: Location): Location {
  if (!location.hideAddress) return location
  return {
    ...location,
    name: null,
    address1: 'We give the address when you get in touch',
    postcode: outcodeOf(location.postcode),
    latitude: null,
    longitude: null,
    precision: 'outcode',
    transport: null,
    accessNotes: null,
  }
}

export function outcodeOf(postcode: string): string {
  return postcode.split(' ')[0] ?? postcode
}

/** Where a place is on the map, if anybody may know. */
export function pointOf({ latitude, longitude }: Location): Point | null {
  return latitude === null || longitude === null ? null : { latitude, longitude }
}

interface Point {
  readonly latitude: number
  readonly longitude: number
}
