import { type Goal, ratingGiven } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { numberOrNull, type Reading, type Typed, wordsOrNull } from '../plan/typed.ts'
import { OnceField } from '../referrals/once.tsx'
import { Button } from '../ui/button.tsx'
import { Textarea } from '../ui/textarea.tsx'
import { MinePage, type MineShown } from './mine-page.tsx'
import { NobodyReadsNow } from './ring.tsx'
import { OwnScore, ScoreField } from './scores.tsx'

/** The person's own number out of the form, as care-plans takes it. */
export const ratingReading: Reading<typeof ratingGiven> = {
  schema: ratingGiven,
  draft: (typed) => ({
    score: numberOrNull(typed, 'score') ?? undefined,
    words: wordsOrNull(typed, 'words'),
    ...{ by: 'person', told: null },
  }),
  unanswered: { score: 'Choose a number from 0 to 10' },
}

interface RateProps extends MineShown {
  readonly goal: Goal
  readonly typed: Typed
  readonly problems?: readonly FormProblem[]
}

/** How near a goal is now, by the person, without a group having said anything. */
export function RateView({ frame, today, goal, typed, problems = [] }: RateProps) {
  return (
    <MinePage frame={frame} title="How near are you now?" problems={problems}>
      <p class="wm-mine__soft">What I want:</p>
      <blockquote class="wm-goal__words" dir="auto" lang={goal.language}>
        {goal.words}
      </blockquote>
      <OwnScore goal={goal} today={today} />
      <form method="post" action={`/mine/goals/${goal.id}/score`} novalidate>
        <OnceField />
        <ScoreField legend="Your number now" mayLeave={false} {...{ typed, problems }} />
        <Textarea
          name="words"
          rows={4}
          label={{ children: 'In your own words. You can leave this out.', size: 'm' }}
          value={typed.get('words') ?? ''}
          error={messageFor(problems, 'words')}
          autocomplete="off"
          attributes={{ dir: 'auto' }}
        />
        <NobodyReadsNow />
        <Button>Save my number</Button>
      </form>
    </MinePage>
  )
}
