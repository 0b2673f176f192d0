import type { Confirmation, Suggestion } from '@waymark/contracts'
import { talkWays } from '@waymark/contracts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { dayOfInWords } from '../referrals/words.ts'
import { groupSaidWhen, happenedToYou, saidForYou, youCame, youSaid } from './words.ts'

interface GroupSaysProps {
  readonly said: Pick<Suggestion, 'outcome' | 'listingName' | 'cameAfterReview'>
  readonly today: string
}

/** What a group says happened: its own words, and never taken for the person's. */
export function GroupSays({ said, today }: GroupSaysProps) {
  const { outcome, listingName, cameAfterReview } = said
  return (
    <section class="wm-said">
      <h3 class="wm-said__label">
        <bdi>{listingName}</bdi> says
      </h3>
      {outcome === null && <p>You took out what they wrote.</p>}
      {outcome !== null && outcome.kind === null && (
        <p>They took this back on {dayOfInWords(outcome.saidAt, today)}. It was a mistake.</p>
      )}
      {outcome !== null && outcome.kind !== null && (
        <>
          {outcome.timesCame !== null && <p class="wm-said__kind">{youCame(outcome.timesCame)}</p>}
          <p class={outcome.timesCame === null ? 'wm-said__kind' : undefined}>
            {happenedToYou[outcome.kind]}
          </p>
          {outcome.words !== null && (
            <figure class="wm-said__words">
              <figcaption>
                {outcome.words.quotesPerson ? 'They say that you said:' : 'In the group’s words:'}
              </figcaption>
              <blockquote class="wm-quote">
                <OwnWords words={outcome.words.text} />
              </blockquote>
            </figure>
          )}
          <p class="wm-said__who" dir="auto">
            {groupSaidWhen(outcome, today)}
            {cameAfterReview && ' It came after your last review.'}
          </p>
        </>
      )}
    </section>
  )
}

interface YouSaidProps {
  readonly answer: Confirmation
  /** The revision that the group's words are at now; null where there are none. */
  readonly revision: number | null
  /** The names of those who wrote for them, by their ids. */
  readonly names: ReadonlyMap<string, string>
  readonly today: string
}

/** One answer: the person's own, or what was said for them, which never becomes theirs. */
export function YouSaid({ answer, revision, names, today }: YouSaidProps) {
  const { says, score, words, saidBy, told, writtenBy, at } = answer
  const on = dayOfInWords(at, today)
  const writer = names.get(writtenBy) ?? 'somebody who works with you'
  return (
    <div class="wm-mine__answer">
      {saidBy === 'person' ? (
        <p>
          <strong class="wm-said__kind">{youSaid[says]}</strong> on {on}.
        </p>
      ) : (
        <p>
          Somebody who speaks for you said {saidForYou[says]} on {on}. It stands beside what you
          say, and does not count as yours.
        </p>
      )}
      {words !== null && (
        <blockquote class="wm-quote">
          <OwnWords words={words} />
        </blockquote>
      )}
      {score !== null && (
        <p>
          {saidBy === 'person' ? 'You gave it' : 'They gave it'} {score} out of 10.
        </p>
      )}
      {told !== null && (
        <p class="wm-said__who">
          Told {talkWays[told.how]}. Written down by <bdi>{writer}</bdi>.
        </p>
      )}
      {revision !== null && answer.revision < revision && (
        <p class="wm-said__who">This was before the group changed its words.</p>
      )}
    </div>
  )
}
