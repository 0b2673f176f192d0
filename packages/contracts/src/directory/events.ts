import { z } from 'zod'
import { event } from '../event.ts'
import { id } from '../shared.ts'

const listingRevision = z.object({ listingId: id, revision: z.number().int().positive() })

const organisationRevision = z.object({
  organisationId: id,
  revision: z.number().int().positive(),
})

const aboutListing = { version: 1, subject: 'listingId', payload: listingRevision } as const
const aboutOrganisation = {
  version: 1,
  subject: 'organisationId',
  payload: organisationRevision,
} as const

/** What the directory tells. Ids and revisions only; who needs the words asks for them. */
export const directoryEvents = {
  listingCreated: event('listing.created', aboutListing),
  listingEdited: event('listing.edited', aboutListing),
  listingPublished: event('listing.published', aboutListing),
  listingWithdrawn: event('listing.withdrawn', aboutListing),
  listingAssured: event('listing.assured', aboutListing),
  listingPlacesChanged: event('listing.placesChanged', aboutListing),
  /** Somebody is to be asked whether the listing is still right, as it stood at this revision. */
  listingCheckAsked: event('listing.checkAsked', {
    version: 1,
    subject: 'listingId',
    payload: listingRevision.extend({ checkId: id }),
  }),
  organisationCreated: event('organisation.created', aboutOrganisation),
  organisationEdited: event('organisation.edited', aboutOrganisation),
  /** It became ready for referrals, or no longer is. */
  organisationReadinessChanged: event('organisation.readinessChanged', aboutOrganisation),
  /** A code is to be sent to the organisation's mailbox. */
  organisationCodeAsked: event('organisation.codeAsked', {
    version: 1,
    subject: 'organisationId',
    payload: z.object({ organisationId: id, proofId: id }),
  }),
  locationCreated: event('location.created', {
    version: 1,
    subject: 'locationId',
    payload: z.object({ locationId: id }),
  }),
} as const
