import { type Plan, ringTodayAtMost } from '@waymark/contracts'
import { dayOfInWords } from '../referrals/words.ts'
import { Button } from '../ui/button.tsx'
import { Tag } from '../ui/content.tsx'
import { goalHref, planHref } from './at-plan.ts'
import { PlanPage, type Shown } from './plan-page.tsx'
import { ownScoreInWords, standingInWords, toRing, waitingOf } from './words.ts'

export interface PlanProps extends Shown {
  readonly plan: Plan
}

/** The goals on a page of their own. */
export function GoalsView(props: PlanProps) {
  return (
    <PlanPage {...props} title="Goals">
      <p>What they want, in their own words. A few at a time are easier to keep in mind.</p>
      <GoalList {...props} />
    </PlanPage>
  )
}

/** Each goal, where it stands by what the person says, and what waits for somebody. */
export function GoalList({ person, plan, today }: PlanProps) {
  return (
    <section aria-labelledby="goals">
      <h2 class="nhsuk-heading-m" id="goals">
        Goals
      </h2>
      {plan.goals.length === 0 && <p>No goal is written down yet.</p>}
      <ul class="wm-plan__goals">
        {plan.goals.map((goal) => {
          const { words, colour } = standingInWords(goal)
          const score = ownScoreInWords(goal)
          const ring = toRing(goal.ratings, ringTodayAtMost)[0]
          return (
            <li>
              <a class="wm-plan__goal" href={goalHref(person.id, goal.id)} dir="auto">
                {goal.words}
              </a>
              <p class="wm-plan__standing">
                <Tag colour={colour}>{words}</Tag> {score}
              </p>
              {ring !== undefined && (
                <p class="wm-plan__now">
                  <strong>Ring today.</strong> They gave {ring.score} out of 10 on{' '}
                  {dayOfInWords(ring.at, today)}.
                </p>
              )}
              {waitingOf(goal).map((each) => (
                <p class="wm-plan__now">
                  <bdi>{each.listingName}</bdi> says how it went. Ask what they say.
                </p>
              ))}
            </li>
          )
        })}
      </ul>
      {plan.state !== 'ended' && (
        <Button href={planHref(person.id, 'goals/new')} variant="secondary">
          Add a goal
        </Button>
      )}
    </section>
  )
}
