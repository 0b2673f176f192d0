import { roles, serviceNames } from '@waymark/core'
import { z } from 'zod'
import { event } from './event.ts'
import { route } from './route.ts'
import { id, instant, phone, words } from './shared.ts'

/** A role, for one organisation where it belongs to one. */
export const membership = z.strictObject({
  role: z.enum(roles),
  organisationId: id.exactOptional(),
  /** Where they work in that role: told with what they send, and grants nothing. */
  workplaceId: id.exactOptional(),
})

const workplaceDetails = z.strictObject({
  name: words(200),
  /** Answered by somebody there: who gets a referral rings it to hear whether it is real. */
  phone,
  /** The ODS code of an NHS body; null for what is not one. */
  odsCode: z
    .string()
    .regex(/^[A-Z0-9]{3,10}$/, 'Use an ODS code like A81001, or leave it out.')
    .nullable(),
})
export type WorkplaceDetails = z.infer<typeof workplaceDetails>

/** Where staff work: a surgery, a charity's office. A group that hosts sessions is not one. */
export const workplace = z.object({ id, ...workplaceDetails.shape })
export type Workplace = z.infer<typeof workplace>

/** Who sends a referral, and from where: for whoever gets it, to check that it is real. */
export const referrer = z.object({
  userId: id,
  name: z.string(),
  /** Null: they have no workplace here. */
  workplace: workplace.nullable(),
})
export type Referrer = z.infer<typeof referrer>

/** Somebody who can sign in, and what they may do. */
export const account = z.object({
  id,
  email: z.email(),
  name: z.string(),
  memberships: z.array(membership),
})
export type Account = z.infer<typeof account>

/** Who somebody is to the person whose record they looked at. */
export const accountName = z.object({ id, name: z.string(), roles: z.array(z.enum(roles)) })
export type AccountName = z.infer<typeof accountName>

/** The secret that the browser's cookie carries; only `web` ever holds it. */
const sessionToken = z.string().min(20).max(200)

/** Accounts, sign-in and short-lived tokens. Only `web` signs people in. */
export const identityApi = {
  service: 'identity',
  routes: {
    signIn: route({
      method: 'post',
      path: '/sessions',
      summary: 'Sign in with an e-mail address and a password.',
      allow: ['service:web'],
      body: z.strictObject({
        email: z.string().max(254),
        password: z.string().max(200),
        /** The caller's network address as the trusted proxy gave it, for the limits only. */
        address: z.string().max(64),
      }),
      response: z.object({ session: sessionToken, expiresAt: instant, account }),
      status: 201,
    }),
    issueTokens: route({
      method: 'post',
      path: '/sessions/tokens',
      summary: 'Exchange a session for one 60-second token per audience.',
      allow: ['service:web'],
      body: z.strictObject({
        session: sessionToken,
        audiences: z.array(z.enum(serviceNames)).min(1).max(8),
      }),
      response: z.object({ tokens: z.record(z.string(), z.string()), expiresAt: instant, account }),
    }),
    signOut: route({
      method: 'post',
      path: '/sessions/end',
      summary: 'End a session at once.',
      allow: ['service:web'],
      body: z.strictObject({ session: sessionToken }),
      response: z.object({ ended: z.boolean() }),
    }),
    createAccount: route({
      method: 'post',
      path: '/accounts',
      summary: 'Make an account whose e-mail address has been proved another way.',
      allow: ['operator'],
      body: z.strictObject({
        email: z.email().max(254),
        name: words(200),
        password: z.string().max(200),
        memberships: z.array(membership).min(1).max(20),
      }),
      response: account,
      status: 201,
      idempotent: true,
    }),
    createWorkplace: route({
      method: 'post',
      path: '/workplaces',
      summary: 'Add a place where staff work, with the number to check a referral on.',
      allow: ['operator'],
      body: workplaceDetails,
      response: workplace,
      status: 201,
      idempotent: true,
    }),
    readNames: route({
      method: 'post',
      path: '/accounts/names',
      summary: 'The names of accounts, as people see who looked at their record.',
      allow: ['service:web'],
      body: z.strictObject({ ids: z.array(id).min(1).max(200) }),
      response: z.object({ contents: z.array(accountName) }),
    }),
    readReferrer: route({
      method: 'get',
      path: '/referrers/{id}',
      summary: 'Read who sends a referral and where they work, by the id of their account.',
      allow: ['service:referrals', 'service:care-plans'],
      params: z.strictObject({ id }),
      response: referrer,
    }),
  },
} as const

/** What identity tells: that something came to be. Never a name or an address. */
export const identityEvents = {
  accountCreated: event('account.created', {
    version: 1,
    subject: 'accountId',
    payload: z.object({ accountId: id }),
  }),
  workplaceCreated: event('workplace.created', {
    version: 1,
    subject: 'workplaceId',
    payload: z.object({ workplaceId: id }),
  }),
} as const
