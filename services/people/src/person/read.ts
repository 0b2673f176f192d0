import { decide } from '@waymark/auth'
import type { PeoplePage, Person } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { userOf } from './rules.ts'
import { getPersonFor, listPeopleFor } from './store.ts'

const pageSize = 50

/** The record, noted as read before it is shown. */
export async function readPerson(deps: Deps, actor: Actor, id: string): Promise<Person> {
  const found = await getPersonFor(deps.db.reader, actor, 'person.read', id)
  deps.reads.note(actor, { action: 'person.read', subject: found.id })
  return found
}

/** Those the reader works with now or, for a person, themself. Each name shown is noted. */
export async function listPeople(deps: Deps, actor: Actor, number: number): Promise<PeoplePage> {
  const { tenant, userId } = userOf(actor)
  const may = (own: object) => decide(actor, 'person.read', { tenant, ...own }).allowed
  const asWorker = may({ worksWith: [userId] })
  const scope = { tenant, userId, asWorker, asThemself: may({ owner: userId }) }
  const page = { size: pageSize, number }
  const { total, contents } = await listPeopleFor(deps.db.reader, scope, page)
  for (const { id: subject } of contents)
    deps.reads.note(actor, { action: 'person.listed', subject })
  return {
    totalItems: total,
    totalPages: Math.ceil(total / pageSize),
    pageNumber: number,
    size: contents.length,
    contents: [...contents],
  }
}
