import { type Rating, ringTodayAtMost } from '@waymark/contracts'
import { firstNameOf } from '../people/names.ts'
import { dayOfInWords } from '../referrals/words.ts'
import { Button } from '../ui/button.tsx'
import { goalHref } from './at-plan.ts'
import type { GoalProps } from './goal-props.ts'
import { toRing } from './words.ts'

/** Each very low score that nobody has rung about, before anything else on the page. */
export function RingToday(props: GoalProps) {
  const ratings = toRing(props.goal.ratings, ringTodayAtMost)
  if (ratings.length === 0) return null
  return (
    <section id="ring" aria-labelledby="ring-today">
      <h2 class="nhsuk-heading-m" id="ring-today">
        Ring <bdi>{firstNameOf(props.person)}</bdi> today
      </h2>
      {ratings.map((rating) => (
        <RingAbout {...props} rating={rating} />
      ))}
    </section>
  )
}

function RingAbout({ person, goal, today, rating }: GoalProps & { readonly rating: Rating }) {
  return (
    <form method="post" action={goalHref(person.id, goal.id, 'rung')} class="wm-plan__ring">
      <p>
        {rating.score} out of 10, on {dayOfInWords(rating.at, today)}
        {rating.by === 'representative' && ', from somebody who speaks for them'}.{' '}
        <a href={`/people/${person.id}#contact-rule`}>How to reach them safely</a>
      </p>
      <input type="hidden" name="rating" value={rating.id} />
      <Button>I have rung</Button>
    </form>
  )
}
