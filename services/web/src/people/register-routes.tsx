import { randomUUID } from 'node:crypto'
import { registrantRoles, workerRoles } from '@waymark/contracts'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { readForm } from '../forms.ts'
import { carryOut, page } from '../referrals/follow.tsx'
import { onceOf } from '../referrals/once.tsx'
import { forRoles, holdsOneOf, type Looking, type People } from './guard.ts'
import { problemsIn } from './problems.ts'
import { detailsField, noDetails, readDetails } from './read-details.ts'
import { EntryView, RegisterView } from './register.tsx'

type Hono = ServiceApp['hono']

/** Registering somebody, and what was typed then. */
export function registerPages(hono: Hono, people: People): void {
  hono.get(
    '/people/new',
    forRoles(people, registrantRoles, async (context, { visitor: { frame } }) => {
      const fresh = { frame, once: randomUUID(), typed: noDetails, problems: [] }
      return page(context, <RegisterView {...fresh} />)
    }),
  )
  hono.post('/people/new', forRoles(people, registrantRoles, register))
  hono.get(
    '/people/entries/:id{[0-9a-f-]{36}}',
    forRoles(people, registrantRoles, async (context, { visitor, today }) => {
      const params = { id: context.req.param('id') ?? '' }
      const entry = await visitor.people.readEntry({ params })
      return page(context, <EntryView frame={visitor.frame} entry={entry} today={today} />)
    }),
  )
}

async function register(context: Context, { visitor }: Looking): Promise<Response> {
  const { frame } = visitor
  const form = await readForm(context)
  const { typed, details, problems } = readDetails(form)
  // The key stays with the form, so that what was mended is still registered once.
  const once = onceOf(form)
  if (details === null)
    return page(context, <RegisterView {...{ frame, once, typed, problems }} />, 422)
  let to = '/people'
  return carryOut({
    act: async () => {
      const body = { ...details, contact: null }
      const entry = await visitor.people.registerPerson({ body, idempotencyKey: once })
      const isOwn = entry.personId !== null && holdsOneOf(visitor, workerRoles)
      to = isOwn ? `/people/${entry.personId}?done=registered` : `/people/entries/${entry.id}`
    },
    onDone: () => context.redirect(to, 303),
    problemsOf: (error) => problemsIn(error, 'givenName', detailsField),
    onRefused: async (refused, status) =>
      page(context, <RegisterView {...{ frame, once, typed }} problems={refused} />, status),
  })
}
