import {
  formats,
  needs,
  type OwnPart,
  type SharedAfter,
  type SharedBefore,
} from '@waymark/contracts'
import { languageInWords } from '../people/languages.ts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { SummaryList, type SummaryRow } from '../ui/content.tsx'
import { seesHowToReach, untilWhen } from './words.ts'

interface WhatTheySeeProps {
  readonly part: OwnPart
  readonly today: string
}

/** Exactly what a group can see now, and until when. Nothing, where that is so. */
export function WhatTheySee({ part, today }: WhatTheySeeProps) {
  const { shared, state } = part
  if (shared === null) return <p>They can see nothing about you now.</p>
  const rows = [
    ...beforeRows(shared.before),
    ...(seesHowToReach(part) ? afterRows(shared.after) : []),
  ]
  const isWaiting = state === 'requested' || state === 'underReview'
  return (
    <>
      <SummaryList rows={rows} classes="wm-shared" lastRowBorder={false} />
      {isWaiting && (
        <>
          <p>Only if they say yes, they can see this too:</p>
          <SummaryList rows={afterRows(shared.after)} classes="wm-shared" lastRowBorder={false} />
        </>
      )}
      {state === 'accepted' && !seesHowToReach(part) && (
        <p>They have said how it went. They can no longer see how to reach you.</p>
      )}
      <p>
        <strong>Until when:</strong> {untilWhen(part, today)}
      </p>
    </>
  )
}

function beforeRows(shared: SharedBefore): SummaryRow[] {
  const { risks, noKnownRisks, communication } = shared
  const told = risks.map((risk) => (
    <span class="wm-line">
      <OwnWords words={risk} />
    </span>
  ))
  const isTold = !noKnownRisks && risks.length > 0
  return [
    { key: 'Your first name', value: <bdi>{shared.firstName}</bdi> },
    { key: 'About where you live', value: shared.outcode ?? 'Not known' },
    { key: 'What you would like', value: needs[shared.need] },
    { key: 'What helps you', value: <OwnWords words={shared.needToKnow} none="Nothing" /> },
    { key: 'What to be careful of', value: isTold ? told : 'Nothing' },
    ...(communication === null
      ? []
      : [{ key: 'Your language', value: communicationInWords(communication) }]),
  ]
}

type Communication = NonNullable<SharedBefore['communication']>

function communicationInWords({ language, interpreter, formats: wanted, note }: Communication) {
  const said = [
    languageInWords(language),
    ...(interpreter ? ['with an interpreter'] : []),
    ...wanted.map((format) => formats[format].toLowerCase()),
  ]
  return (
    <>
      <span class="wm-line">{said.join(', ')}</span>
      <OwnWords words={note} />
    </>
  )
}

function afterRows(shared: SharedAfter): SummaryRow[] {
  const { givenName, familyName, phone, text, email, post } = shared
  const ways = (
    [
      ['Your phone number', phone],
      ['Your number for texts', text],
      ['Your e-mail address', email],
      ['Your address', post],
      ['About reaching you', shared.contactNote],
      ['Why you were sent there', shared.reason],
      ['What matters to you', shared.whatMatters],
    ] as const
  ).flatMap(([key, words]) => (words === null ? [] : { key, value: <OwnWords words={words} /> }))
  return [{ key: 'Your whole name', value: <bdi>{`${givenName} ${familyName}`}</bdi> }, ...ways]
}
