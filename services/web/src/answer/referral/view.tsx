import type { GroupAssignment, LinkedAssignment } from '@waymark/contracts'
import { londonWallTime } from '@waymark/core'
import { type FormProblem, messageFor } from '../../forms.ts'
import { mayAnswer, SentPart, titleOf } from '../../groups/referral.tsx'
import { type JustTold, JustToldBanner } from '../../outcome/told.tsx'
import type { TypedAnswer } from '../../referrals/read-answer.ts'
import { Button } from '../../ui/button.tsx'
import { timeInWords } from '../../ui/format.ts'
import { TextInput } from '../../ui/input.tsx'
import { ErrorSummary } from '../../ui/messages.tsx'
import type { TypedNearDay } from '../../ui/near-day.tsx'
import { Page, type PageFrame } from '../../ui/page.tsx'

export interface LinkedViewProps {
  readonly frame: PageFrame
  readonly linked: LinkedAssignment
  /** The link's own address. */
  readonly path: string
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  readonly problems?: readonly FormProblem[]
  readonly typed?: TypedAnswer
  /** The day that was typed, when it could not be taken. */
  readonly typedDay?: TypedNearDay
  readonly justTold?: JustTold | undefined
}

type SentCode = Extract<LinkedAssignment['code'], { state: 'sent' }>

/** One referral, opened from an e-mail: what may be known, the answer, and after a yes the code. */
export function LinkedView(props: LinkedViewProps) {
  const { frame, linked, path, today, problems = [], typed, typedDay, justTold } = props
  const { assignment: part } = linked
  const title = titleOf(part)
  const answer = { action: path, ...(typed === undefined ? {} : { typed }) }
  const sent = { part, today, problems, typedDay, ...answer }
  return (
    <Page frame={frame} title={tabTitleOf(part)} hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-answer">
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message }) => ({
              content: message,
              href: placeOf(field, linked),
            }))}
          />
        )}
        {problems.length === 0 && <JustToldBanner done={justTold} />}
        <h1 class="nhsuk-heading-l" dir="auto">
          {title}
        </h1>
        <WhatNext part={part} />
        <SentPart {...sent} opening={<Opening {...props} />} />
        <p>You can close this page. Pressing the link again shows it, and changes nothing.</p>
      </div>
    </Page>
  )
}

/** Histories and open tabs show it to whoever uses the computer next: it names nobody. */
const tabTitleOf = ({ listingName }: GroupAssignment) => `A referral to ${listingName}`

/** Where a problem is put right: a code that ended has no field, but a button for another. */
function placeOf(field: string, { assignment, code }: LinkedAssignment): string | undefined {
  const hasField = field === 'cameOn' || code.state === 'sent' || mayAnswer(assignment)
  if (hasField) return `#${field}`
  return code.state === 'notSent' ? '#send-code' : undefined
}

function WhatNext({ part: { state, sender, outcomes } }: { readonly part: GroupAssignment }) {
  if ((state !== 'accepted' && state !== 'declined') || outcomes.length > 0) return null
  return (
    <p>
      <bdi>{sender.name}</bdi> hears of your answer
      {state === 'declined' && ', and can look for another group. You need do nothing more'}.
    </p>
  )
}

/** The code that shows that whoever said yes reads the group's mailbox. */
function Opening({ linked, path, problems = [] }: LinkedViewProps) {
  const { code, assignment } = linked
  if (code.state === 'notNeeded' || code.state === 'proved') return null
  const isSent = code.state === 'sent'
  return (
    <section class="wm-answer__opening">
      <h2 class="nhsuk-heading-m">
        How to reach <bdi>{assignment.before?.firstName ?? 'them'}</bdi>
      </h2>
      <p>
        {isSent
          ? 'We have sent a code of six digits to your group’s mailbox. '
          : 'To be sure that it is your group, we send a code to the mailbox this came to. '}
        It opens the surname and how to reach them.
      </p>
      {isSent && (
        <form method="post" action={`${path}/proof`} novalidate>
          <TextInput
            name="code"
            label={{ children: 'Code from the e-mail', size: 's' }}
            hint={hintOf(code)}
            inputmode="numeric"
            autocomplete="one-time-code"
            width={10}
            code
            error={messageFor(problems, 'code')}
          />
          <Button>Show how to reach them</Button>
        </form>
      )}
      <form method="post" action={`${path}/code`}>
        {isSent && <input type="hidden" name="another" value="yes" />}
        {isSent && <p>Nothing there? Look in the spam folder, or ask for another.</p>}
        <Button id="send-code" variant={isSent ? 'secondary' : undefined}>
          {isSent ? 'Send another code' : 'Send the code'}
        </Button>
      </form>
    </section>
  )
}

function hintOf({ expiresAt, triesLeft }: SentCode): string {
  const until = timeInWords(londonWallTime(new Date(expiresAt)))
  const tries = triesLeft === 1 ? 'One try is left' : `You have ${triesLeft} tries`
  return `Six digits, from the newest e-mail. ${tries}, until ${until}.`
}
