import {
  type Assignment,
  type OutcomeWithAnswer,
  type PersonSide,
  personSaysWords,
} from '@waymark/contracts'
import { SaidView } from '../outcome/said.tsx'
import { cameInWords } from '../outcome/words.ts'
import { firstNameOf } from '../people/names.ts'
import type { PartProps } from './part.tsx'
import { OwnWords } from './shared-copy.tsx'
import { dayOfInWords } from './words.ts'

/** After a yes: who came, what the group says, and beside it what the person says. */
export function WhatHappened({ referral, part, today }: PartProps) {
  const { attendance, outcomes } = part
  const isOver = part.state !== 'accepted' && outcomes.length === 0 && attendance.length === 0
  if (isOver) return null
  const came = cameInWords(attendance, today)
  const firstName = firstNameOf(referral)
  return (
    <section class="wm-happened" aria-labelledby={`happened-${part.id}`}>
      <h4 class="nhsuk-heading-s" id={`happened-${part.id}`}>
        What happened
      </h4>
      {came !== '' && <p>{came}</p>}
      {outcomes.length === 0 && <p>They have not said yet what happened.</p>}
      {outcomes.map((outcome) => (
        <MessageBack {...{ referral, part, outcome, firstName, today }} />
      ))}
      {part.moves.includes('recordOutcome') && (
        <p>
          <a href={`/referrals/${referral.id}/parts/${part.id}/came`} id={`came-${part.id}`}>
            Write down a day that they told you about
          </a>
        </p>
      )}
    </section>
  )
}

interface MessageBackProps extends Pick<PartProps, 'referral' | 'part' | 'today'> {
  readonly outcome: OutcomeWithAnswer
  readonly firstName: string
}

/** Two labelled halves: what a group says is never taken for what the person says. */
function MessageBack({ referral, part, outcome, firstName, today }: MessageBackProps) {
  const { id, standing, personSays } = outcome
  const mayCorrect = standing === 'final' && isSaid(part)
  const hasPersonSide = standing === 'final' || personSays.state === 'answered'
  return (
    <div class="wm-said-pair">
      <article class="wm-said">
        <h5 class="wm-said__label">The group says</h5>
        <SaidView {...{ outcome, firstName, today }} reader="sender" />
        {mayCorrect && (
          <p>
            <a
              href={`/referrals/${referral.id}/parts/${part.id}/outcome/${id}`}
              id={`correct-${id}`}
            >
              Write down a correction
            </a>
          </p>
        )}
      </article>
      {hasPersonSide && (
        <article class="wm-said wm-said--person">
          <h5 class="wm-said__label">
            <bdi>{firstName}</bdi> says
          </h5>
          <PersonSaysView {...{ personSays, firstName, today }} />
        </article>
      )}
    </div>
  )
}

/** Whether what was said of a part can be corrected, of one that is finished too. */
export function isSaid({ state }: Pick<Assignment, 'state'>): boolean {
  return state === 'accepted' || state === 'completed'
}

interface PersonSaysProps {
  readonly personSays: PersonSide
  readonly firstName: string
  readonly today: string
}

function PersonSaysView({ personSays, firstName, today }: PersonSaysProps) {
  switch (personSays.state) {
    case 'notAsked':
      return <p>Nobody has asked them: no goal is linked.</p>
    case 'waiting':
      return <p>{waitingInWords(personSays.until, today)}</p>
    case 'notAnswered':
      return <p>Not answered. That is neither yes nor no.</p>
    case 'answered':
      return (
        <>
          {personSays.answers.map((answer) => (
            <AnswerView {...{ answer, firstName, today }} />
          ))}
        </>
      )
  }
}

function waitingInWords(until: string, today: string): string {
  const day = dayOfInWords(until, today)
  return `Asked. We show it here when they answer, or on ${day} that they did not.`
}

interface AnswerViewProps extends Omit<PersonSaysProps, 'personSays'> {
  readonly answer: Extract<PersonSide, { state: 'answered' }>['answers'][number]
}

function AnswerView({ answer, firstName, today }: AnswerViewProps) {
  const { says, score, words, saidBy, at, isAboutEarlier } = answer
  const isKeptBack = says === null && score === null && words === null
  return (
    <div class="wm-said__answer">
      {isKeptBack && <p>They have answered, and keep it to themselves.</p>}
      {says !== null && (
        <p>
          Did it help with their goal?{' '}
          <strong class="wm-said__kind">{personSaysWords[says]}</strong>
        </p>
      )}
      {score !== null && <p>They give it {score} out of 10.</p>}
      {words !== null && (
        <blockquote class="wm-quote">
          <OwnWords words={words} />
        </blockquote>
      )}
      {isAboutEarlier && <p>Said before the group corrected its words.</p>}
      <p class="wm-said__who">
        {saidBy === 'person' ? (
          <>Their own answer</>
        ) : (
          <>
            Said by somebody who speaks for <bdi>{firstName}</bdi>
          </>
        )}
        , {dayOfInWords(at, today)}.
      </p>
    </div>
  )
}
