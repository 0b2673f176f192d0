import { z } from 'zod'
import { route } from '../route.ts'
import { id } from '../shared.ts'
import { byId, directoryTeam, keepers } from './callers.ts'
import { importOutcome, importRow } from './import.ts'
import { listingCheckRoutes } from './listing-checks.ts'
import { readinessRoutes } from './readiness.ts'
import {
  listing,
  listingDetails,
  location,
  locationDetails,
  organisation,
  organisationDetails,
  placesLeft,
  sessionDetails,
} from './records.ts'
import { findQuery, findResult, listingPage } from './search.ts'

/** Public: what the community offers. Editing: by those who keep it true. */
export const directoryApi = {
  service: 'directory',
  routes: {
    find: route({
      method: 'get',
      path: '/listings',
      summary: 'Find published listings by words, place, need, day, cost and access.',
      allow: ['public'],
      query: findQuery,
      response: findResult,
    }),
    readListing: route({
      method: 'get',
      path: '/listings/{id}',
      summary: 'Read one listing, who runs it and when it next meets. A withdrawn one answers 410.',
      allow: ['public'],
      params: byId,
      response: listingPage,
    }),
    createListing: route({
      method: 'post',
      path: '/listings',
      summary: 'Create a draft listing.',
      allow: keepers,
      body: listingDetails,
      response: listing,
      status: 201,
      idempotent: true,
    }),
    editListing: route({
      method: 'put',
      path: '/listings/{id}',
      summary: 'Change what a listing says. An edit is not an assurance.',
      allow: keepers,
      params: byId,
      body: listingDetails,
      response: listing,
      ifMatch: true,
    }),
    setSessions: route({
      method: 'put',
      path: '/listings/{id}/sessions',
      summary: 'Replace the times and places at which a listing meets.',
      allow: keepers,
      params: byId,
      body: z.strictObject({
        /** One that keeps its id is the same session with new times. */
        sessions: z.array(sessionDetails.extend({ id: id.optional() })).max(30),
        /** Places where it is given without fixed times. */
        locationIds: z.array(id).max(30).default([]),
      }),
      response: listing,
      ifMatch: true,
    }),
    publishListing: route({
      method: 'post',
      path: '/listings/{id}/publish',
      summary: 'Publish a draft, or a withdrawn listing again.',
      allow: keepers,
      params: byId,
      response: listing,
    }),
    withdrawListing: route({
      method: 'post',
      path: '/listings/{id}/withdraw',
      summary: 'Take a listing out of the directory at once.',
      allow: keepers,
      params: byId,
      response: listing,
    }),
    assureListing: route({
      method: 'post',
      path: '/listings/{id}/assurance',
      summary: 'Say that a listing is still right today.',
      allow: keepers,
      params: byId,
      response: listing,
    }),
    setPlacesLeft: route({
      method: 'put',
      path: '/listings/{id}/places-left',
      summary: 'Say how many places are left today; null when nobody knows any more.',
      allow: keepers,
      params: byId,
      body: z.strictObject({ placesLeft: placesLeft.nullable() }),
      response: listing,
    }),
    ...listingCheckRoutes,
    createOrganisation: route({
      method: 'post',
      path: '/organisations',
      summary: 'Add an organisation.',
      allow: directoryTeam,
      body: organisationDetails,
      response: organisation,
      status: 201,
      idempotent: true,
    }),
    readOrganisation: route({
      method: 'get',
      path: '/organisations/{id}',
      summary: 'Read an organisation.',
      allow: ['public'],
      params: byId,
      response: organisation,
    }),
    editOrganisation: route({
      method: 'put',
      path: '/organisations/{id}',
      summary: 'Change what an organisation says of itself.',
      allow: ['directoryEditor', 'organisationManager', 'operator'],
      params: byId,
      body: organisationDetails,
      response: organisation,
      ifMatch: true,
    }),
    ...readinessRoutes,
    createLocation: route({
      method: 'post',
      path: '/locations',
      summary: 'Add a place where listings meet.',
      allow: keepers,
      body: locationDetails,
      response: location,
      status: 201,
      idempotent: true,
    }),
    importListings: route({
      method: 'post',
      path: '/imports/listings',
      summary:
        'Create or change listings from rows of a file; a dry run only says what would happen.',
      allow: directoryTeam,
      body: z.strictObject({ dryRun: z.boolean(), rows: z.array(importRow).min(1).max(50) }),
      response: z.object({ outcomes: z.array(importOutcome) }),
    }),
  },
} as const
