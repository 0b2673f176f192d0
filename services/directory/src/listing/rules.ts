import type { Listing, ListingCard, ListingDetails, ListingState } from '@waymark/contracts'
import { addDays, conflict, invalid } from '@waymark/core'

export type ListingMove = 'publish' | 'withdraw'

/** The whole life of a listing: draft, published, withdrawn, and perhaps published again. */
const transitions = {
  draft: { publish: 'published' },
  published: { withdraw: 'withdrawn' },
  withdrawn: { publish: 'published' },
} as const satisfies Record<ListingState, Partial<Record<ListingMove, ListingState>>>

/** Makes the move, or throws `conflict` naming the moves that this state still allows. */
export function move(listing: Listing, given: ListingMove, now: Date): Listing {
  const exits: Partial<Record<ListingMove, ListingState>> = transitions[listing.state]
  const state = exits[given]
  if (state === undefined) {
    throw conflict(`We cannot ${given} a ${listing.state} listing.`, {
      allowed: Object.keys(exits),
    })
  }
  return changed({ ...listing, state }, now)
}

/** New words, same assurance: an edit is not a check. */
export function edit(listing: Listing, details: ListingDetails, now: Date): Listing {
  checkDetails(details)
  if (details.organisationId !== listing.organisationId) {
    throw invalid('A listing stays with the organisation that made it.', [
      { pointer: '/organisationId', detail: 'Leave the organisation as it is.' },
    ])
  }
  return changed({ ...listing, ...details }, now)
}

/** Somebody says that it is right today. */
export function assure(
  listing: Listing,
  by: NonNullable<Listing['assuredBy']>,
  today: string,
  now: Date,
): Listing {
  if (listing.state !== 'published') throw conflict('Only a published listing can be checked.')
  return changed({ ...listing, assuredDate: today, assuredBy: by }, now)
}

/** How many places were left on the day somebody counted; null when nobody knows any more. */
export function countPlaces(
  listing: Listing,
  left: number | null,
  today: string,
  now: Date,
): Listing {
  const counted = { placesLeft: left, placesSaidOn: left === null ? null : today }
  return changed({ ...listing, ...counted }, now)
}

/** Places counted longer ago than this are no longer shown as a fact. */
const placesHoldForDays = 30

/** The places left as people may see them. */
export function currentPlaces(
  listing: Pick<Listing, 'placesLeft' | 'placesSaidOn'>,
  today: string,
): ListingCard['places'] {
  const { placesLeft: left, placesSaidOn: saidOn } = listing
  if (left === null || saidOn === null || addDays(saidOn, placesHoldForDays) < today) return null
  return { left, saidOn }
}

export function newListing(id: string, details: ListingDetails, now: Date): Listing {
  checkDetails(details)
  return {
    ...details,
    id,
    state: 'draft',
    assuredDate: null,
    assuredBy: null,
    placesLeft: null,
    placesSaidOn: null,
    lastModified: now.toISOString(),
    version: 1,
    sessions: [],
    locations: [],
  }
}

function checkDetails({ minimumAge, maximumAge }: ListingDetails): void {
  if (minimumAge !== null && maximumAge !== null && minimumAge > maximumAge) {
    throw invalid('The youngest age is above the oldest.', [
      { pointer: '/maximumAge', detail: 'Use an age that is not below the youngest age.' },
    ])
  }
}

export function changed(listing: Listing, now: Date): Listing {
  return { ...listing, version: listing.version + 1, lastModified: now.toISOString() }
}

/** A listing as its events name it. */
export function revisionOf({ id, version }: Listing): { listingId: string; revision: number } {
  return { listingId: id, revision: version }
}
