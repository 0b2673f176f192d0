import type { ListingCard, Location } from '@waymark/contracts'
import { currentPlaces } from '../listing/rules.ts'
import { outcodeOf, pointOf, publicLocation } from '../location/rules.ts'
import { metresBetween } from '../place/distance.ts'
import type { FoundPlace } from '../place/gazetteer.ts'
import { type LocalMoment, nextOfAll } from '../session/rules.ts'
import { toMiles } from './filters.ts'
import type { CardRecord } from './store.ts'

interface CardFacts {
  readonly record: CardRecord
  readonly from: FoundPlace | null
  readonly moment: LocalMoment
  readonly isBankHoliday: (day: string) => boolean
}

/** All that a link worker needs to choose, without opening it. */
export function toCard({ record, from, moment, isBankHoliday }: CardFacts): ListingCard {
  const { sessions, locations: all, organisationPhone, placesLeft, placesSaidOn, ...shown } = record
  const locations = all.map(publicLocation)
  const [next] = nextOfAll(sessions, moment, 1, isBankHoliday)
  return {
    ...shown,
    stepFree: stepFreeOf(locations),
    next: next ?? null,
    place: placeOf(locations, from),
    phone: shown.phone ?? organisationPhone,
    places: currentPlaces({ placesLeft, placesSaidOn }, moment.day),
  }
}

function stepFreeOf(locations: readonly Location[]): ListingCard['stepFree'] {
  if (locations.some((location) => location.stepFree === 'yes')) return 'yes'
  const allNo = locations.length > 0 && locations.every((location) => location.stepFree === 'no')
  return allNo ? 'no' : 'notKnown'
}

/** The nearest of its places, or the first where no place was given to measure from. */
function placeOf(locations: readonly Location[], from: FoundPlace | null): ListingCard['place'] {
  const measured = locations
    .map((location) => ({ location, metres: metresTo(location, from) }))
    .sort((one, other) => (one.metres ?? Number.MAX_VALUE) - (other.metres ?? Number.MAX_VALUE))
  const [nearest] = measured
  if (nearest === undefined) return null
  const { location, metres } = nearest
  return {
    name: location.name,
    town: location.town,
    outcode: outcodeOf(location.postcode),
    miles: metres === null ? null : Math.round(toMiles(metres) * 100) / 100,
    approximate: isRough(location.precision) || (from !== null && isRough(from.precision)),
  }
}

function metresTo(location: Location, from: FoundPlace | null): number | null {
  const point = pointOf(location)
  return from === null || point === null ? null : metresBetween(from, point)
}

function isRough(precision: Location['precision']): boolean {
  return precision === 'outcode' || precision === 'town'
}
