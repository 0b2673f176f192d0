import { declineReasons, type GroupAssignment } from '@waymark/contracts'
import type { FormProblem } from '../forms.ts'
import { Going, mayReport, SaidBefore } from '../outcome/going.tsx'
import { type JustTold, JustToldBanner } from '../outcome/told.tsx'
import { cameInWords, whoSaidInWords } from '../outcome/words.ts'
import { AnswerForms } from '../referrals/answer-form.tsx'
import { nothingTyped, type TypedAnswer } from '../referrals/read-answer.ts'
import {
  OwnWords,
  QuestionsView,
  SenderLine,
  SharedAfterView,
  SharedBeforeView,
} from '../referrals/shared-copy.tsx'
import { groupStandingOf, momentInWords, toldInWords } from '../referrals/words.ts'
import { Tag } from '../ui/content.tsx'
import type { Content } from '../ui/element.ts'
import { ErrorSummary } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import type { TypedNearDay } from '../ui/near-day.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

export interface SentProps {
  readonly part: GroupAssignment
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  readonly problems?: readonly FormProblem[]
  readonly typed?: TypedAnswer
  /** Where an answer is sent; the group's own page, when left out. */
  readonly action?: string
  /** What stands between a yes and how to reach them. */
  readonly opening?: Content
  /** The day that was typed for who came, when it could not be taken. */
  readonly typedDay?: TypedNearDay | undefined
  /** Where a day is finished with all of its register; left out by the link. */
  readonly registerOf?: ((day: string) => string) | undefined
}

interface SentViewProps extends SentProps {
  readonly frame: PageFrame
  readonly justTold?: JustTold | undefined
}

/** One referral as the group sees it: what was shared, its answer, and what came of it. */
export function SentView({ frame, justTold, ...sent }: SentViewProps) {
  const { part, problems = [] } = sent
  const title = titleOf(part)
  const list = `/groups/${part.organisationId}/referrals`
  return (
    <Page frame={frame} title={title} area="groups" hasErrors={problems.length > 0}>
      <div
        class="nhsuk-width-container wm-groups"
        data-refresh={problems.length > 0 ? undefined : '4'}
      >
        <BackLink href={list}>Referrals to us</BackLink>
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message }) => ({
              content: message,
              href: isHere(part, field) ? `#${field}` : undefined,
            }))}
          />
        )}
        {problems.length === 0 && <JustToldBanner done={justTold} />}
        <h1 class="nhsuk-heading-l">{title}</h1>
        <SentPart {...sent} />
      </div>
    </Page>
  )
}

/** Whether there is anything to answer. */
export function mayAnswer({ before, state }: GroupAssignment): boolean {
  return before !== null && (state === 'requested' || state === 'underReview')
}

/** Whether the field that is wrong stands on the page still. */
function isHere(part: GroupAssignment, field: string): boolean {
  return field === 'cameOn' ? mayReport(part) : mayAnswer(part)
}

/** What the page is about: the question while it waits, what was decided afterwards. */
export function titleOf({ before, state, declineReason }: GroupAssignment): string {
  if (state === 'accepted' && before !== null) return `${before.firstName} can come. Thank you`
  if (state === 'declined' && declineReason !== null) return 'Thank you for your answer'
  if (state === 'completed') return 'Thank you. This is finished'
  return before === null ? 'A referral that has stopped' : `Can ${before.firstName} come?`
}

/** What an answer or a stop changes, which the script looks at again. */
export function SentPart({ part, today, problems = [], typed = nothingTyped, ...sent }: SentProps) {
  const { words, colour } = groupStandingOf(part)
  const { before, after, sender, questions } = part
  const { action = `/groups/${part.organisationId}/referrals/${part.id}`, opening } = sent
  const { typedDay, registerOf } = sent
  return (
    <div id="sent" data-live data-said={sentSaid(part, today)} tabindex={-1}>
      <p class="wm-groups__lead">
        To <bdi>{part.listingName}</bdi>, from <SenderLine sender={sender} />
      </p>
      <p>
        <Tag colour={colour}>{words}</Tag>
      </p>
      <p dir="auto">{standsInWords(part, today)}</p>
      {mayReport(part) && (
        <p>
          <a href="#happened">How is it going? Say what happened</a>
        </p>
      )}
      {before === null && <NothingShown state={part.state} />}
      {opening}
      {after !== null && (
        <>
          <h2 class="nhsuk-heading-m">How to reach them</h2>
          <WhoRings part={part} />
          <SharedAfterView shared={after} sender={sender} />
        </>
      )}
      {before !== null && (
        <>
          <h2 class="nhsuk-heading-m">What you may know</h2>
          <SharedBeforeView shared={before} />
        </>
      )}
      {questions.length > 0 && <QuestionsView questions={questions} reader="group" />}
      {part.declineWords !== null && (
        <blockquote class="wm-quote">
          <OwnWords words={part.declineWords} />
        </blockquote>
      )}
      {mayReport(part) && (
        <Going {...{ part, today, problems, typedDay, registerOf }} path={action} />
      )}
      <SaidBefore part={part} today={today} />
      {mayAnswer(part) && before !== null && (
        <>
          <h2 class="nhsuk-heading-m">Your answer</h2>
          <AnswerForms
            {...{ action, typed, problems }}
            firstName={before.firstName}
            mayAsk={part.state === 'requested'}
          />
        </>
      )}
    </div>
  )
}

/** One sentence on where it stands: read out when it changes, and compared to see that. */
function sentSaid(part: GroupAssignment, today: string): string {
  const { words } = groupStandingOf(part)
  const [latest] = part.outcomes
  const said = latest === undefined ? '' : ` ${whoSaidInWords(latest, 'group', today)}`
  const days = part.attendance.length === 0 ? '' : ` ${cameInWords(part.attendance, today)}`
  return `${words}.${said}${days}`
}

/** A yes is a promise to make the first step. */
function WhoRings({ part: { after, outcomes } }: { readonly part: GroupAssignment }) {
  const isNew = outcomes.length === 0 && after !== null
  if (!isNew) return null
  return (
    <p>
      Please get in touch with <bdi>{after.knownAs ?? after.givenName}</bdi> within a few days, in a
      way below. They wait to hear from you.
    </p>
  )
}

/** After a no or an end it is only said; after a stop there may be something to undo. */
function NothingShown({ state }: Pick<GroupAssignment, 'state'>) {
  if (state === 'declined' || state === 'completed') {
    return <p>Nothing of this person is shown to you any more.</p>
  }
  return (
    <p>
      You can no longer see anything of this person. Please delete what you wrote down about them
      elsewhere, and ring the sender if you have a question.
    </p>
  )
}

/** When to answer by, or what was answered and who wrote it down. */
function standsInWords(part: GroupAssignment, today: string): string {
  const { state, told, answeredAt, declineReason, placesLeft } = part
  const by = told === null ? '' : ` It was ${toldInWords(told, today)}.`
  if (state === 'requested') {
    const until = momentInWords(part.answerBy, today)
    return part.overdue
      ? `You were to answer by ${until}. You still can.`
      : `Please answer by ${until}.`
  }
  if (state === 'underReview') return `They answer you first.${by} You can decide before that.`
  if (state === 'expired') return 'Nobody answered, so the sender looks elsewhere.'
  const on = answeredAt === null ? '' : `On ${momentInWords(answeredAt, today)}.`
  const reason = declineReason === null ? '' : ` ${declineReasons[declineReason]}.`
  const places = placesLeft === null ? '' : ` Places left: ${placesLeft}.`
  return `${on}${reason}${places}${by}`
}
