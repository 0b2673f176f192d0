import type { Person } from '@waymark/contracts'
import { isAppError } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { FormProblem } from '../forms.ts'
import { readForm } from '../forms.ts'
import { page, type RefusedStatus } from '../referrals/follow.tsx'
import { ChangeContactView, ChangeDetailsView } from './change.tsx'
import { forRoles, keepers, type Looking, type People } from './guard.ts'
import type { Done } from './person.tsx'
import { problemsIn } from './problems.ts'
import { contactAsTyped, contactField, readContact } from './read-contact.ts'
import { detailsAsTyped, detailsField, readDetails } from './read-details.ts'

type Hono = ServiceApp['hono']

const path = (what: string) => `/people/:id{[0-9a-f-]{36}}/${what}`

/** Saying anew how to reach somebody safely, and who they are. */
export function changePages(hono: Hono, people: People): void {
  hono.get(
    path('contact'),
    forRoles(people, keepers, async (context, { visitor, today }) => {
      const person = await readPersonAt(context, visitor)
      const typed = contactAsTyped(person.contact)
      const shown = { frame: visitor.frame, person, typed, today, problems: [] }
      return page(context, <ChangeContactView {...shown} />)
    }),
  )
  hono.post(path('contact'), forRoles(people, keepers, saveContact))
  hono.get(
    path('details'),
    forRoles(people, keepers, async (context, { visitor, today }) => {
      const person = await readPersonAt(context, visitor)
      const typed = detailsAsTyped(person)
      const shown = { frame: visitor.frame, person, typed, today, problems: [] }
      return page(context, <ChangeDetailsView {...shown} />)
    }),
  )
  hono.post(path('details'), forRoles(people, keepers, saveDetails))
}

async function saveContact(context: Context, { visitor, today }: Looking): Promise<Response> {
  const form = await readForm(context)
  const { typed, contact, problems } = readContact(form)
  return save(context, visitor, {
    done: 'contact',
    problems,
    act:
      contact &&
      ((params) => visitor.people.setContact({ params, body: contact, ifMatch: versionIn(form) })),
    problemsOf: (error) => problemsIn(error, 'phone', contactField),
    show: (shown) => <ChangeContactView frame={visitor.frame} {...{ typed, today }} {...shown} />,
  })
}

async function saveDetails(context: Context, { visitor, today }: Looking): Promise<Response> {
  const form = await readForm(context)
  const { typed, details, problems } = readDetails(form)
  return save(context, visitor, {
    done: 'details',
    problems,
    act:
      details &&
      ((params) => visitor.people.editPerson({ params, body: details, ifMatch: versionIn(form) })),
    problemsOf: (error) => problemsIn(error, 'givenName', detailsField),
    show: (shown) => <ChangeDetailsView frame={visitor.frame} {...{ typed, today }} {...shown} />,
  })
}

interface Saving {
  readonly done: Done
  /** What is wrong before anybody is asked. */
  readonly problems: readonly FormProblem[]
  /** Null while something is wrong. */
  readonly act: ((params: { readonly id: string }) => Promise<unknown>) | null
  readonly problemsOf: (error: unknown) => FormProblem[]
  readonly show: (shown: Shown) => Parameters<Context['html']>[0]
}

interface Shown {
  readonly person: Person
  readonly problems: readonly FormProblem[]
  readonly isStale: boolean
}

/** Saves and goes back to the person, or shows the form again with all that was typed. */
async function save(
  context: Context,
  visitor: Looking['visitor'],
  { act, done, problems, problemsOf, show }: Saving,
): Promise<Response> {
  const params = { id: context.req.param('id') ?? '' }
  const again = async (status: RefusedStatus, wrong: readonly FormProblem[], isStale = false) => {
    // Read again: what stands now is shown beside what was typed, under its own version.
    const person = await readPersonAt(context, visitor)
    return page(context, show({ person, problems: wrong, isStale }), status)
  }
  if (act === null) return again(422, problems)
  try {
    await act(params)
  } catch (error) {
    if (isAppError(error, 'stale'))
      return again(409, [{ field: 'changed', message: changed }], true)
    return again(422, problemsOf(error))
  }
  return context.redirect(`/people/${params.id}?done=${done}`, 303)
}

const changed = 'Somebody changed this while you were writing. Look at both before you save'

function readPersonAt(context: Context, { people }: Looking['visitor']): Promise<Person> {
  return people.readPerson({ params: { id: context.req.param('id') ?? '' } })
}

/** The version that the form was filled from. One without it is a form of the first version. */
function versionIn(form: URLSearchParams): number {
  const version = Number(form.get('version'))
  return Number.isInteger(version) && version > 0 ? version : 1
}
