import type { Rating } from '@waymark/contracts'
import { dayOfInWords } from '../referrals/words.ts'
import { WarningCallout } from '../ui/messages.tsx'
import type { Worker } from './own.ts'

interface RingProps {
  /** A very low number of theirs, about which nobody has rung yet. */
  readonly rating: Rating
  /** Null while that cannot be asked. */
  readonly workers: readonly Worker[] | null
  readonly today: string
}

/** After a very low number: who is told, that nobody may see it today, and whom to ring now. */
export function RingNow({ rating, workers, today }: RingProps) {
  return (
    <WarningCallout heading={{ content: 'If you need somebody now, please ring', level: 2 }}>
      <p>
        You gave {rating.score} out of 10 on {dayOfInWords(rating.at, today)}.{' '}
        <WhoIsTold workers={workers} />
      </p>
      <ul class="wm-mine__ring">
        <li>
          In danger: ring <a href="tel:999">999</a>.
        </li>
        <li>
          Ill or hurt, or very low: ring NHS <a href="tel:111">111</a>.
        </li>
        <li>
          To talk to somebody, day or night: ring Samaritans on <a href="tel:116123">116 123</a>.
        </li>
      </ul>
    </WarningCallout>
  )
}

function WhoIsTold({ workers }: Pick<RingProps, 'workers'>) {
  if (workers !== null && workers.length === 0) {
    return <>Nobody works with you here just now, so nobody is told.</>
  }
  const [first] = workers ?? []
  const only = workers?.length === 1 && first?.name ? <bdi>{first.name}</bdi> : null
  return <>{only ?? 'Whoever works with you'} is told to ring you. But nobody may see it today.</>
}

/** Under a box for the person's own words: what a form is not for, and whom to ring instead. */
export function NobodyReadsNow() {
  return (
    <p class="wm-danger">
      Nobody reads this straight away. In danger ring <a href="tel:999">999</a>. If you are ill ring
      NHS <a href="tel:111">111</a>. To talk to somebody, day or night, ring Samaritans:{' '}
      <a href="tel:116123">116 123</a>.
    </p>
  )
}
