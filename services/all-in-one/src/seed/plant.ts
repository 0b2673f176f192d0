import type { CarePlans } from '@waymark/care-plans'
import type { ContactDetails } from '@waymark/contracts'
import {
  type Actor,
  addDays,
  isAppError,
  londonDay,
  type OperatorActor,
  type UserActor,
} from '@waymark/core'
import {
  assureListing,
  createListing,
  createLocation,
  createOrganisation,
  type Directory,
  getListingFor,
  getLocation,
  getOrganisation,
  moveListing,
  setPlacesLeft,
  setSessions,
} from '@waymark/directory'
import { createAccount, createWorkplace, getWorkplace, type Identity } from '@waymark/identity'
import { isRegistered, type People, registerPerson } from '@waymark/people'
import type { Referrals } from '@waymark/referrals'
import { plantPlan } from './plant-plan.ts'
import { plantReadiness } from './plant-readiness.ts'
import { plantReferral } from './plant-referral.ts'
import type {
  DemoAccount,
  DemoContact,
  DemoListing,
  DemoPerson,
  DemoTenant,
  DemoWorkplace,
} from './records.ts'
import { seedId, seedIds } from './seed-ids.ts'
import { sessionDetailsOn } from './session-dates.ts'

const dayMs = 86_400_000

export interface Ground {
  readonly directory: Directory
  readonly identity: Identity
  readonly people: People
  readonly referrals: Referrals
  readonly carePlans: CarePlans
}

/** Where one tenant's demo is planted. */
export interface Bed {
  readonly ground: Ground
  readonly actor: OperatorActor
  readonly accounts: readonly DemoAccount[]
  readonly listings: readonly DemoListing[]
  readonly password: string
  /** The day on which the seed began: one that is taken up again keeps to it. */
  readonly startedAt: Date
}

/** Plants one tenant's demo. Every step looks first whether it was taken, so it may be cut off. */
export async function plantTenant(
  ground: Ground,
  demo: DemoTenant,
  { password, startedAt }: { readonly password: string; readonly startedAt: Date },
): Promise<void> {
  const actor: OperatorActor = { kind: 'operator', tenant: demo.tenant }
  const { accounts, listings } = demo
  const bed: Bed = { ground, actor, password, startedAt, accounts, listings }
  const { deps } = ground.directory
  const { reader } = deps.db
  for (const { key, details } of demo.organisations) {
    const name = organisationKey(actor, key)
    if (await isMissing(() => getOrganisation(reader, actor.tenant, seedId(name)))) {
      await createOrganisation({ ...deps, newId: seedIds(name) }, actor, details)
    }
  }
  for (const { key, details } of demo.locations) {
    const name = locationKey(actor, key)
    if (await isMissing(() => getLocation(reader, actor.tenant, seedId(name)))) {
      await createLocation({ ...deps, newId: seedIds(name) }, actor, details)
    }
  }
  for (const group of demo.readyGroups) {
    const organisationId = seedId(organisationKey(actor, group.organisation))
    const given = { tenant: demo.tenant, organisationId, startedAt }
    await plantReadiness(ground.directory, group, given)
  }
  for (const listing of demo.listings) await plantListing(bed, listing)
  for (const workplace of demo.workplaces) await plantWorkplace(bed, workplace)
  for (const account of demo.accounts) await plantAccount(bed, account)
  for (const person of demo.people) await plantPerson(bed, person)
  for (const referral of demo.referrals) await plantReferral(bed, referral)
  for (const plan of demo.plans) await plantPlan(bed, plan)
}

async function plantListing(bed: Bed, demo: DemoListing): Promise<void> {
  const { actor, ground, startedAt } = bed
  const key = `${actor.tenant} listing ${demo.key}`
  const checkedAt = new Date(startedAt.getTime() - (demo.assuredDaysAgo ?? 0) * dayMs)
  const deps = { ...ground.directory.deps, now: () => checkedAt }
  const id = seedId(key)
  const organisationId = seedId(organisationKey(actor, demo.organisation))
  if (await isMissing(() => getListingFor(deps.db.reader, actor, 'listing.read', id))) {
    await createListing({ ...deps, newId: seedIds(key) }, actor, {
      ...demo.details,
      organisationId,
    })
  }
  const found = await getListingFor(deps.db.reader, actor, 'listing.read', id)
  if (demo.sessions.length > found.sessions.length) {
    const today = londonDay(startedAt)
    const sessions = demo.sessions.map((session) =>
      sessionDetailsOn(today, session, session.at && seedId(locationKey(actor, session.at))),
    )
    const ids = seedIds(`${key} session`)
    await setSessions({ ...deps, newId: ids }, actor, found, { sessions, locationIds: [] })
  }
  if (demo.state === 'draft') return
  if (found.state === 'draft') await moveListing(deps, actor, id, 'publish')
  if (demo.assuredDaysAgo !== null && found.assuredDate === null) {
    await assureListing(deps, assurerOf(bed, demo, organisationId), id)
  }
  if (demo.placesLeft !== undefined && found.placesSaidOn === null) {
    await setPlacesLeft(deps, assurerOf(bed, demo, organisationId), id, demo.placesLeft)
  }
  if (demo.state === 'withdrawn' && found.state !== 'withdrawn') {
    await moveListing(deps, actor, id, 'withdraw')
  }
}

/** Whoever said that it is right: the group's own leader, or the directory team. */
function assurerOf({ actor }: Bed, demo: DemoListing, organisationId: string): Actor {
  if (demo.assuredBy !== 'group') return actor
  const leader = { role: 'organisationLeader', organisationId } as const
  const userId = seedId(`${actor.tenant} leader ${demo.organisation}`)
  return { kind: 'user', tenant: actor.tenant, userId, memberships: [leader] }
}

async function plantWorkplace({ actor, ground }: Bed, demo: DemoWorkplace): Promise<void> {
  const name = workplaceKey(actor, demo.key)
  const { db } = ground.identity
  if (await isMissing(() => getWorkplace(db.reader, actor.tenant, seedId(name)))) {
    await createWorkplace({ db, newId: seedIds(name) }, actor, demo.details)
  }
}

async function plantAccount(bed: Bed, demo: DemoAccount): Promise<void> {
  const { actor, ground, password } = bed
  const { email, name, role, organisationKey: organisation, workplaceKey: workplace } = demo
  const membership = {
    role,
    ...(organisation && { organisationId: seedId(organisationKey(actor, organisation)) }),
    ...(workplace && { workplaceId: seedId(workplaceKey(actor, workplace)) }),
  }
  const deps = { ...ground.identity, newId: seedIds(accountKey(actor, demo.key)) }
  try {
    await createAccount(deps, actor, { email, name, password, memberships: [membership] })
  } catch (error) {
    if (!isAppError(error, 'conflict')) throw error
  }
}

/** Registered by one of the staff; whoever works with people works with them from then on. */
async function plantPerson(bed: Bed, demo: DemoPerson): Promise<void> {
  const { actor, ground, startedAt } = bed
  const { tenant } = actor
  const key = `${tenant} person ${demo.key}`
  if (await isRegistered(ground.people.db.reader, tenant, seedId(key))) return
  const registrant = userOf(bed, demo.knownTo)
  const deps = { ...ground.people, newId: seedIds(key), now: () => startedAt }
  const contact = demo.contact && askedOn(demo.contact, londonDay(startedAt))
  await registerPerson(deps, registrant, { ...demo.details, contact })
}

function askedOn({ askedDaysAgo, ...contact }: DemoContact, today: string): ContactDetails {
  return { ...contact, askedOn: addDays(today, -askedDaysAgo) }
}

/** The moment so many days before the demo was begun. */
export function dayBefore({ startedAt }: Pick<Bed, 'startedAt'>, daysAgo: number): Date {
  return new Date(startedAt.getTime() - daysAgo * dayMs)
}

/** One of the demo's people, as their token would say. */
export function userOf({ actor, accounts }: Bed, key: string): UserActor {
  const { tenant } = actor
  const role = accounts.find((account) => account.key === key)?.role
  if (role === undefined) throw new Error(`The demo has no account ${key}.`)
  return { kind: 'user', tenant, userId: seedId(accountKey(actor, key)), memberships: [{ role }] }
}

function accountKey({ tenant }: OperatorActor, key: string): string {
  return `${tenant} account ${key}`
}

function workplaceKey({ tenant }: OperatorActor, key: string): string {
  return `${tenant} workplace ${key}`
}

function organisationKey({ tenant }: OperatorActor, key: string): string {
  return `${tenant} organisation ${key}`
}

function locationKey({ tenant }: OperatorActor, key: string): string {
  return `${tenant} location ${key}`
}

async function isMissing(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read()
    return false
  } catch (error) {
    if (isAppError(error, 'notFound')) return true
    throw error
  }
}
