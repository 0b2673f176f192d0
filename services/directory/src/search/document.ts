import type { Listing, Location, Organisation } from '@waymark/contracts'
import { londonInstant } from '@waymark/core'
import { pointOf, publicLocation } from '../location/rules.ts'
import { localMoment } from '../session/local-moment.ts'
import { nextOfAll } from '../session/rules.ts'
import type { GeoPoint, ListingDocument } from './port.ts'
import { needWords } from './synonyms.ts'

const dayMs = 86_400_000

interface Facts {
  readonly tenant: string
  readonly listing: Listing
  readonly organisation: Organisation
  /** Every open place of the organisation, of whichever of its listings. */
  readonly organisationPlaces: readonly Location[]
  readonly now: Date
  readonly isBankHoliday: (day: string) => boolean
}

/** A published listing as the index knows it: public facts, the address hidden where it must be. */
export function toDocument(facts: Facts): ListingDocument {
  const { listing, organisation, tenant } = facts
  const locations = listing.locations.map(publicLocation)
  const points = pointsOf(facts)
  const [mainNeed, ...otherNeeds] = listing.needs
  return {
    id: listing.id,
    tenant,
    name: listing.name,
    organisationName: organisation.name,
    summary: listing.summary,
    // What it is mainly for counts for more than what it also helps with.
    needWords: needWords(mainNeed === undefined ? [] : [mainNeed]),
    description: [listing.description, listing.whoFor, needWords(otherNeeds)].join('\n'),
    town: [...new Set(locations.map((location) => location.town))].join(' '),
    needs: listing.needs,
    deliveries: listing.deliveries,
    days: [...new Set(listing.sessions.map((session) => session.weekday))],
    languages: listing.languages,
    joining: listing.joining,
    free: listing.costPence === 0,
    stepFree: locations.some((location) => location.stepFree === 'yes'),
    takesReferrals: organisation.readyForReferrals,
    // What has no place to measure from cannot be too far: nothing is lost to a radius by silence.
    fromAnywhere: isFromAnywhere(listing) || points.length === 0,
    points,
    assuredDay: listing.assuredDate === null ? 0 : Date.parse(listing.assuredDate) / dayMs,
    nextSessionMs: nextSessionMs(facts),
  }
}

function isFromAnywhere({ coverage, deliveries }: Listing): boolean {
  return coverage === 'national' || deliveries.some((way) => way === 'online' || way === 'phone')
}

/** Where it is given; for help that comes to the door, where the organisation that brings it is. */
function pointsOf({ listing, organisationPlaces }: Facts): GeoPoint[] {
  const own = listing.locations.map(publicLocation)
  const comesToTheDoor = own.length === 0 && !isFromAnywhere(listing)
  return (comesToTheDoor ? organisationPlaces : own).flatMap((place) => pointOf(place) ?? [])
}

function nextSessionMs({ listing, now, isBankHoliday }: Facts): number | null {
  const [next] = nextOfAll(listing.sessions, localMoment(now), 1, isBankHoliday)
  return next === undefined ? null : londonInstant(next.day, next.startsAt).getTime()
}
