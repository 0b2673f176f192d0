import type { PersonSummary, PlanTask } from '@waymark/contracts'
import { orNullWhenAway } from '../people/everyone.ts'
import { firstNameOf } from '../people/names.ts'
import { dayOfInWords } from '../referrals/words.ts'
import type { Visitor } from '../session/visitor.ts'
import type { Content } from '../ui/element.ts'
import { goalHref, planHref } from './at-plan.ts'

/** What somebody has to do for the plans of their people; none while plans cannot be asked. */
export async function readPlanTasks({ carePlans }: Visitor): Promise<readonly PlanTask[]> {
  return (await orNullWhenAway(() => carePlans.listPlanTasks({})))?.contents ?? []
}

interface PlanTasksProps {
  readonly tasks: readonly PlanTask[]
  /** By whom each is named: a task of somebody who is not among them is not shown. */
  readonly people: readonly PersonSummary[]
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** More than this on one page nobody reads: the rest follows as these are done. */
const mostShown = 12

/** What is to be done today, whom to ring first. Nothing at all where there is nothing. */
export function PlanTasks({ tasks, people, today }: PlanTasksProps) {
  const named = tasks.flatMap((task) => {
    const person = people.find(({ id }) => id === task.personId)
    return person === undefined ? [] : [{ task, firstName: <bdi>{firstNameOf(person)}</bdi> }]
  })
  if (named.length === 0) return null
  const rest = named.length - mostShown
  return (
    <section class="wm-todo" aria-labelledby="to-do">
      <h2 class="nhsuk-heading-m" id="to-do">
        To do today
      </h2>
      <ul class="nhsuk-list">
        {named.slice(0, mostShown).map(({ task, firstName }) => (
          <li>{lineOf(task, firstName, today)}</li>
        ))}
      </ul>
      {rest > 0 && <p>{rest === 1 ? 'One more comes' : `${rest} more come`} after these.</p>}
    </section>
  )
}

function lineOf(
  { kind, personId, goalId, suggestionId, since }: PlanTask,
  who: Content,
  today: string,
) {
  const goal = goalId === null ? planHref(personId) : goalHref(personId, goalId)
  const on = dayOfInWords(since, today)
  switch (kind) {
    case 'ringToday':
      return (
        <>
          <strong>
            <a href={`${goal}#ring`}>Ring {who} today</a>
          </strong>
          : a very low score on {on}.
        </>
      )
    case 'askPerson':
      return (
        <>
          <a href={suggestionId === null ? goal : `${goal}/said/${suggestionId}`}>
            Ask {who} what they say
          </a>
          : a group said on {on} how it went.
        </>
      )
    case 'linkOutcome':
      return (
        <>
          <a href={`${planHref(personId)}#unlinked`}>Say which goal it was for</a>: on {on} a group
          said how it went for {who}.
        </>
      )
    case 'reviewDue':
      return (
        <>
          <a href={planHref(personId)}>Review the plan of {who}</a>: it was due on {on}.
        </>
      )
  }
}
