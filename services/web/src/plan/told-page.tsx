import type { Goal, Suggestion } from '@waymark/contracts'
import { SaidView } from '../outcome/said.tsx'
import { firstNameOf } from '../people/names.ts'
import { OnceField } from '../referrals/once.tsx'
import { Button } from '../ui/button.tsx'
import { AnswerFields, ScoreFields } from './answer-fields.tsx'
import { goalHref } from './at-plan.ts'
import { PlanPage, type Shown } from './plan-page.tsx'
import type { Typed } from './typed.ts'

interface ToldProps extends Shown {
  readonly goal: Goal
  readonly typed: Typed
}

/** Writing down what the person says to what a group said. */
export function AnswerView({ came, ...props }: ToldProps & { readonly came: Suggestion }) {
  const { person, goal, typed, today, problems = [] } = props
  const firstName = firstNameOf(person)
  const { outcome } = came
  return (
    <PlanPage
      {...props}
      title={`What ${firstName} says`}
      heading={
        <>
          What <bdi>{firstName}</bdi> says
        </>
      }
      back={backToGoal(props)}
    >
      <blockquote class="wm-plan__words" dir="auto" lang={goal.language}>
        {goal.words}
      </blockquote>
      <article class="wm-said">
        <h2 class="wm-said__label">
          What the group says: <bdi>{came.listingName}</bdi>
        </h2>
        {outcome !== null && <SaidView {...{ outcome, firstName, today }} reader="sender" />}
      </article>
      <form method="post" action={goalHref(person.id, goal.id, `said/${came.id}`)} novalidate>
        <OnceField />
        <input type="hidden" name="revision" value={`${outcome?.revision ?? 1}`} />
        <AnswerFields {...{ typed, problems, firstName, today }} />
        <Button>Save what they said</Button>
      </form>
    </PlanPage>
  )
}

/** Writing down how near a goal is, and who says so. */
export function ScoreView(props: ToldProps) {
  const { person, goal, typed, today, problems = [] } = props
  const firstName = firstNameOf(person)
  return (
    <PlanPage {...props} title="Write down a score" back={backToGoal(props)}>
      <blockquote class="wm-plan__words" dir="auto" lang={goal.language}>
        {goal.words}
      </blockquote>
      <form method="post" action={goalHref(person.id, goal.id, 'score')} novalidate>
        <OnceField />
        <ScoreFields {...{ typed, problems, firstName, today }} />
        <Button>Save the score</Button>
      </form>
    </PlanPage>
  )
}

export function backToGoal({ person, goal }: Pick<ToldProps, 'person' | 'goal'>) {
  return { href: goalHref(person.id, goal.id), label: 'The goal' }
}
