import { copyFormats, decisionMakers, talkWays } from '@waymark/contracts'
import { messageFor } from '../forms.ts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { dayInWords } from '../ui/format.ts'
import { DateInput, parseDay } from '../ui/near-day.tsx'
import {
  ChoiceField,
  LineField,
  NearDayField,
  nearDayIn,
  ToldFields,
  toldIn,
  WordsField,
} from './fields.tsx'
import { type Part, part } from './part.ts'
import {
  asTyped,
  dayOrNull,
  type FieldsProps,
  nothingTyped,
  wordsOrNull,
  yesOrNo,
} from './typed.ts'

const decisions = part({
  title: 'Who decides',
  about:
    'A grown-up decides about their own plan. Anybody else needs a reason in law: write it down.',
  reading: {
    draft: (typed) => ({
      ...{ part: 'decisions', decisionMaker: typed.get('decisionMaker') ?? undefined },
      evidence: wordsOrNull(typed, 'evidence'),
      until: dayOrNull(typed.get('until')),
    }),
    unanswered: { decisionMaker: 'Say who decides', until: 'Give a day like 27/3/2027' },
  },
  Fields: DecisionFields,
  first: 'decisionMaker',
  show: ({ decisions: kept }, today) =>
    kept && (
      <>
        {decisionMakers[kept.decisionMaker]}
        {kept.until !== null && `, until ${dayInWords(kept.until, today)}`}
        {kept.evidence !== null && (
          <span class="wm-line">
            <OwnWords words={kept.evidence} />
          </span>
        )}
      </>
    ),
  typedOf: ({ decisions: kept }) => (kept === null ? nothingTyped : asTyped(kept)),
})

function DecisionFields({ typed, problems }: FieldsProps) {
  const field = { typed, problems }
  return (
    <>
      <ChoiceField
        {...field}
        name="decisionMaker"
        legend="Who decides about this plan?"
        choices={decisionMakers}
      />
      <WordsField
        {...field}
        name="evidence"
        label="If somebody else decides: on what grounds?"
        hint="For example: a lasting power of attorney for health, seen on 3 May."
      />
      <DateInput
        name="until"
        label="Until when, where it ends"
        value={typed.get('until') ?? ''}
        error={messageFor(problems, 'until')}
      />
    </>
  )
}

const agreement = part({
  title: 'Agreed with them',
  about: 'Read the plan through with them. It is theirs: do they agree with it as it stands?',
  reading: {
    draft: (typed) => ({ part: 'agreement', ...toldIn(typed) }),
    unanswered: { how: 'Say how they agreed', on: 'Say on which day they agreed' },
  },
  Fields: (props) => <ToldFields {...props} how="How did they agree?" on="When did they agree?" />,
  first: 'how',
  show: ({ agreement: kept }, today) =>
    kept && `Agreed ${talkWays[kept.how]}, on ${dayInWords(kept.on, today)}`,
  typedOf: ({ agreement: kept }) => (kept === null ? nothingTyped : asTyped(kept)),
})

const copy = part({
  title: 'Their copy',
  about: 'They should have the plan themselves, in a form that suits them.',
  reading: {
    draft: (typed) => ({
      ...{ part: 'copy', format: typed.get('format') ?? undefined },
      on: nearDayIn(typed, 'on'),
    }),
    unanswered: { format: 'Say in what form', on: 'Say on which day they got it' },
  },
  Fields: ({ typed, problems, today }) => (
    <>
      <ChoiceField
        {...{ typed, problems }}
        name="format"
        legend="In what form did they get it?"
        choices={copyFormats}
      />
      <NearDayField {...{ typed, problems, today }} name="on" legend="When did they get it?" />
    </>
  ),
  first: 'format',
  show: ({ copy: kept }, today) =>
    kept && `${copyFormats[kept.format]}, on ${dayInWords(kept.on, today)}`,
  typedOf: ({ copy: kept }) => (kept === null ? nothingTyped : asTyped(kept)),
})

const sharing = part({
  title: 'Sharing it',
  about: 'With whom it is shared stands under “Who helps”. “Not now” is an answer too.',
  reading: {
    draft: (typed) => ({ part: 'sharing', notNow: yesOrNo(typed, 'notNow') }),
    unanswered: { notNow: 'Say whether they want it shared' },
  },
  Fields: ({ typed, problems, firstName }) => (
    <ChoiceField
      {...{ typed, problems }}
      name="notNow"
      legend={
        <>
          May <bdi>{firstName}</bdi>’s plan be shared?
        </>
      }
      choices={{ no: 'Yes, with those who should see it', yes: 'No, not now' }}
    />
  ),
  first: 'notNow',
  show: ({ notSharedNow, circle }) => {
    if (notSharedNow) return 'They do not want it shared just now'
    const count = circle.filter(({ shouldSeePlan }) => shouldSeePlan).length
    return count === 0 ? null : `${count === 1 ? '1 person' : `${count} people`} should see it`
  },
  typedOf: ({ notSharedNow }) => asTyped({ notNow: notSharedNow }),
})

const review = part({
  title: 'Review',
  about: 'Look at the plan together again: on a day, with somebody named, and a way in between.',
  reading: {
    draft: (typed) => ({
      ...{ part: 'review', on: parseDay((typed.get('on') ?? '').trim()) ?? undefined },
      ...{ reviewerName: typed.get('reviewerName') ?? '', reviewerId: null },
      inBetween: typed.get('inBetween') ?? '',
    }),
    unanswered: {
      on: 'Give the day of the next review, for example 27/3/2027',
      reviewerName: 'Say who holds the review',
      inBetween: 'Say how they can tell you something before then',
    },
  },
  Fields: ReviewFields,
  first: 'on',
  show: ({ review: kept }, today) =>
    kept && (
      <>
        {dayInWords(kept.on, today)}, with <bdi>{kept.reviewerName}</bdi>
        <span class="wm-line">
          In between: <OwnWords words={kept.inBetween} />
        </span>
      </>
    ),
  typedOf: ({ review: kept }) => {
    if (kept === null) return nothingTyped
    const { on, reviewerName, inBetween } = kept
    return asTyped({ on, reviewerName, inBetween })
  },
})

function ReviewFields({ typed, problems, firstName }: FieldsProps) {
  const field = { typed, problems }
  return (
    <>
      <DateInput
        name="on"
        label="The day of the next review"
        value={typed.get('on') ?? ''}
        error={messageFor(problems, 'on')}
      />
      <LineField {...field} name="reviewerName" label="Who holds it?" hint="Their name." />
      <WordsField
        {...field}
        name="inBetween"
        label={
          <>
            How can <bdi>{firstName}</bdi> say something in between?
          </>
        }
        hint="For example: ring Priya on 01632 960 160."
        rows={2}
      />
    </>
  )
}

/** The sections that are one answer each, by the word that stands for each in an address. */
export const parts = {
  'who-decides': decisions,
  agreed: agreement,
  copy,
  sharing,
  review,
} as const satisfies Record<string, Part>

export type PartName = keyof typeof parts
