import { type Actor, type Role, roles } from '@waymark/core'
import { expect, test } from 'vitest'
import { allows } from './allows.ts'
import { type Action, decide } from './decide.ts'

const ours = { tenant: 'demo', organisationId: 'org-1' }
const userWith = (role: Role, organisationId?: string, tenant = 'demo'): Actor => ({
  kind: 'user',
  tenant,
  userId: 'user-1',
  memberships: [organisationId === undefined ? { role } : { role, organisationId }],
})
const editing: readonly Action[] = [
  'listing.create',
  'listing.edit',
  'listing.publish',
  'listing.withdraw',
  'listing.assure',
]

test('happy: the directory team and the operator keep every listing of their place', () => {
  for (const action of editing) {
    expect(decide(userWith('directoryEditor'), action, ours).allowed).toBe(true)
    expect(decide({ kind: 'operator', tenant: 'demo' }, action, ours).allowed).toBe(true)
  }
})

test('happy: a group’s manager and leader keep their own listings', () => {
  for (const role of ['organisationManager', 'organisationLeader'] as const) {
    expect(decide(userWith(role, 'org-1'), 'listing.edit', ours)).toEqual({
      allowed: true,
      because: `role ${role} of it`,
    })
  }
})

test('happy: anybody reads what is public', () => {
  const nobody: Actor = { kind: 'public', tenant: 'demo' }
  expect(decide(nobody, 'listing.read', { ...ours, isPublic: true }).allowed).toBe(true)
  expect(decide(nobody, 'listing.read', ours).allowed).toBe(false)
})

test('secure: no role edits a listing by having a role alone', () => {
  const others = roles.filter((role) => role !== 'directoryEditor')
  for (const role of others) {
    expect(decide(userWith(role, 'org-2'), 'listing.edit', ours).allowed).toBe(false)
    expect(decide(userWith(role), 'listing.edit', ours).allowed).toBe(false)
  }
})

test('secure: another tenant’s record is refused to every actor for every action', () => {
  const theirs = { ...ours, tenant: 'elsewhere', isPublic: true }
  const actors: Actor[] = [
    ...roles.map((role) => userWith(role, 'org-1')),
    { kind: 'operator', tenant: 'demo' },
    { kind: 'service', service: 'web', tenant: 'demo' },
    { kind: 'public', tenant: 'demo' },
  ]
  for (const actor of actors) {
    expect(decide(actor, 'listing.read', theirs).allowed).toBe(false)
    expect(decide(actor, 'listing.edit', theirs).allowed).toBe(false)
  }
})

test('secure: a service has only the permissions that name it', () => {
  const web: Actor = { kind: 'service', service: 'web', tenant: 'demo' }
  expect(decide(web, 'session.start', ours).allowed).toBe(true)
  expect(decide({ ...web, service: 'people' }, 'session.start', ours).allowed).toBe(false)
  expect(decide(web, 'listing.edit', ours).allowed).toBe(false)
})

test('secure: a route lets in exactly the callers it names', () => {
  expect(allows(['linkWorker'], userWith('linkWorker'))).toBe(true)
  expect(allows(['linkWorker'], userWith('practitioner'))).toBe(false)
  expect(allows(['service:web'], { kind: 'service', service: 'web', tenant: 'demo' })).toBe(true)
  expect(allows(['service:web'], { kind: 'service', service: 'people', tenant: 'demo' })).toBe(
    false,
  )
  expect(allows(['administrator'], { kind: 'operator', tenant: 'demo' })).toBe(false)
  expect(allows(['public'], { kind: 'public', tenant: 'demo' })).toBe(true)
})

test('secure: a link opens its one record, for the few things it was sent for', () => {
  const link: Actor = { kind: 'answerLink', tenant: 'demo', linkId: 'c1', recordId: 'listing-1' }
  const itsListing = { ...ours, id: 'listing-1' }
  const may: readonly Action[] = [
    'listing.assure',
    'listing.setPlacesLeft',
    'listing.reportChange',
    'listing.askIfRight',
  ]
  for (const action of may) {
    expect(decide(link, action, itsListing).allowed, action).toBe(true)
    expect(decide(link, action, { ...ours, id: 'listing-2' }).allowed, action).toBe(false)
    expect(decide(link, action, ours).allowed, action).toBe(false)
    expect(decide(link, action, { ...itsListing, tenant: 'elsewhere' }).allowed).toBe(false)
  }
  for (const action of ['listing.edit', 'listing.withdraw', 'organisation.acceptTerms'] as const) {
    expect(decide(link, action, itsListing).allowed, action).toBe(false)
  }
})
