import type { LinkedCheck, ListingPage } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../../forms.ts'
import { Button } from '../../ui/button.tsx'
import { placesInWords } from '../../ui/format.ts'
import { ErrorSummary } from '../../ui/messages.tsx'
import { Page, type PageFrame } from '../../ui/page.tsx'
import { AnswerForms } from './answer-forms.tsx'
import { ListingFacts } from './listing-facts.tsx'

export interface AnswerViewProps {
  readonly frame: PageFrame
  readonly check: LinkedCheck
  readonly token: string
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** What was typed and cannot be taken, and why. */
  readonly problems?: readonly FormProblem[]
  readonly words?: string | undefined
  readonly placesLeft?: string | undefined
  /** A fresh link has just been sent. */
  readonly isSent?: boolean
  /** Why no fresh link was sent. */
  readonly tooMany?: string | undefined
}

const titles = {
  open: 'Is this still right?',
  answered: 'Thank you',
  expired: 'This link has ended',
  superseded: 'This link has ended',
  withdrawn: 'This page has been taken down',
} as const satisfies Record<LinkedCheck['state'], string>

/** "Is this still right?", asked of a group's leader: one look, one press. */
export function AnswerView(props: AnswerViewProps) {
  const { frame, check, token, problems = [] } = props
  const title = titles[check.state]
  return (
    <Page frame={frame} title={title} hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-answer">
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
          />
        )}
        <h1 class="nhsuk-heading-l">{title}</h1>
        {check.state === 'open' && <Open {...props} />}
        {check.state === 'answered' && <Answered {...props} />}
        {check.state === 'withdrawn' && (
          <p>
            There is nothing to check any more. If that is wrong, please ring the directory team.
          </p>
        )}
        {(check.state === 'expired' || check.state === 'superseded') && (
          <Ended {...props} token={token} />
        )}
      </div>
    </Page>
  )
}

function Open({ check, token, today, problems = [], words, placesLeft }: AnswerViewProps) {
  if (check.page === null) return null
  return (
    <>
      <p class="wm-answer__lead">
        This is what people see when they look for <bdi>{check.page.listing.name}</bdi>.
      </p>
      <ListingFacts page={check.page} today={today} />
      <AnswerForms
        token={token}
        words={words}
        placesLeft={placesLeft}
        wordsProblem={messageFor(problems, 'words')}
        placesProblem={messageFor(problems, 'placesLeft')}
      />
    </>
  )
}

function Answered({ check, today }: AnswerViewProps) {
  const { decided, page } = check
  if (decided === null) return null
  const places = decided.outcome === 'right' && page !== null ? page.places : null
  return (
    <>
      <p class="wm-answer__lead">
        {decided.outcome === 'right' ? (
          <>You told us that this is still right. People see that on your page now.</>
        ) : (
          <>
            You told us that something has changed. The directory team reads it and puts it right.
          </>
        )}
      </p>
      {places && <p>People also see: {placesInWords(places, today)}.</p>}
      {page && <SeePage page={page} />}
      <p>You can close this page. Pressing the link again shows this, and changes nothing.</p>
    </>
  )
}

function SeePage({ page }: { readonly page: ListingPage }) {
  return (
    <p>
      <a href={`/listings/${page.listing.id}`}>
        See the page of <bdi>{page.listing.name}</bdi>
      </a>
    </p>
  )
}

/** Kindly, and with a way on: the fresh link goes to the address on file and nowhere else. */
function Ended({ check, token, isSent, tooMany }: AnswerViewProps) {
  if (tooMany !== undefined) return <p role="alert">{tooMany}</p>
  if (isSent) {
    return <p role="alert">We have sent a fresh link to the address we have for the group.</p>
  }
  return (
    <>
      <p>
        {check.state === 'expired'
          ? 'Links work for 14 days, and this one is older. Nothing has been changed.'
          : 'There is a newer e-mail from us: please use the link in that one.'}
      </p>
      <form method="post" action={`/answer/listing/${token}/fresh`}>
        <p>We can send a fresh link to the address we have for the group, and to nobody else.</p>
        <Button>Send a fresh link</Button>
      </form>
    </>
  )
}
