import { type Outcome, outcomeKinds } from '@waymark/contracts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { dayInWords } from '../ui/format.ts'
import { type OutcomeReader, takenBackInWords, timesInWords, whoSaidInWords } from './words.ts'

interface SaidProps {
  readonly outcome: Outcome
  /** Null for a group that sees no name any more. */
  readonly firstName: string | null
  readonly reader: OutcomeReader
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** What a group says happened, in its own words and nobody else's. */
export function SaidView({ outcome, firstName, reader, today }: SaidProps) {
  const { kind, on, timesCame, words } = outcome
  if (kind === null) return <p>{takenBackInWords(outcome, today)}</p>
  return (
    <>
      <p class="wm-said__kind">{outcomeKinds[kind]}</p>
      {on !== null && <p>About {dayInWords(on, today)}.</p>}
      {timesCame !== null && <p>They came {timesInWords(timesCame)}.</p>}
      {words !== null && (
        <figure class="wm-said__words">
          <figcaption>
            {words.quotesPerson ? (
              <>
                What <bdi>{firstName ?? 'the person'}</bdi> said to the group:
              </>
            ) : (
              'In the group’s words:'
            )}
          </figcaption>
          <blockquote class="wm-quote">
            <OwnWords words={words.text} />
          </blockquote>
        </figure>
      )}
      <p class="wm-said__who" dir="auto">
        {whoSaidInWords(outcome, reader, today)}
      </p>
    </>
  )
}
