import {
  type AgreementGiven,
  agreementScopes,
  agreementWays,
  type ReferralPreview,
  type Risks,
  riskShares,
} from '@waymark/contracts'
import type { FormProblem } from '../forms.ts'
import { nameOf } from '../people/names.ts'
import {
  OwnWords,
  SenderLine,
  SharedAfterView,
  SharedBeforeView,
} from '../referrals/shared-copy.tsx'
import { momentInWords } from '../referrals/words.ts'
import { Button } from '../ui/button.tsx'
import { SummaryList, type SummaryRow } from '../ui/content.tsx'
import type { Content } from '../ui/element.ts'
import { dayInWords } from '../ui/format.ts'
import { InsetText, WarningCallout } from '../ui/messages.tsx'
import { ReferPage } from './question-page.tsx'
import type { Referring } from './referring.ts'
import { asksReach, namesOf, type Step, shortNameOf, type WholeReferral } from './rules.ts'

/** What stands in the way before sending: a sentence that says what to do. */
export type InTheWay = ReferralPreview['obstacles'][number] | { code: 'closed'; says: string }

interface CheckViewProps {
  readonly given: Referring
  readonly whole: WholeReferral
  /** Null when it cannot be shown: the reason is among what stands in the way. */
  readonly preview: ReferralPreview | null
  readonly inTheWay: readonly InTheWay[]
  readonly problems: readonly FormProblem[]
}

/** Everything that was answered, and exactly what is shared, with whom and when. */
export function CheckView({ given, whole, preview, inTheWay, problems }: CheckViewProps) {
  const { journey, visitor } = given
  const { id } = journey
  const linked = problems.map((problem) => ({ ...problem, href: hrefOf(id, problem.field) }))
  return (
    <ReferPage
      frame={visitor.frame}
      title="Check before you send"
      backHref={`/refer/${id}/agreement`}
      problems={linked}
    >
      <h1 class="nhsuk-heading-l">Check before you send</h1>
      {inTheWay.map((each) => (
        <Obstacle id={id} inTheWay={each} />
      ))}
      <SummaryList rows={rowsOf(given, whole)} />
      {preview !== null && <WhatIsShared {...{ preview, whole }} today={given.today} />}
      {preview !== null && inTheWay.length === 0 && (
        <form method="post" action={`/refer/${id}/send`} id="send" tabindex={-1}>
          <Button>Send the referral</Button>
        </form>
      )}
      <form method="post" action={`/refer/${id}/stop`} class="wm-refer__stop">
        <Button variant="secondary" small>
          Do not send, and delete this
        </Button>
      </form>
    </ReferPage>
  )
}

const pages: Readonly<Record<string, Step | 'new'>> = {
  ...{ need: 'why', reason: 'why', needToKnow: 'why', whatMatters: 'why', risks: 'risks' },
  ...{ how: 'agreement', askedOn: 'agreement', scope: 'agreement', until: 'agreement' },
  ...{ wordingVersion: 'agreement', who: 'who', listingId: 'group' },
  ...{ givenName: 'new', familyName: 'new', birthDate: 'new', postcode: 'new', digits: 'new' },
}

function hrefOf(id: string, field: string): string {
  const page = pages[field]
  return page === undefined ? '#maincontent' : `/refer/${id}/${page}`
}

function Obstacle({ id, inTheWay }: { readonly id: string; readonly inTheWay: InTheWay }) {
  const { code, says } = inTheWay
  const isAboutGroup = code !== 'noWorkplace' && code !== 'alreadyAsked'
  return (
    <WarningCallout heading={{ content: 'This cannot be sent yet', level: 2 }}>
      <p>{says}</p>
      {isAboutGroup && (
        <p>
          <a href={`/refer/${id}/group`}>Choose another group</a>. Nothing you typed is lost.
        </p>
      )}
      {code === 'alreadyAsked' && (
        <p>
          <a href="/referrals">Look at your referrals</a>, or{' '}
          <a href={`/refer/${id}/group`}>choose another group</a>.
        </p>
      )}
    </WarningCallout>
  )
}

function rowsOf(given: Referring, whole: WholeReferral): SummaryRow[] {
  const { who, group, wish, agreement } = whole
  const { answers, id } = given.journey
  const change = (page: Step | 'new', about: string): SummaryRow['actions'] => [
    { href: `/refer/${id}/${page}`, label: 'Change', visuallyHiddenText: about },
  ]
  const isTyped = who.kind === 'new'
  const canChoose = given.sending.worksWithPeople || isTyped
  return [
    {
      key: 'Who',
      value: <bdi>{nameOf(namesOf(who))}</bdi>,
      ...(canChoose ? { actions: change(isTyped ? 'new' : 'who', 'who it is for') } : {}),
    },
    { key: 'Group', value: <bdi>{group.name}</bdi>, actions: change('group', 'the group') },
    ...(asksReach(answers, given.sending) || answers.reach !== null
      ? [
          {
            key: 'How to reach them',
            value: whole.contact === null ? 'Nobody has asked: through you' : 'As below',
            actions: change('reach', 'how to reach them'),
          },
        ]
      : []),
    { key: 'Why', value: <OwnWords words={wish.reason} />, actions: change('why', 'why') },
    { key: 'Risks', value: <RisksSaid risks={wish.risks} />, actions: change('risks', 'risks') },
    {
      key: 'They agreed',
      value: agreedInWords(agreement, given.today),
      actions: change('agreement', 'what they agreed to'),
    },
  ]
}

function RisksSaid({ risks }: { readonly risks: Risks }): Content {
  if (risks.known === 'none') return <>No known risks</>
  return (
    <>
      {risks.list.map(({ words, share }) => (
        <span class="wm-line">
          <OwnWords words={words} /> <em>{riskShares[share]}</em>
        </span>
      ))}
    </>
  )
}

function agreedInWords({ how, askedOn, scope, until }: AgreementGiven, today: string): string {
  const end = until === null ? 'until the referral ends' : `until ${dayInWords(until, today)}`
  const asked = `${agreementWays[how]}, ${dayInWords(askedOn, today)}`
  return `${asked}. ${agreementScopes[scope]}, ${end}.`
}

interface WhatIsSharedProps {
  readonly preview: ReferralPreview
  readonly whole: WholeReferral
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

function WhatIsShared({ preview, whole, today }: WhatIsSharedProps) {
  const { organisationName, listingName, sender, answerBy, shared } = preview
  const name = shortNameOf(whole.who)
  return (
    <>
      <h2 class="nhsuk-heading-m">
        What <bdi>{organisationName}</bdi> sees
      </h2>
      <p>
        They run <bdi>{listingName}</bdi>. They have until {momentInWords(answerBy, today)} to
        answer. The e-mail to them names neither <bdi>{name}</bdi> nor why.
      </p>
      <div class="wm-part">
        <h3 class="nhsuk-heading-s">Before they answer</h3>
        <SharedBeforeView shared={shared.before} />
      </div>
      <div class="wm-part">
        <h3 class="nhsuk-heading-s">Only after they say yes</h3>
        <SharedAfterView shared={shared.after} sender={sender ?? nobodyYet} />
      </div>
      {sender !== null && (
        <InsetText>
          <p>
            Sent by <SenderLine sender={sender} />. They may ring this number to check that it is
            real.
          </p>
        </InsetText>
      )}
    </>
  )
}

/** Without a workplace nobody is named, and nothing can be sent: the reason stands above. */
const nobodyYet = { name: 'you', workplaceName: 'your workplace', workplacePhone: '' } as const
