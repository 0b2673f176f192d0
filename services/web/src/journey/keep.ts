import type { Clock, NewId } from '@waymark/core'
import type { Database } from '@waymark/db'
import type { ReferAnswers } from '../refer/answers.ts'
import { begun, changed, type Journey, type JourneyChange } from './rules.ts'
import {
  deleteExpired,
  deleteJourney,
  getJourney,
  insertJourney,
  listJourneys,
  updateJourney,
} from './store.ts'

/** Where half-finished journeys are kept. */
export interface JourneyDeps {
  readonly db: Database
  readonly tenant: string
  readonly now: Clock
  readonly newId: NewId
}

/** Starts a journey. Its keys are minted now, so that every later step can be repeated. */
export async function startJourney(
  { db, tenant, now, newId }: JourneyDeps,
  owner: string,
  answers: ReferAnswers,
): Promise<Journey> {
  const minted = { register: newId(), send: newId() }
  const journey = begun({ id: newId(), owner, answers, minted }, now())
  await db.write(async (tx) => {
    await deleteExpired(tx, now().toISOString())
    await insertJourney(tx, tenant, journey)
  })
  return journey
}

/** A user's own journey. Throws `notFound` for anybody else's, and for one that is past. */
export async function readJourney(deps: JourneyDeps, owner: string, id: string): Promise<Journey> {
  return getJourney(deps.db.reader, scopeOf(deps, owner), id)
}

/** Saves a change to the journey as it was read. Throws `conflict` when somebody saved before. */
export async function saveJourney(
  { db, tenant, now }: JourneyDeps,
  journey: Journey,
  change: JourneyChange,
): Promise<Journey> {
  const next = changed(journey, change, now())
  await db.write((tx) => updateJourney(tx, tenant, next))
  return next
}

/** Forgets a journey and all that was typed in it. */
export async function finishJourney({ db, tenant }: JourneyDeps, journey: Journey): Promise<void> {
  await db.write((tx) => deleteJourney(tx, tenant, journey))
}

/** A user's journeys that wait to be finished, the last touched first; at most 20. */
export async function listUnfinished(deps: JourneyDeps, owner: string): Promise<Journey[]> {
  return listJourneys(deps.db.reader, scopeOf(deps, owner))
}

/** Forgets what nobody has touched for seven days. */
export async function sweepJourneys({ db, now }: JourneyDeps): Promise<void> {
  await db.write((tx) => deleteExpired(tx, now().toISOString()))
}

function scopeOf({ tenant, now }: JourneyDeps, owner: string) {
  return { tenant, owner, now: now().toISOString() }
}
