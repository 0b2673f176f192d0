import { type Rater, type Rating, talkWays } from '@waymark/contracts'
import { firstNameOf } from '../people/names.ts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { dayOfInWords } from '../referrals/words.ts'
import { Button } from '../ui/button.tsx'
import { goalHref } from './at-plan.ts'
import type { GoalProps } from './goal-props.ts'

const whose: Readonly<Record<Exclude<Rater, 'person'>, string>> = {
  representative: 'Who speaks for them',
  worker: 'Their worker',
  group: 'The group',
}

/** Every score, by whose it is. They stay apart, and are never made into one. */
export function Scores(props: GoalProps) {
  const { person, goal, isOpen } = props
  const firstName = firstNameOf(person)
  const ofRater = (by: Rater) => goal.ratings.filter((each) => each.by === by)
  const others = (['representative', 'worker', 'group'] as const).filter(
    (by) => ofRater(by).length > 0,
  )
  return (
    <section class="wm-plan__part" aria-labelledby="scores">
      <h2 class="nhsuk-heading-m" id="scores">
        How near it is
      </h2>
      {goal.ratings.length === 0 && <p>No score yet.</p>}
      {ofRater('person').length > 0 && (
        <ScoresOf {...props} title={<bdi>{firstName}</bdi>} ratings={ofRater('person')} />
      )}
      {others.map((by) => (
        <ScoresOf {...props} title={whose[by]} ratings={ofRater(by)} />
      ))}
      {isOpen && (
        <Button href={goalHref(person.id, goal.id, 'score')} variant="secondary">
          Write down a score
        </Button>
      )}
    </section>
  )
}

interface ScoresOfProps extends Pick<GoalProps, 'today' | 'names'> {
  readonly title: Parameters<typeof Button>[0]['children']
  readonly ratings: readonly Rating[]
}

function ScoresOf({ title, ratings, today, names }: ScoresOfProps) {
  return (
    <>
      <h3 class="nhsuk-heading-s">{title}</h3>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {ratings.map((rating) => (
          <li>
            <strong>{rating.score}</strong> out of 10, {dayOfInWords(rating.at, today)}
            {rating.told !== null && `, told ${talkWays[rating.told.how]}`}
            {rating.words !== null && (
              <span class="wm-line">
                <OwnWords words={rating.words} />
              </span>
            )}
            {rating.rung !== null && (
              <span class="wm-line wm-plan__by">
                <bdi>{names.get(rating.rung.by) ?? 'Somebody'}</bdi> rang,{' '}
                {dayOfInWords(rating.rung.at, today)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
