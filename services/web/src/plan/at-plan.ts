import { type Person, type Plan, workerRoles } from '@waymark/contracts'
import type { Context } from 'hono'
import { forRoles, type Looking, type People } from '../people/guard.ts'

/** A page about the plan of one person, and who looks at it. */
export interface AtPlan extends Looking {
  readonly person: Person
  readonly plan: Plan
}

/** Every address of a plan begins with this: an id, and no name. */
export const planPath = '/people/:id{[0-9a-f-]{36}}/plan'

/** For those who work with the person. For everybody else there is no such page. */
export function atPerson(
  people: People,
  handle: (context: Context, at: Omit<AtPlan, 'plan'> & { plan: Plan | null }) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return forRoles(people, workerRoles, async (context, looking) => {
    const id = context.req.param('id') ?? ''
    const [person, { plan }] = await Promise.all([
      looking.visitor.people.readPerson({ params: { id } }),
      looking.visitor.carePlans.findPlan({ body: { personId: id } }),
    ])
    return handle(context, { ...looking, person, plan })
  })
}

/** The same for a page inside the plan. Without a plan it leads to where one is begun. */
export function atPlan(
  people: People,
  handle: (context: Context, at: AtPlan) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return atPerson(people, async (context, { plan, ...at }) =>
    plan === null
      ? context.redirect(planHref(at.person.id), 303)
      : handle(context, { ...at, plan }),
  )
}

/** What every view of a plan takes. */
export function shownOf({ visitor, person, plan, today }: AtPlan) {
  return { frame: visitor.frame, person, plan, today }
}

/** Where a page of a person's plan is: the plan itself, for none. */
export function planHref(personId: string, inside = ''): string {
  return `/people/${personId}/plan${inside === '' ? '' : `/${inside}`}`
}

/** Where a goal is, and what is inside it. */
export function goalHref(personId: string, goalId: string, inside = ''): string {
  return planHref(personId, `goals/${goalId}${inside === '' ? '' : `/${inside}`}`)
}

/** What was just done, as the address of the next page names it. */
export const doneWords = {
  begun: 'The plan is begun.',
  saved: 'Saved.',
  removed: 'Taken out of the plan.',
  state: 'Saved: where the plan stands.',
  linked: 'Linked to this goal.',
  unlinked: 'No longer linked to this goal.',
  answered: 'Saved: what they said.',
  rated: 'Saved: the score.',
  rung: 'Saved: you have rung.',
} as const
export type Done = keyof typeof doneWords

/** On to the next page, so that reloading sends nothing twice. */
export function goOn(context: Context, href: string, done: Done): Response {
  return context.redirect(`${href}?done=${done}`, 303)
}
