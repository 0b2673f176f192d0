import { decide } from '@waymark/auth'
import type { Match, MatchPage, Person } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { userOf } from '../person/rules.ts'
import { getPersonOfMatch } from '../person/store.ts'
import { getMatchFor, listOpenFor } from './store.ts'

/** Two records side by side: what tells people apart, and nothing else of either. */
export async function readMatch(deps: Deps, actor: Actor, id: string): Promise<MatchPage> {
  const { reader } = deps.db
  const match = await getMatchFor(reader, actor, 'match.read', id)
  const older = await getPersonOfMatch(reader, actor.tenant, match.olderId)
  const newer = await getPersonOfMatch(reader, actor.tenant, match.newerId)
  for (const { id: subject } of [older, newer]) {
    deps.reads.note(actor, { action: 'match.read', subject })
  }
  return { match, older: identityOf(older), newer: identityOf(newer) }
}

/** What waits for this settler, without a name. */
export async function listMatches(deps: Deps, actor: Actor): Promise<{ contents: Match[] }> {
  if (!decide(actor, 'match.read', { tenant: actor.tenant }).allowed) {
    throw new AppError('forbidden', 'Only care coordinators and team leads settle this.')
  }
  return { contents: await listOpenFor(deps.db.reader, userOf(actor)) }
}

function identityOf(person: Person): MatchPage['older'] {
  const { id, givenName, familyName, knownAs, birthDate, nhsNumber, postcode } = person
  return { id, givenName, familyName, knownAs, birthDate, nhsNumber, postcode }
}
