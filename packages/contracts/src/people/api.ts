import { z } from 'zod'
import { looks } from '../looks.ts'
import { route } from '../route.ts'
import { id } from '../shared.ts'
import {
  contactDetails,
  entry,
  match,
  matchPage,
  peoplePage,
  person,
  personDetails,
  referralSubject,
  referralSubjectAsked,
  registration,
  relationship,
  safeEmail,
  threeIdentifiers,
} from './records.ts'
import { registrantRoles, workerRole, workerRoles } from './words.ts'

const byId = z.strictObject({ id })

/** The paid roles of the link worker's team: they find and keep records. */
const keepers = ['linkWorker', 'healthCoach', 'careCoordinator'] as const

/** Who says whether two records are of one person. */
const settlers = ['careCoordinator', 'teamLead'] as const

/** Who people are and who works with them. Nothing here is public, and no name is in an address. */
export const peopleApi = {
  service: 'people',
  routes: {
    listPeople: route({
      method: 'get',
      path: '/people',
      summary: 'The people you work with now, by family name; for a person, themself.',
      allow: [...workerRoles, 'person'],
      query: z.strictObject({ page: z.coerce.number().int().min(1).max(1000).default(1) }),
      response: peoplePage,
    }),
    choosePerson: route({
      method: 'post',
      path: '/people/choose',
      summary:
        'Find one person by three identifiers and begin to work with them. ' +
        'Anything less finds nobody. 30 tries an hour, with registering.',
      allow: keepers,
      body: threeIdentifiers,
      response: person,
    }),
    readPerson: route({
      method: 'get',
      path: '/people/{id}',
      summary: 'Read the record of somebody you work with now, or your own.',
      allow: [...workerRoles, 'person'],
      params: byId,
      response: person,
    }),
    readReferralSubject: route({
      method: 'post',
      path: '/referral-subjects',
      summary:
        'Read what may be shared about somebody whom a user refers: a person they work with now, ' +
        'or one whom they registered. Nothing changes; it is noted as looked at by that user.',
      allow: ['service:referrals'],
      body: referralSubjectAsked,
      response: referralSubject,
    }),
    readSafeEmail: route({
      method: 'post',
      path: '/safe-emails',
      summary: 'Read where an e-mail to somebody may go. `gone` unless they said it is safe.',
      allow: ['service:care-plans'],
      body: z.strictObject({ personId: id }),
      response: safeEmail,
    }),
    editPerson: route({
      method: 'put',
      path: '/people/{id}',
      summary: 'Change who they are and how they communicate.',
      allow: keepers,
      params: byId,
      body: personDetails,
      response: person,
      ifMatch: true,
    }),
    setContact: route({
      method: 'put',
      path: '/people/{id}/contact',
      summary: 'Say how to reach them safely, as they answered when asked.',
      allow: keepers,
      params: byId,
      body: contactDetails,
      response: person,
      ifMatch: true,
    }),
    listOwnLooks: route({
      method: 'get',
      path: '/looks',
      summary: 'Who looked at your record.',
      allow: ['person'],
      response: looks,
    }),
    linkAccount: route({
      method: 'put',
      path: '/people/{id}/account',
      summary: 'Link the account with which they sign in, or take the link away.',
      allow: [...keepers, 'operator'],
      params: byId,
      body: z.strictObject({ accountId: id.nullable() }),
      response: z.object({ id, accountId: id.nullable() }),
    }),
    registerPerson: route({
      method: 'post',
      path: '/entries',
      summary:
        'Register a person. The answer is your own entry, whether or not they were known here.',
      allow: registrantRoles,
      body: registration,
      response: entry,
      status: 201,
      idempotent: true,
    }),
    readEntry: route({
      method: 'get',
      path: '/entries/{id}',
      summary: 'Read back what you typed when you registered somebody.',
      allow: registrantRoles,
      params: byId,
      response: entry,
    }),
    listEntries: route({
      method: 'get',
      path: '/people/{id}/entries',
      summary: 'What those who registered this person typed, newest first; at most 100.',
      allow: workerRoles,
      params: byId,
      response: z.object({ contents: z.array(entry) }),
    }),
    listRelationships: route({
      method: 'get',
      path: '/people/{id}/relationships',
      summary: 'Who works with this person, and who did; newest first, at most 100.',
      allow: [...workerRoles, 'teamLead', 'person'],
      params: byId,
      response: z.object({ contents: z.array(relationship) }),
    }),
    startRelationship: route({
      method: 'post',
      path: '/people/{id}/relationships',
      summary: 'Give somebody of the team this person to work with.',
      allow: ['teamLead'],
      params: byId,
      body: z.strictObject({ userId: id, role: workerRole }),
      response: relationship,
      status: 201,
      idempotent: true,
    }),
    listWorkload: route({
      method: 'get',
      path: '/relationships',
      summary: 'Whom a member of the team works with now, as ids without names; at most 1000.',
      allow: ['teamLead'],
      query: z.strictObject({ userId: id }),
      response: z.object({ contents: z.array(relationship) }),
    }),
    endRelationship: route({
      method: 'post',
      path: '/relationships/{id}/end',
      summary: 'End your own work with a person or, as team lead, that of anybody in the team.',
      allow: [...workerRoles, 'teamLead'],
      params: byId,
      response: relationship,
    }),
    listMatches: route({
      method: 'get',
      path: '/matches',
      summary: 'Records that may be of one person and wait to be settled; oldest first, 100.',
      allow: settlers,
      response: z.object({ contents: z.array(match) }),
    }),
    readMatch: route({
      method: 'get',
      path: '/matches/{id}',
      summary: 'Two records side by side: their identifiers and nothing else.',
      allow: settlers,
      params: byId,
      response: matchPage,
    }),
    settleMatch: route({
      method: 'post',
      path: '/matches/{id}/settle',
      summary: 'Say whether two records are of the same person. Same: the newer becomes the older.',
      allow: settlers,
      params: byId,
      body: z.strictObject({ answer: z.enum(['same', 'different']) }),
      response: match,
    }),
  },
} as const
