import type { Goal, Suggestion } from '@waymark/contracts'
import { Button } from '../ui/button.tsx'
import { Tag } from '../ui/content.tsx'
import { GroupSays, YouSaid } from './says.tsx'
import { OwnScore } from './scores.tsx'
import { isAsked, yourStanding } from './words.ts'

interface GoalCardProps {
  readonly goal: Goal
  /** Whether anything can be added: a plan that has ended is kept as it was. */
  readonly isRunning: boolean
  /** The names of those who wrote for them, by their ids. */
  readonly names: ReadonlyMap<string, string>
  readonly today: string
}

/** One goal in the person's own words, what came back to it, and what they say of it. */
export function GoalCard(props: GoalCardProps) {
  const { goal, isRunning, today } = props
  const { words, colour } = yourStanding(goal)
  return (
    <article class="wm-goal" id={`goal-${goal.id}`}>
      <blockquote class="wm-goal__words" dir="auto" lang={goal.language}>
        {goal.words}
      </blockquote>
      {goal.wording === 'notYet' && (
        <p class="wm-mine__soft">These are not your own words yet. Ask to have them changed.</p>
      )}
      <p>
        <Tag colour={colour}>{words}</Tag>
      </p>
      <OwnScore goal={goal} today={today} />
      {goal.suggestions.map((said) => (
        <CameBack {...props} said={said} />
      ))}
      {isRunning && (
        <p class="wm-mine__act">
          <a href={`/mine/goals/${goal.id}/score`} id={`score-${goal.id}`}>
            Say how near you are now
            <Hidden>: {goal.words}</Hidden>
          </a>
        </p>
      )}
    </article>
  )
}

function Hidden({ children }: { readonly children?: unknown }) {
  return <span class="nhsuk-u-visually-hidden">{children}</span>
}

/** Two halves, side by side where there is room: what the group says, and what the person says. */
function CameBack({ goal, said, isRunning, names, today }: GoalCardProps & Said) {
  const { id, listingName, confirmations, state, outcome } = said
  const asked = isRunning && isAsked(said)
  const revision = outcome?.revision ?? null
  return (
    <div class="wm-said-pair">
      <GroupSays said={said} today={today} />
      <section class="wm-said wm-said--person">
        <h3 class="wm-said__label">What you say</h3>
        {confirmations.toReversed().map((answer) => (
          <YouSaid {...{ answer, revision, names, today }} />
        ))}
        {state === 'changedSince' && <p>The group has changed its words since then.</p>}
        {state === 'unlinked' && <p>This is not tied to your goal any more.</p>}
        {confirmations.length === 0 && !asked && <p>You said nothing about this.</p>}
        {asked && (
          <Button href={`/mine/answers/${id}`} id={`say-${id}`} classes="wm-mine__say">
            Say what you think
            <Hidden>
              {' '}
              about <bdi>{listingName}</bdi> and: {goal.words}
            </Hidden>
          </Button>
        )}
        {isRunning && state === 'answered' && outcome !== null && (
          <p class="wm-mine__act">
            <a href={`/mine/answers/${id}`} id={`say-${id}`}>
              Say something more
              <Hidden>
                {' '}
                about <bdi>{listingName}</bdi>
              </Hidden>
            </a>
          </p>
        )}
      </section>
    </div>
  )
}

interface Said {
  readonly said: Suggestion
}
