import type { Goal } from '@waymark/contracts'
import type { FormProblem } from '../forms.ts'
import { messageFor } from '../forms.ts'
import type { Typed } from '../plan/typed.ts'
import { dayOfInWords } from '../referrals/words.ts'
import { Radios } from '../ui/choices.tsx'
import { type Content, classNames } from '../ui/element.ts'
import { yourScore } from './words.ts'

const numbers = Array.from({ length: 11 }, (_, number) => number)

interface OwnScoreProps {
  readonly goal: Pick<Goal, 'own'>
  readonly today: string
}

/** The person's own number, first and latest: the line only repeats what the words say. */
export function OwnScore({ goal, today }: OwnScoreProps) {
  const { own } = goal
  if (own === null) return null
  const { first, latest } = own
  const low = Math.min(first.score, latest.score)
  const high = Math.max(first.score, latest.score)
  return (
    <div class="wm-scale">
      <p class="wm-scale__said">
        <strong>{yourScore(goal)}</strong>{' '}
        <span class="wm-mine__soft">
          {first.id !== latest.id && `First on ${dayOfInWords(first.at, today)}. `}
          {first.id === latest.id ? 'Said on' : 'Now on'} {dayOfInWords(latest.at, today)}.
        </span>
      </p>
      <p class="wm-scale__line" aria-hidden="true">
        {numbers.map((number) => (
          <span
            class={classNames(
              'wm-scale__step',
              number >= low && number <= high && 'wm-scale__step--between',
              number === first.score && 'wm-scale__step--first',
              number === latest.score && 'wm-scale__step--latest',
            )}
          >
            {number}
          </span>
        ))}
      </p>
    </div>
  )
}

interface ScoreFieldProps {
  readonly legend: Content
  readonly typed: Typed
  readonly problems: readonly FormProblem[]
  /** Whether they may leave it. */
  readonly mayLeave: boolean
}

/** Zero to ten, each a box for a thumb. */
export function ScoreField({ legend, typed, problems, mayLeave }: ScoreFieldProps) {
  const chosen = typed.get('score') ?? ''
  const items = numbers.map((number) => ({
    ...{ value: `${number}`, label: `${number}` },
    checked: chosen === `${number}`,
  }))
  const none = { value: '', label: 'No number', checked: chosen === '' }
  return (
    <Radios
      name="score"
      classes="wm-scores"
      fieldset={{ legend: { children: legend, size: 'm' } }}
      hint="0 is not at all. 10 is all the way."
      error={messageFor(problems, 'score')}
      items={mayLeave ? [...items, none] : items}
    />
  )
}
