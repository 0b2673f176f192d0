import { type Confirmation, personSaysWords, type Suggestion, talkWays } from '@waymark/contracts'
import { SaidView } from '../outcome/said.tsx'
import { firstNameOf } from '../people/names.ts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { dayOfInWords } from '../referrals/words.ts'
import { Button } from '../ui/button.tsx'
import { goalHref } from './at-plan.ts'
import type { GoalProps } from './goal-props.ts'

/** What came back to a goal: what each group says, and beside it what the person says. */
export function CameBack(props: GoalProps) {
  const { goal } = props
  const shown = goal.suggestions.filter(
    ({ state, confirmations }) => state !== 'unlinked' || confirmations.length > 0,
  )
  if (shown.length === 0) return null
  return (
    <section class="wm-plan__part" aria-labelledby="came-back">
      <h2 class="nhsuk-heading-m" id="came-back">
        What came back
      </h2>
      {shown.map((each) => (
        <Pair {...props} came={each} />
      ))}
    </section>
  )
}

type PairProps = GoalProps & { readonly came: Suggestion }

function Pair(props: PairProps) {
  const { person, today, came } = props
  const firstName = firstNameOf(person)
  const revision = came.outcome?.revision ?? null
  const own = came.confirmations.filter(({ saidBy }) => saidBy === 'person')
  const others = came.confirmations.filter(({ saidBy }) => saidBy !== 'person')
  return (
    <div class="wm-said-pair">
      <article class="wm-said">
        <h3 class="wm-said__label">
          What the group says: <bdi>{came.listingName}</bdi>
        </h3>
        {came.outcome === null ? (
          <p>The group took this back.</p>
        ) : (
          <SaidView {...{ outcome: came.outcome, firstName, today }} reader="sender" />
        )}
        {came.cameAfterReview && <p>It happened before the last review, and was told after it.</p>}
      </article>
      <article class="wm-said wm-said--person">
        <h3 class="wm-said__label">
          What <bdi>{firstName}</bdi> says
        </h3>
        {own.map((answer) => (
          <AnswerView {...{ answer, today, revision }} />
        ))}
        <Waiting {...props} />
      </article>
      {others.length > 0 && (
        <article class="wm-said">
          <h3 class="wm-said__label">
            What somebody says who speaks for <bdi>{firstName}</bdi>
          </h3>
          {others.map((answer) => (
            <AnswerView {...{ answer, today, revision }} />
          ))}
        </article>
      )}
    </div>
  )
}

function Waiting({ person, goal, isOpen, came }: PairProps) {
  const { id, state, outcome, confirmations } = came
  const hasAnswered = confirmations.some(({ saidBy }) => saidBy === 'person')
  if (outcome === null || state === 'unlinked' || state === 'takenBack') return null
  const hasChanged = state === 'changedSince'
  const waits = state === 'waiting' || hasChanged
  return (
    <>
      {waits && !hasAnswered && <p>Nothing yet. That is neither yes nor no.</p>}
      {hasChanged && <p>The group has changed what it says since. Ask them again.</p>}
      {isOpen && (
        <Button
          href={goalHref(person.id, goal.id, `said/${id}`)}
          variant={waits ? undefined : 'secondary'}
        >
          {waits ? 'Write down what they said' : 'They say something else now'}
        </Button>
      )}
    </>
  )
}

interface AnswerViewProps {
  readonly answer: Confirmation
  readonly today: string
  /** Of what the group says now. */
  readonly revision: number | null
}

function AnswerView({ answer, today, revision }: AnswerViewProps) {
  const { says, score, words, told, at, tellReferrer } = answer
  return (
    <div class="wm-said__answer">
      <p class="wm-said__kind">{personSaysWords[says]}</p>
      {score !== null && <p>{score} out of 10.</p>}
      {words !== null && (
        <blockquote class="wm-quote">
          <OwnWords words={words} />
        </blockquote>
      )}
      {revision !== null && answer.revision < revision && (
        <p>Said before the group changed its words.</p>
      )}
      <p class="wm-said__who">
        Said {told === null ? 'here' : talkWays[told.how]}, {dayOfInWords(at, today)}.{' '}
        {tellReferrer ? 'Whoever referred them may read it.' : 'Kept between you.'}
      </p>
    </div>
  )
}
