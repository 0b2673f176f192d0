import {
  type AnswerForReferrer,
  carePlansApi,
  carePlansEvents,
  directoryApi,
  directoryEvents,
  type FindResult,
  identityApi,
  type ListingCard,
  type ListingPage,
  peopleApi,
  peopleEvents,
  type ReferralSubject,
  type Referrer,
} from '@waymark/contracts'
import { AppError, notFound } from '@waymark/core'
import { record } from '@waymark/db'
import { createShell, mount, mountEvents, openServiceDatabase, type Platform } from '@waymark/http'

/** Somebody who can be referred, and by whom. */
export interface StandInSubject {
  readonly subject: ReferralSubject
  readonly userIds: readonly string[]
}

/** Owns people, on the real contract and a real event log: services do not import each other. */
export async function standInPeople(platform: Platform) {
  const { app } = await createShell(platform, 'people')
  const db = await openServiceDatabase(platform, { service: 'people', migrations: [] })
  const actor = { kind: 'service', tenant: platform.tenant, service: 'people' } as const
  /** By the id of a person or of an entry. */
  const subjects = new Map<string, StandInSubject>()
  const state = { isAway: false }
  mount(app, peopleApi.routes.readReferralSubject, async ({ actor: asker, body }) => {
    if (state.isAway) throw new AppError('unavailable', 'People is away.')
    const { about, userId } = body
    const found = subjects.get(about.kind === 'person' ? about.personId : about.entryId)
    const isOurs = asker.tenant === platform.tenant
    if (!isOurs || !found?.userIds.includes(userId)) throw notFound('person')
    return found.subject
  })
  mountEvents(app, db.reader)
  return {
    subjects,
    state,
    tellStarted: (payload: Parameters<typeof relationshipOf>[0]) =>
      db.write((tx) =>
        record(tx, actor, peopleEvents.relationshipStarted, {
          ...relationshipOf(payload),
          role: 'linkWorker',
        }),
      ),
    tellEnded: (payload: Parameters<typeof relationshipOf>[0]) =>
      db.write((tx) => record(tx, actor, peopleEvents.relationshipEnded, relationshipOf(payload))),
    /** An account is somebody’s own from now on; null: nobody’s. */
    tellAccount: (personId: string, accountId: string | null, revision = 2) =>
      db.write((tx) =>
        record(tx, actor, peopleEvents.personAccountLinked, { personId, accountId, revision }),
      ),
    tellMerged: (from: string, to: string) =>
      db.write((tx) => record(tx, actor, peopleEvents.personMerged, { from, to, revision: 2 })),
  }
}

interface Relationship {
  readonly relationshipId: string
  readonly personId: string
  readonly userId: string
}

const relationshipOf = ({ relationshipId, personId, userId }: Relationship) => ({
  relationshipId,
  personId,
  userId,
})

/** Owns listings and groups. A test changes what it says. */
export async function standInDirectory(platform: Platform) {
  const { app } = await createShell(platform, 'directory')
  const db = await openServiceDatabase(platform, { service: 'directory', migrations: [] })
  const actor = { kind: 'service', tenant: platform.tenant, service: 'directory' } as const
  const pages = new Map<string, ListingPage>()
  const state = { closed: new Set<string>(), isAway: false, cards: [] as ListingCard[] }
  const demandHere = (tenant: string) => {
    if (state.isAway) throw new AppError('unavailable', 'The directory is away.')
    if (tenant !== platform.tenant) throw notFound('listing')
  }
  mount(app, directoryApi.routes.readListing, async ({ actor: asker, params }) => {
    demandHere(asker.tenant)
    if (state.closed.has(params.id)) throw new AppError('gone', 'That listing was taken down.')
    const page = pages.get(params.id)
    if (page === undefined) throw notFound('listing')
    return page
  })
  mount(app, directoryApi.routes.readOrganisation, async ({ actor: asker, params }) => {
    demandHere(asker.tenant)
    const page = [...pages.values()].find(({ organisation }) => organisation.id === params.id)
    if (page === undefined) throw notFound('organisation')
    return page.organisation
  })
  mount(app, directoryApi.routes.find, async ({ actor: asker }): Promise<FindResult> => {
    demandHere(asker.tenant)
    return foundOf(state.cards)
  })
  mountEvents(app, db.reader)
  return {
    pages,
    state,
    tellOrganisationEdited: (organisationId: string) =>
      db.write((tx) =>
        record(tx, actor, directoryEvents.organisationEdited, { organisationId, revision: 2 }),
      ),
  }
}

function foundOf(cards: readonly ListingCard[]): FindResult {
  const ticks = { free: 0, stepFree: 0, takesReferrals: 0, checked: 0 }
  return {
    ...{ totalItems: cards.length, totalPages: 1, pageNumber: 1, size: cards.length },
    contents: [...cards],
    place: { status: 'none' },
    facets: { need: {}, how: {}, day: {}, ...ticks },
    relaxations: [],
    fromAnywhere: [],
    limited: false,
  }
}

/** Owns who sends, and from where. */
export async function standInIdentity(platform: Platform) {
  const { app } = await createShell(platform, 'identity')
  const referrers = new Map<string, Referrer>()
  mount(app, identityApi.routes.readReferrer, async ({ actor, params }) => {
    const found = referrers.get(params.id)
    if (found === undefined || actor.tenant !== platform.tenant) throw notFound('account')
    return found
  })
  return { referrers }
}

/** Owns plans, on the real contract and a real event log. */
export async function standInCarePlans(platform: Platform) {
  const { app } = await createShell(platform, 'care-plans')
  const db = await openServiceDatabase(platform, { service: 'care-plans', migrations: [] })
  const actor = { kind: 'service', tenant: platform.tenant, service: 'care-plans' } as const
  const answers = new Map<string, AnswerForReferrer>()
  const stopped = new Set<string>()
  mount(app, carePlansApi.routes.takeAnswer, async ({ params }) => {
    const found = answers.get(params.id)
    if (found === undefined) throw notFound('answer')
    if (stopped.has(params.id)) throw new AppError('gone', 'They have stopped sharing.')
    return found
  })
  mountEvents(app, db.reader)
  return {
    stopped,
    /** What a group said stands beside a goal. */
    tellMade: (payload: SuggestionTold) =>
      db.write((tx) => record(tx, actor, carePlansEvents.suggestionMade, payload)),
    /** The person has answered. */
    async tellAnswered(referralId: string, answer: AnswerForReferrer) {
      const { confirmationId, suggestionId, outcomeId } = answer
      answers.set(confirmationId, answer)
      const payload = { confirmationId, suggestionId, outcomeId, referralId }
      await db.write((tx) => record(tx, actor, carePlansEvents.suggestionAnswered, payload))
    },
  }
}

interface SuggestionTold {
  readonly suggestionId: string
  readonly outcomeId: string
  readonly referralId: string
}
