import { type Assignment, type Told, toldWay, toldWays } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { Radios } from '../ui/choices.tsx'
import { TextInput } from '../ui/input.tsx'
import { NearDay, readNearDay, type TypedNearDay, typedNearDay } from '../ui/near-day.tsx'
import { AnswerFields } from './answer-form.tsx'
import { StepPage, type StepProps } from './form-page.tsx'
import { OnceField } from './once.tsx'
import { nothingTyped, type ReadAnswer, readAnswer, type TypedAnswer } from './read-answer.ts'
import { PhoneLink } from './shared-copy.tsx'

/** Who told it, as it was typed. */
export interface TypedTold {
  readonly by: string
  readonly how: string
  readonly on: TypedNearDay
}

interface RecordAnswerProps extends StepProps {
  readonly part: Assignment
  readonly told: TypedTold
  readonly answer?: TypedAnswer
}

/** A form nobody has typed in: most answers are told by phone, and written down the same day. */
export function nothingTold(today: string): TypedTold {
  return { by: '', how: 'phone', on: { chosen: today, other: '' } }
}

/** Writing down for a group what it told by phone, at the door or in a letter. */
export function RecordAnswerView(props: RecordAnswerProps) {
  const { referral, part, told, today, problems = [], answer = nothingTyped } = props
  return (
    <StepPage {...props} title="Write down what they told you">
      <p>
        What <bdi>{part.listingName}</bdi> said: <bdi>{part.organisationName}</bdi>
        {part.organisationPhone !== null && (
          <>
            {', '}
            <PhoneLink number={part.organisationPhone} />
          </>
        )}
        . It counts as their answer, and your name is kept with it.
      </p>
      <form method="post" action={`/referrals/${referral.id}/parts/${part.id}/answer`} novalidate>
        <OnceField />
        <AnswerFields typed={answer} problems={problems} />
        <TextInput
          name="by"
          label={{ children: 'Who told you?', size: 's' }}
          hint="Their name."
          autocomplete="off"
          width={20}
          value={told.by}
          error={messageFor(problems, 'by')}
        />
        <Radios
          name="how"
          fieldset={{ legend: { children: 'How?', size: 's' } }}
          error={messageFor(problems, 'how')}
          inline
          items={toldWay.options.map((value) => ({
            value,
            label: sentenceCase(toldWays[value]),
            checked: told.how === value,
          }))}
        />
        <NearDay
          name="on"
          legend="When?"
          typed={told.on}
          today={today}
          error={messageFor(problems, 'on')}
        />
        <Button>Keep their answer</Button>
      </form>
    </StepPage>
  )
}

function sentenceCase(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

export interface ReadRecorded {
  readonly answer: ReadAnswer
  readonly typedTold: TypedTold
  /** Null when it cannot be taken; the problems say why. */
  readonly told: Told | null
  readonly problems: readonly FormProblem[]
}

/** Reads what was typed in `RecordAnswerView`. */
export function readRecorded(form: URLSearchParams): ReadRecorded {
  const typedTold: TypedTold = {
    by: form.get('by') ?? '',
    how: form.get('how') ?? '',
    on: typedNearDay(form, 'on'),
  }
  const answer = readAnswer(form)
  const how = toldWay.safeParse(typedTold.how)
  const on = readNearDay(typedTold.on)
  const problems: FormProblem[] = [...answer.problems]
  if (typedTold.by.trim() === '') problems.push({ field: 'by', message: 'Enter who told you' })
  if (!how.success) problems.push({ field: 'how', message: 'Choose how they told you' })
  if (on === null) problems.push({ field: 'on', message: 'Give the day, like 27/3/2026' })
  const isWhole = problems.length === 0 && how.success && on !== null
  const told = isWhole ? { by: typedTold.by, how: how.data, on } : null
  return { answer, typedTold, told, problems }
}
