import { workerRoles } from '@waymark/contracts'
import { isAppError, keysOf } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { readForm } from '../forms.ts'
import { readPlanTasks } from '../plan/tasks.tsx'
import { page } from '../referrals/follow.tsx'
import type { Visitors } from '../session/visitor.ts'
import { changePages } from './change-routes.tsx'
import { orNullWhenAway, readEveryone } from './everyone.ts'
import { FindPersonView, noIdentifiers, readIdentifiers } from './find.tsx'
import { forRoles, holdsOneOf, keepers, type Looking, type People, settlers } from './guard.ts'
import { PeopleListView, TeamLeadView } from './list.tsx'
import { doneWords, PersonView } from './person.tsx'
import { problemsIn } from './problems.ts'
import { registerPages } from './register-routes.tsx'
import { unfinishedJourneys } from './unfinished.ts'

/** Only an id: other words after `/people/` are pages of their own. */
export const personPath = '/people/:id{[0-9a-f-]{36}}'

/** The people somebody works with, each of them, finding and registering them. */
export function peoplePages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  const people: People = { deps, visitors }
  hono.get(
    '/people',
    forRoles(people, [...workerRoles, 'teamLead'], async (context, { visitor, today }) => {
      const { frame } = visitor
      if (!holdsOneOf(visitor, workerRoles)) return page(context, <TeamLeadView frame={frame} />)
      const [everyone, unfinished, tasks] = await Promise.all([
        readEveryone(visitor, today),
        unfinishedJourneys(deps, visitor),
        readPlanTasks(visitor),
      ])
      const can = { keep: holdsOneOf(visitor, keepers), settle: holdsOneOf(visitor, settlers) }
      return page(
        context,
        <PeopleListView {...{ frame, everyone, unfinished, tasks, can, today }} />,
      )
    }),
  )
  hono.get(
    '/people/find',
    forRoles(people, keepers, async (context, { visitor: { frame } }) =>
      page(context, <FindPersonView frame={frame} typed={noIdentifiers} />),
    ),
  )
  hono.post('/people/find', forRoles(people, keepers, findPerson))
  hono.get(personPath, forRoles(people, workerRoles, showPerson))
  registerPages(hono, people)
  changePages(hono, people)
}

async function findPerson(context: Context, { visitor }: Looking): Promise<Response> {
  const { frame } = visitor
  const { typed, identifiers, problems } = readIdentifiers(await readForm(context))
  if (identifiers === null) {
    return page(context, <FindPersonView {...{ frame, typed, problems }} />, 422)
  }
  try {
    const { id } = await visitor.people.choosePerson({ body: identifiers })
    return context.redirect(`/people/${id}`, 303)
  } catch (error) {
    if (isAppError(error, 'notFound')) {
      return page(context, <FindPersonView {...{ frame, typed }} isNobody />, 422)
    }
    const found = problemsIn(error, 'familyName', (pointer) => pointer.replace('/', ''))
    const status = isAppError(error, 'tooMany') ? 429 : 422
    return page(context, <FindPersonView {...{ frame, typed }} problems={found} />, status)
  }
}

async function showPerson(context: Context, { visitor, today }: Looking): Promise<Response> {
  const { frame, userId } = visitor
  const params = { id: context.req.param('id') ?? '' }
  const person = await visitor.people.readPerson({ params })
  const query = { state: 'all', personId: person.id } as const
  const [{ contents: relationships }, referrals] = await Promise.all([
    visitor.people.listRelationships({ params }),
    orNullWhenAway(async () => (await visitor.referrals.listReferrals({ query })).contents),
  ])
  const asked = context.req.query('done')
  const done = keysOf(doneWords).find((each) => each === asked)
  const keeps = holdsOneOf(visitor, keepers)
  const given = { frame, person, referrals, relationships, userId, keeps, today, done }
  return page(context, <PersonView {...given} />)
}
