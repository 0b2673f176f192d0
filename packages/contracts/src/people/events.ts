import { z } from 'zod'
import { event } from '../event.ts'
import { id } from '../shared.ts'
import { workerRole } from './words.ts'

const revision = z.number().int().positive()
const personRevision = z.object({ personId: id, revision })
const aboutPerson = { version: 1, subject: 'personId' } as const

/** What people tells: ids, codes and revisions. Who needs a name asks, and is checked then. */
export const peopleEvents = {
  /** An entry was made, for somebody new or somebody known: the two look the same. */
  personRegistered: event('person.registered', {
    ...aboutPerson,
    payload: z.object({ personId: id, entryId: id, revision }),
  }),
  personChanged: event('person.changed', { ...aboutPerson, payload: personRevision }),
  personContactChanged: event('person.contactChanged', { ...aboutPerson, payload: personRevision }),
  /** Whoever holds `from` holds `to` from now on: entries and relationships have gone with it. */
  personMerged: event('person.merged', {
    version: 1,
    subject: 'from',
    payload: z.object({ from: id, to: id, revision }),
  }),
  /** The account with which they sign in themselves; null: none any more. */
  personAccountLinked: event('person.accountLinked', {
    ...aboutPerson,
    payload: z.object({ personId: id, accountId: id.nullable(), revision }),
  }),
  relationshipStarted: event('relationship.started', {
    ...aboutPerson,
    payload: z.object({ relationshipId: id, personId: id, userId: id, role: workerRole }),
  }),
  /** An end is for good, even when it is heard before its start. */
  relationshipEnded: event('relationship.ended', {
    ...aboutPerson,
    payload: z.object({ relationshipId: id, personId: id, userId: id }),
    neverWaits: true,
  }),
} as const
