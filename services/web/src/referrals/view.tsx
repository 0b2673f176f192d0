import { needs, type Referral, riskShares } from '@waymark/contracts'
import type { FormProblem } from '../forms.ts'
import { firstNameOf, nameOf } from '../people/names.ts'
import { Button } from '../ui/button.tsx'
import { SummaryList, type SummaryRow } from '../ui/content.tsx'
import type { Content } from '../ui/element.ts'
import { ErrorSummary, NotificationBanner, Panel } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'
import { inTheWay } from './finish.tsx'
import { PartView } from './part.tsx'
import { OwnWords, SenderLine } from './shared-copy.tsx'
import { dayOfInWords, momentInWords, referralSaid } from './words.ts'

/** What was just done, as the page says it once. */
export const doneWords = {
  recorded: 'You wrote down what they told you.',
  explained: 'Your answer is kept, and they are sent a fresh link to decide with.',
  again: 'They are sent a fresh link. The one before no longer works.',
  stopped: 'Sharing has stopped. They can no longer see anything.',
  ended: 'The referral has ended.',
  happened: 'You wrote down what happened.',
  came: 'You wrote down that day.',
  corrected: 'What happened is corrected.',
  takenBack: 'It is taken back, and says so.',
  askedOutcome: 'They are sent a link to say what happened.',
  finished: 'The referral is finished. The group no longer sees anything.',
} as const
export type Done = keyof typeof doneWords

export interface ReferralProps {
  readonly referral: Referral
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** It has just been sent: what happens next is said first. */
  readonly isSent?: boolean
}

export interface ReferralViewProps extends ReferralProps {
  readonly frame: PageFrame
  readonly done?: Done | undefined
  readonly problems?: readonly FormProblem[]
  /** How to reach the person safely, for those who work with them. */
  readonly contactRule?: Content
}

/** One referral: where it stands with each group, what can be done now, and what was wanted. */
export function ReferralView(props: ReferralViewProps) {
  const { frame, referral, today, isSent, done, problems = [], contactRule } = props
  const title = `Referral for ${nameOf(referral)}`
  const isOpen = referral.state === 'open'
  return (
    <Page frame={frame} title={title} area="referrals" hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-referral" data-refresh={isOpen ? '4' : undefined}>
        <BackLink href="/referrals">Referrals</BackLink>
        {problems.length > 0 && (
          <ErrorSummary items={problems.map(({ message }) => ({ content: message }))} />
        )}
        {done !== undefined && problems.length === 0 && (
          <NotificationBanner variant="success" title={{ content: 'Done' }}>
            <p>{doneWords[done]}</p>
          </NotificationBanner>
        )}
        <h1 class="nhsuk-heading-l">
          Referral for <Person referral={referral} />
        </h1>
        {!isSent && contactRule}
        <ReferralStanding {...props} />
        {isSent && contactRule}
        <Wanted referral={referral} today={today} />
        {isOpen && <EndLinks referral={referral} />}
      </div>
    </Page>
  )
}

/** What came to an end is finished; what did not is ended for a reason. */
function EndLinks({ referral }: Pick<ReferralProps, 'referral'>) {
  const mayFinish = inTheWay(referral) === null
  return (
    <>
      {mayFinish && <Button href={`/referrals/${referral.id}/finish`}>Finish this referral</Button>}
      <p>
        <a href={`/referrals/${referral.id}/end`}>
          {mayFinish ? 'End it for another reason' : 'End this referral'}
        </a>
      </p>
    </>
  )
}

function Person({ referral }: Pick<ReferralProps, 'referral'>) {
  const name = <bdi>{nameOf(referral)}</bdi>
  if (referral.about.kind !== 'person') return name
  return <a href={`/people/${referral.about.personId}`}>{name}</a>
}

/** What a group's answer changes, which the script looks at again. */
export function ReferralStanding({ referral, today, isSent }: ReferralProps) {
  const [latest] = referral.assignments
  const isWaiting = latest?.state === 'requested' && referral.state === 'open'
  return (
    <div id="referral" data-live data-said={referralSaid(referral)} tabindex={-1}>
      {isSent && isWaiting && <SentPanel referral={referral} today={today} />}
      {referral.state !== 'open' && <Ended referral={referral} today={today} />}
      <h2 class="nhsuk-heading-m">
        {referral.assignments.length === 1 ? 'The group' : 'The groups, the newest first'}
      </h2>
      {referral.assignments.map((part) => (
        <PartView referral={referral} part={part} today={today} />
      ))}
    </div>
  )
}

function SentPanel({ referral, today }: ReferralProps) {
  const [latest] = referral.assignments
  if (latest === undefined) return null
  return (
    <Panel heading={{ content: 'Sent', level: 2 }} classes="wm-sent">
      <p>
        <bdi>{latest.organisationName}</bdi> gets an e-mail with a link and answers by{' '}
        <strong>{momentInWords(latest.answerBy, today)}</strong>.
      </p>
      <p>
        Their answer shows here and in your list of referrals. If none has come by then, it moves to
        the top of the list and you can ask another group.
      </p>
    </Panel>
  )
}

const endWords = {
  withdrawn: 'It was stopped',
  declinedByPerson: 'They decided not to go',
  closedUnmet: 'Nobody could help',
  enteredInError: 'It was made by mistake',
  completed: 'It came to an end, and what happened is written down',
} as const

function Ended({ referral, today }: ReferralProps) {
  if (referral.state === 'open') return null
  const on = referral.closedAt === null ? '' : `, ${dayOfInWords(referral.closedAt, today)}`
  return (
    <p class="wm-referral__ended">
      This referral has ended: {endWords[referral.state].toLowerCase()}
      {on}.
    </p>
  )
}

function Wanted({ referral, today }: ReferralProps) {
  const { sender, createdAt } = referral
  const rows: SummaryRow[] = [
    { key: 'Help with', value: needs[referral.need] },
    { key: 'Why', value: <OwnWords words={referral.reason} /> },
    {
      key: 'What the group must know',
      value: <OwnWords words={referral.needToKnow} none="Nothing was said" />,
    },
    { key: 'Risks', value: <RisksView referral={referral} /> },
    {
      key: `What matters to ${firstNameOf(referral)}`,
      value: <OwnWords words={referral.whatMatters} none="Not yet in their own words" />,
    },
    {
      key: 'Sent by',
      value: (
        <>
          <SenderLine sender={sender} />. {momentInWords(createdAt, today)}
        </>
      ),
    },
  ]
  return (
    <section aria-labelledby="wanted">
      <h2 class="nhsuk-heading-m" id="wanted">
        What is wanted
      </h2>
      <SummaryList rows={rows} classes="wm-shared" />
    </section>
  )
}

function RisksView({ referral: { risks } }: Pick<ReferralProps, 'referral'>) {
  if (risks.known === 'none') return <>No known risks</>
  return (
    <>
      {risks.list.map(({ words, share }) => (
        <span class="wm-line">
          <OwnWords words={words} /> <em>({riskShares[share]})</em>
        </span>
      ))}
    </>
  )
}
