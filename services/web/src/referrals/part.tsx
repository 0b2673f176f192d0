import type { Assignment, Referral } from '@waymark/contracts'
import { Details, Tag } from '../ui/content.tsx'
import { WhatHappened } from './happened.tsx'
import { PartActs } from './part-acts.tsx'
import {
  OwnWords,
  PhoneLink,
  QuestionsView,
  SharedAfterView,
  SharedBeforeView,
} from './shared-copy.tsx'
import {
  agreementInWords,
  clockInWords,
  happenedInWords,
  momentInWords,
  standingOf,
} from './words.ts'

export interface PartProps {
  readonly referral: Referral
  readonly part: Assignment
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** One group's part of a referral: where it stands, what can be done, what the group may read. */
export function PartView(props: PartProps) {
  const { referral, part, today } = props
  const { words, colour } = standingOf(part)
  return (
    <section class="wm-part" aria-labelledby={`part-${part.id}`}>
      <h3 class="wm-part__name" id={`part-${part.id}`}>
        <a href={`/listings/${part.listingId}`} id={`listing-${part.id}`}>
          <bdi>{part.listingName}</bdi>
        </a>
      </h3>
      <p class="wm-part__group">
        <bdi>{part.organisationName}</bdi>
        {part.organisationPhone !== null && (
          <>
            {', '}
            <PhoneLink number={part.organisationPhone} />
          </>
        )}
      </p>
      <p>
        <Tag colour={colour}>{words}</Tag>
      </p>
      <Happened part={part} today={today} />
      <Waiting part={part} today={today} />
      {part.questions.length > 0 && <QuestionsView questions={part.questions} reader="sender" />}
      <WhatHappened {...props} />
      <PartActs referral={referral} part={part} />
      <WhatTheyRead {...props} />
      <Details summary="What was agreed" id={`agreed-${part.id}`}>
        <p dir="auto">{agreementInWords(part.agreement, today)}</p>
        {part.agreement.withdrawnAt !== null && (
          <p>Taken back: {momentInWords(part.agreement.withdrawnAt, today)}.</p>
        )}
      </Details>
    </section>
  )
}

function Happened({ part, today }: Pick<PartProps, 'part' | 'today'>) {
  const happened = happenedInWords(part, today)
  return (
    <>
      {happened !== '' && <p dir="auto">{happened}</p>}
      {part.declineWords !== null && (
        <blockquote class="wm-quote">
          <OwnWords words={part.declineWords} />
        </blockquote>
      )}
      {part.state === 'accepted' && part.placesLeft !== null && (
        <p>
          {part.placesLeft === 0
            ? 'After this one they have no more room.'
            : `Places they have left: ${part.placesLeft}.`}
        </p>
      )}
      <WhoRings part={part} />
    </>
  )
}

/** A yes is the beginning of something: who makes the first step is said, until it is made. */
function WhoRings({ part: { state, shared, outcomes, attendance } }: Pick<PartProps, 'part'>) {
  const isNew = outcomes.length === 0 && attendance.length === 0
  if (state !== 'accepted' || shared === null || !isNew) return null
  const { knownAs, givenName, phone, text, email, post } = shared.after
  const name = <bdi>{knownAs ?? givenName}</bdi>
  const hasWay = [phone, text, email, post].some((way) => way !== null)
  return hasWay ? (
    <p>They get in touch with {name}, in the ways that are safe.</p>
  ) : (
    <p>
      No way of reaching {name} is safe for them. They do it through you: please ring them to
      arrange the first visit.
    </p>
  )
}

function Waiting({ part, today }: Pick<PartProps, 'part' | 'today'>) {
  if (part.state !== 'requested') return null
  const by = momentInWords(part.answerBy, today)
  return (
    <>
      <p>
        {part.overdue ? (
          <>They were to answer by {by}. Ring them, or ask another group.</>
        ) : (
          <>
            They answer by <strong>{by}</strong>.
          </>
        )}
      </p>
      <p class="wm-part__mail">
        {part.mailedAt === null
          ? 'The e-mail waits to be sent.'
          : `The e-mail was handed on at ${clockInWords(part.mailedAt, today)}.`}
      </p>
    </>
  )
}

/** Exactly the copy that the group reads, or that there is none any more. */
function WhatTheyRead({ referral, part }: PartProps) {
  const { shared } = part
  if (shared === null) return <p>They can no longer see anything.</p>
  const isOpened = part.state === 'accepted'
  return (
    <Details summary="What they may read" id={`reads-${part.id}`}>
      <h4 class="nhsuk-heading-s">{isOpened ? 'Before they answered' : 'Now'}</h4>
      <SharedBeforeView shared={shared.before} />
      <h4 class="nhsuk-heading-s">{isOpened ? 'Since they said yes' : 'Only if they say yes'}</h4>
      <SharedAfterView shared={shared.after} sender={referral.sender} />
    </Details>
  )
}
