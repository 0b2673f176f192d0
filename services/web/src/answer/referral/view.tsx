import { declineReasons, type GroupAssignment, type LinkedAssignment } from '@waymark/contracts'
import type { FormProblem } from '../../forms.ts'
import { AnswerForms } from '../../referrals/answer-form.tsx'
import { nothingTyped, type TypedAnswer } from '../../referrals/read-answer.ts'
import {
  OwnWords,
  QuestionsView,
  SenderLine,
  SharedAfterView,
  SharedBeforeView,
} from '../../referrals/shared-copy.tsx'
import { clockInWords, toldInWords } from '../../referrals/words.ts'
import { ErrorSummary } from '../../ui/messages.tsx'
import { Page, type PageFrame } from '../../ui/page.tsx'
import { addressOf } from './address.ts'
import { CodePart } from './code.tsx'

export interface LinkedViewProps {
  readonly frame: PageFrame
  readonly linked: LinkedAssignment
  readonly token: string
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** What is wrong with what was typed. */
  readonly problems?: readonly FormProblem[] | undefined
  readonly typed?: TypedAnswer | undefined
}

/** What the button of a link opened: the referral, its answer, and after a yes the way on. */
export function LinkedView({ frame, ...props }: LinkedViewProps) {
  const { linked, problems = [] } = props
  const { state } = linked.assignment
  const title = titleOf(linked)
  return (
    <Page frame={frame} title={title} hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-answer">
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
          />
        )}
        <h1 class="nhsuk-heading-l">{title}</h1>
        {state === 'accepted' && <Accepted {...props} />}
        {state === 'declined' && <Declined {...props} />}
        {(state === 'requested' || state === 'underReview') && <Waiting {...props} />}
      </div>
    </Page>
  )
}

type PartProps = Omit<LinkedViewProps, 'frame'>

function titleOf({ assignment: { state, before }, code }: LinkedAssignment): string {
  const name = before?.firstName ?? 'they'
  if (state === 'requested') return `Can ${name} come?`
  if (state === 'underReview') return 'Your question has been sent'
  if (state === 'accepted' && code.state === 'sent') return 'Type in the code we sent you'
  return 'Thank you'
}

function Waiting({ linked, token, today, problems = [], typed = nothingTyped }: PartProps) {
  const { assignment: part } = linked
  const { before, sender, state, questions } = part
  if (before === null) return null
  const isAsking = state === 'underReview'
  return (
    <>
      <p class="wm-answer__lead">
        {isAsking ? (
          <>
            <bdi>{sender.name}</bdi> has your question about <bdi>{before.firstName}</bdi>. The
            answer comes to you by e-mail, with a fresh link.
          </>
        ) : (
          <>
            To <bdi>{part.listingName}</bdi>, from <SenderLine sender={sender} />
          </>
        )}
      </p>
      {!isAsking && <p>{answerByInWords(part, today)}</p>}
      {questions.length > 0 && <QuestionsView questions={questions} reader="group" />}
      <div class="wm-answer__facts">
        <SharedBeforeView shared={before} />
      </div>
      <h2 class="nhsuk-heading-m">
        {isAsking ? 'You can also decide now' : 'What would you like to say?'}
      </h2>
      <AnswerForms
        action={addressOf(token)}
        firstName={before.firstName}
        typed={typed}
        problems={problems}
        mayAsk={!isAsking}
      />
    </>
  )
}

function answerByInWords({ overdue, answerBy }: GroupAssignment, today: string): string {
  const by = clockInWords(answerBy, today)
  return overdue
    ? `We hoped to hear by ${by}. It is not too late: please answer now.`
    : `Please answer by ${by}.`
}

function Accepted({ linked, token, today, problems }: PartProps) {
  const { assignment: part, code } = linked
  const { before, after, sender } = part
  return (
    <>
      <p class="wm-answer__lead">
        You said yes: <bdi>{before?.firstName ?? 'they'}</bdi> can come to{' '}
        <bdi>{part.listingName}</bdi>. <bdi>{sender.name}</bdi> hears of it.
      </p>
      <Kept part={part} today={today} />
      <CodePart code={code} firstName={before?.firstName} token={token} problems={problems} />
      {after !== null && (
        <>
          <h2 class="nhsuk-heading-m">How to reach them</h2>
          <div class="wm-answer__facts">
            <SharedAfterView shared={after} sender={sender} />
          </div>
        </>
      )}
      {before !== null && (
        <>
          <h2 class="nhsuk-heading-m">What you knew when you said yes</h2>
          <div class="wm-answer__facts">
            <SharedBeforeView shared={before} />
          </div>
        </>
      )}
      <p>
        Ring <SenderLine sender={sender} /> when anything changes.
      </p>
    </>
  )
}

function Declined({ linked, today }: PartProps) {
  const { assignment: part } = linked
  const { declineReason, declineWords, sender } = part
  return (
    <>
      <p class="wm-answer__lead">
        {declineReason === null || declineReason === 'noCapacity' ? (
          'You told us that you are full just now.'
        ) : (
          <>You said no: “{declineReasons[declineReason]}”.</>
        )}{' '}
        <bdi>{sender.name}</bdi> at <bdi>{sender.workplaceName}</bdi> hears of it, and can look for
        another group.
      </p>
      {declineWords !== null && (
        <blockquote class="wm-quote">
          <OwnWords words={declineWords} />
        </blockquote>
      )}
      <Kept part={part} today={today} />
      <p>
        You need do nothing more, and can close this page. If it was a mistake, ring{' '}
        <SenderLine sender={sender} />.
      </p>
    </>
  )
}

/** When it was answered, what was said of places, and who wrote it down for the group. */
function Kept({ part, today }: { readonly part: GroupAssignment; readonly today: string }) {
  const { answeredAt, placesLeft, told } = part
  const lines = [
    ...(answeredAt === null ? [] : [`Answered at ${clockInWords(answeredAt, today)}.`]),
    ...(told === null ? [] : [`It was ${toldInWords(told, today)}.`]),
    ...(placesLeft === null ? [] : [`Places left: ${placesLeft}.`]),
  ]
  return <p dir="auto">{lines.join(' ')}</p>
}
