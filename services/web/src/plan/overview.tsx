import { type Plan, planStates } from '@waymark/contracts'
import { firstNameOf } from '../people/names.ts'
import { OnceField } from '../referrals/once.tsx'
import { Button } from '../ui/button.tsx'
import { Tag, type TaskItem, TaskList } from '../ui/content.tsx'
import { planHref } from './at-plan.ts'
import { GoalList, type PlanProps } from './goal-list.tsx'
import { NotLinked } from './not-linked.tsx'
import { type PartName, parts } from './parts.tsx'
import { PlanPage, type Shown } from './plan-page.tsx'
import { type SectionName, sections } from './sections.ts'
import { WholePlan } from './whole.tsx'
import { countWritten, planColour } from './words.ts'

/** Where a plan would be: what it is, and how it is begun. */
export function NoPlanView(shown: Shown) {
  const { person } = shown
  const firstName = <bdi>{firstNameOf(person)}</bdi>
  return (
    <PlanPage {...shown} title="Begin a plan" back={backToPerson(shown)}>
      <p>
        A plan says what matters to {firstName}, what they want, and who helps. It is theirs: in
        their words, agreed with them, and they get a copy. What happens at a group comes back to
        it, and only {firstName} says whether a goal has moved.
      </p>
      <form method="post" action={planHref(person.id)}>
        <OnceField />
        <Button>Begin a plan</Button>
      </form>
    </PlanPage>
  )
}

function backToPerson({ person }: Pick<Shown, 'person'>) {
  return { href: `/people/${person.id}`, label: <bdi>{firstNameOf(person)}</bdi> }
}

/** The plan: the goals and what waits, then everything in it as a list of what to do. */
export function PlanView(props: PlanProps) {
  const { person, plan } = props
  const firstName = firstNameOf(person)
  const back = backToPerson(props)
  const heading = (
    <>
      The plan of <bdi>{firstName}</bdi>
    </>
  )
  return (
    <PlanPage {...props} title={`The plan of ${firstName}`} heading={heading} back={back}>
      <div class="wm-plan__screen">
        <p>
          <Tag colour={planColour(plan)}>{planStates[plan.state]}</Tag>
        </p>
        <GoalList {...props} />
        <NotLinked {...props} />
        <h2 class="nhsuk-heading-m" id="in-it">
          What is in it
        </h2>
        <TaskList items={tasksOf(props)} classes="wm-plan__tasks" />
        <p>
          <a href={planHref(person.id, 'criteria')}>Is this plan complete?</a>
        </p>
        <p>
          <a href={planHref(person.id, 'whole')}>Read or print the whole plan</a>
        </p>
        <StateForms {...props} />
      </div>
      <div class="wm-plan__paper">
        <WholePlan {...props} />
      </div>
    </PlanPage>
  )
}

function tasksOf({ person, plan, today }: PlanProps): TaskItem[] {
  const item = (title: string, inside: string, status: string | null): TaskItem => ({
    ...{ title, href: planHref(person.id, inside) },
    status: status ?? <Tag colour="blue">Not yet</Tag>,
  })
  const list = (name: SectionName) =>
    item(sections[name].title, name, countWritten(sections[name].lines(plan, today).length))
  const part = (name: PartName) =>
    item(
      parts[name].title,
      name,
      parts[name].show(plan, today) === null ? null : partState(plan, name),
    )
  const circle =
    plan.circle.length === 0 && plan.nobodyElse ? 'Nobody else' : countWritten(plan.circle.length)
  return [
    ...(['what-matters', 'good-at', 'worked-before', 'my-life'] as const).map(list),
    item(sections.circle.title, 'circle', circle),
    item('Goals', 'goals', countWritten(plan.goals.length)),
    ...(['who-decides', 'review', 'agreed', 'copy', 'sharing'] as const).map(part),
    list('conversations'),
  ]
}

/** A review whose day is past is not done: it is due. */
function partState({ review, notSharedNow }: Plan, name: PartName): string {
  if (name === 'review' && review !== null) return 'Set'
  if (name === 'sharing' && notSharedNow) return 'Not now'
  return 'Written down'
}

const moves = {
  draft: [
    ['active', 'Put this plan in use'],
    ['ended', 'End this plan'],
  ],
  active: [
    ['paused', 'Pause this plan'],
    ['ended', 'End this plan'],
  ],
  paused: [
    ['active', 'Put this plan in use again'],
    ['ended', 'End this plan'],
  ],
  ended: [],
} as const satisfies Record<Plan['state'], readonly (readonly [string, string])[]>

function StateForms({ person, plan }: PlanProps) {
  if (plan.state === 'ended') {
    return (
      <form method="post" action={planHref(person.id)}>
        <p>This plan has ended. It is kept as it was.</p>
        <OnceField />
        <Button variant="secondary">Begin a new plan</Button>
      </form>
    )
  }
  return (
    <section class="wm-plan__state" aria-labelledby="state">
      <h2 class="nhsuk-heading-m" id="state" tabindex={-1}>
        Where the plan stands
      </h2>
      <div class="wm-acts">
        {moves[plan.state].map(([to, words]) =>
          to === 'ended' ? (
            <Button href={planHref(person.id, 'end')} variant="secondary">
              {words}
            </Button>
          ) : (
            <form method="post" action={planHref(person.id, 'state')}>
              <input type="hidden" name="to" value={to} />
              <Button variant={to === 'active' ? undefined : 'secondary'}>{words}</Button>
            </form>
          ),
        )}
      </div>
    </section>
  )
}

/** Making sure, before a plan ends for good. */
export function EndPlanView(props: PlanProps) {
  const { person } = props
  return (
    <PlanPage {...props} title="End this plan?">
      <p>
        It is kept as it was, to be read. Nothing more can be written in it, and it cannot be put in
        use again. A new plan can be begun.
      </p>
      <form method="post" action={planHref(person.id, 'state')}>
        <input type="hidden" name="to" value="ended" />
        <Button variant="warning">End this plan</Button>
      </form>
      <p>
        <a href={planHref(person.id)}>Keep it</a>
      </p>
    </PlanPage>
  )
}
