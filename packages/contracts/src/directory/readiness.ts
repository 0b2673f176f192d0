import { z } from 'zod'
import { route } from '../route.ts'
import { email, id, instant, phone, version, words } from '../shared.ts'
import { byId, keepers } from './callers.ts'
import { mailboxCodeNotice } from './notices.ts'

/** The terms for taking referrals, as they stand. Accepting older ones no longer counts. */
export const termsVersion = '2026-11'

/** Whom to ring when somebody may be in danger of harm. Staff see it; the public never does. */
export const safeguardingContact = z
  .strictObject({ name: words(200), phone: phone.nullable(), email: email.nullable() })
  .refine((given) => given.phone !== null || given.email !== null, {
    path: ['phone'],
    message: 'Give a phone number or an e-mail address.',
  })
export type SafeguardingContact = z.infer<typeof safeguardingContact>

/** What an organisation does before people are referred to it. */
export const readinessTask = z.enum(['mailbox', 'terms', 'safeguardingContact'])
export type ReadinessTask = z.infer<typeof readinessTask>

/** What is met and what is missing before an organisation takes referrals. */
export const readiness = z.object({
  organisationId: id,
  readyForReferrals: z.boolean(),
  tasks: z.array(z.object({ task: readinessTask, met: z.boolean(), says: z.string() })),
  /** The code last sent, while it can still be used. */
  code: z.object({ expiresAt: instant, triesLeft: z.number().int().positive() }).nullable(),
  terms: z.object({ version: z.string(), acceptedAt: instant }).nullable(),
  safeguardingContact: safeguardingContact.nullable(),
  version,
})
export type Readiness = z.infer<typeof readiness>

const readers = [
  ...keepers,
  'practitioner',
  'linkWorker',
  'healthCoach',
  'careCoordinator',
  'communityConnector',
  'teamLead',
  'safeguardingLead',
  'serviceLead',
] as const

/** Becoming ready for referrals: a proved mailbox, accepted terms, a safeguarding contact. */
export const readinessRoutes = {
  readReadiness: route({
    method: 'get',
    path: '/organisations/{id}/readiness',
    summary: 'What an organisation has done, and has yet to do, before it takes referrals.',
    allow: readers,
    params: byId,
    response: readiness,
  }),
  askMailboxCode: route({
    method: 'post',
    path: '/organisations/{id}/mailbox-code',
    summary: 'Send a six-digit code to the address on file. An earlier code ends.',
    allow: keepers,
    params: byId,
    response: readiness,
  }),
  proveMailbox: route({
    method: 'post',
    path: '/organisations/{id}/mailbox-code/proof',
    summary: 'Type in the code that came. Five tries, thirty minutes.',
    allow: keepers,
    params: byId,
    body: z.strictObject({
      code: z
        .string()
        .transform((given) => given.replaceAll(/[\s-]/g, ''))
        .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits from the e-mail.')),
    }),
    response: readiness,
  }),
  acceptTerms: route({
    method: 'post',
    path: '/organisations/{id}/terms',
    summary: 'Accept the terms for taking referrals, naming the version that was read.',
    allow: ['organisationManager', 'organisationLeader', 'operator'],
    params: byId,
    body: z.strictObject({ version: z.string().max(20) }),
    response: readiness,
  }),
  nameSafeguardingContact: route({
    method: 'put',
    path: '/organisations/{id}/safeguarding-contact',
    summary: 'Say whom to ring when somebody may be in danger of harm.',
    allow: keepers,
    params: byId,
    body: safeguardingContact,
    response: readiness,
    ifMatch: true,
  }),
  readMailboxCodeNotice: route({
    method: 'get',
    path: '/notices/mailbox-proofs/{id}',
    summary: 'What to write to a mailbox that a group wants to prove is its own.',
    allow: ['service:notifications'],
    params: byId,
    response: mailboxCodeNotice,
  }),
} as const
