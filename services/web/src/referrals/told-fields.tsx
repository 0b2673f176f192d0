import { type Assignment, type Told, toldWay, toldWays } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { Radios } from '../ui/choices.tsx'
import { TextInput } from '../ui/input.tsx'
import { NearDay, readNearDay, type TypedNearDay, typedNearDay } from '../ui/near-day.tsx'
import { PhoneLink } from './shared-copy.tsx'

/** Who told it, as it was typed. */
export interface TypedTold {
  readonly by: string
  readonly how: string
  readonly on: TypedNearDay
}

/** A form nobody has typed in: most is told by phone, and written down the same day. */
export function nothingTold(today: string): TypedTold {
  return { by: '', how: 'phone', on: { chosen: today, other: '' } }
}

interface ToldFieldsProps {
  readonly told: TypedTold
  readonly problems: readonly FormProblem[]
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** Who told it, how and when: for whoever writes down what a group said. Read by `readTold`. */
export function ToldFields({ told, problems, today }: ToldFieldsProps) {
  return (
    <>
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
        legend="When did they tell you?"
        typed={told.on}
        today={today}
        error={messageFor(problems, 'on')}
      />
    </>
  )
}

/** Whose words are written down, and the number to ring them on. */
export function ToldBy({ part }: { readonly part: Assignment }) {
  return (
    <>
      What <bdi>{part.listingName}</bdi> said: <bdi>{part.organisationName}</bdi>
      {part.organisationPhone !== null && (
        <>
          {', '}
          <PhoneLink number={part.organisationPhone} />
        </>
      )}
      .
    </>
  )
}

function sentenceCase(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

export interface ReadTold {
  readonly typed: TypedTold
  /** Null when it cannot be taken; the problems say why. */
  readonly told: Told | null
  readonly problems: readonly FormProblem[]
}

/** Reads what was typed in `ToldFields`. */
export function readTold(form: URLSearchParams): ReadTold {
  const typed: TypedTold = {
    by: form.get('by') ?? '',
    how: form.get('how') ?? '',
    on: typedNearDay(form, 'on'),
  }
  const how = toldWay.safeParse(typed.how)
  const on = readNearDay(typed.on)
  const problems: FormProblem[] = []
  if (typed.by.trim() === '') problems.push({ field: 'by', message: 'Enter who told you' })
  if (!how.success) problems.push({ field: 'how', message: 'Choose how they told you' })
  if (on === null) problems.push({ field: 'on', message: 'Give the day, like 27/3/2026' })
  const isWhole = problems.length === 0 && how.success && on !== null
  return { typed, told: isWhole ? { by: typed.by, how: how.data, on } : null, problems }
}
