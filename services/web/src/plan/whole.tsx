import { type Plan, planStates, wordings } from '@waymark/contracts'
import { firstNameOf } from '../people/names.ts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import type { Content } from '../ui/element.ts'
import { Heading } from '../ui/heading.tsx'
import { type PartName, parts } from './parts.tsx'
import type { Shown } from './plan-page.tsx'
import { type SectionName, sections } from './sections.ts'
import { ownScoreInWords, standingInWords, whoDoesIt } from './words.ts'

interface WholeProps extends Pick<Shown, 'person' | 'today'> {
  readonly plan: Plan
}

/** Everything that the plan says, to be read in one go or taken home on paper. */
export function WholePlan({ person, plan, today }: WholeProps) {
  const lists = (names: readonly SectionName[]) =>
    names.map((name) => (
      <ListOf title={sections[name].title} lines={sections[name].lines(plan, today)} />
    ))
  const answers: readonly PartName[] = ['who-decides', 'agreed', 'sharing', 'review']
  return (
    <>
      <p>{planStates[plan.state]}</p>
      {lists(['what-matters', 'good-at', 'worked-before', 'my-life'])}
      <Part title="Goals">
        {plan.goals.length === 0 ? (
          <p>Not yet.</p>
        ) : (
          plan.goals.map((goal) => <WholeGoal goal={goal} firstName={firstNameOf(person)} />)
        )}
      </Part>
      {plan.nobodyElse && plan.circle.length === 0 ? (
        <Part title={sections.circle.title}>
          <p>Nobody else.</p>
        </Part>
      ) : (
        lists(['circle'])
      )}
      {answers.map((name) => (
        <Part title={parts[name].title}>
          <p>{parts[name].show(plan, today) ?? 'Not yet.'}</p>
        </Part>
      ))}
    </>
  )
}

function Part({ title, children }: { readonly title: string; readonly children?: Content }) {
  return (
    <section class="wm-plan__part">
      <Heading level={2} class="nhsuk-heading-m">
        {title}
      </Heading>
      {children}
    </section>
  )
}

interface ListProps {
  readonly title: string
  readonly lines: readonly { readonly shown: Content }[]
}

function ListOf({ title, lines }: ListProps) {
  return (
    <Part title={title}>
      {lines.length === 0 ? (
        <p>Not yet.</p>
      ) : (
        <ul class="nhsuk-list nhsuk-list--bullet">
          {lines.map(({ shown }) => (
            <li>{shown}</li>
          ))}
        </ul>
      )}
    </Part>
  )
}

interface WholeGoalProps {
  readonly goal: Plan['goals'][number]
  readonly firstName: string
}

function WholeGoal({ goal, firstName }: WholeGoalProps) {
  const score = ownScoreInWords(goal)
  return (
    <article class="wm-plan__whole-goal">
      <blockquote class="wm-plan__words" dir="auto">
        {goal.words}
      </blockquote>
      <p>
        {wordings[goal.wording]}. {standingInWords(goal).words}. {score !== null && `${score}.`}
      </p>
      {goal.whyItMatters !== null && (
        <p>
          Why it matters: <OwnWords words={goal.whyItMatters} />
        </p>
      )}
      {goal.actions.length > 0 && (
        <ul class="nhsuk-list nhsuk-list--bullet">
          {goal.actions
            .filter(({ state }) => state !== 'stopped')
            .map(({ what, who, whoName, when }) => (
              <li>
                <OwnWords words={what} />, <OwnWords words={when} /> –{' '}
                <bdi>{whoDoesIt({ who, whoName }, firstName)}</bdi>
              </li>
            ))}
        </ul>
      )}
    </article>
  )
}
