import { outcomeKinds } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import { type FormProblem, messageFor } from '../forms.ts'
import { Checkboxes, Radios } from '../ui/choices.tsx'
import { TextInput } from '../ui/input.tsx'
import { NearDay } from '../ui/near-day.tsx'
import { Textarea } from '../ui/textarea.tsx'
import type { TypedOutcome } from './read-outcome.ts'

interface OutcomeFieldsProps {
  readonly typed: TypedOutcome
  readonly problems: readonly FormProblem[]
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  readonly firstName: string
  /** Left out: the group itself says it. */
  readonly legend?: string
}

/** What happened, as a group says it; never whether a goal was reached. Read by `readOutcome`. */
export function OutcomeFields(props: OutcomeFieldsProps) {
  const { typed, problems, today, firstName, legend = 'What happened?' } = props
  return (
    <>
      <Radios
        name="kind"
        fieldset={{ legend: { children: legend, size: 's' } }}
        error={messageFor(problems, 'kind')}
        items={keysOf(outcomeKinds).map((kind) => ({
          value: kind,
          label: outcomeKinds[kind],
          checked: typed.kind === kind,
        }))}
      />
      <NearDay
        name="saidOn"
        legend="Which day is this about?"
        typed={typed.on}
        today={today}
        error={messageFor(problems, 'saidOn')}
      />
      <TextInput
        name="timesCame"
        label={{ children: 'How many times did they come? (optional)', size: 's' }}
        hint="Leave it empty if nobody counted."
        inputmode="numeric"
        autocomplete="off"
        width={3}
        value={typed.timesCame}
        error={messageFor(problems, 'timesCame')}
      />
      <Textarea
        name="text"
        label={{ children: 'In a few words (optional)', size: 's' }}
        hint={
          <>
            <bdi>{firstName}</bdi> can read this, and so can whoever works with them. Up to 1,000
            characters.
          </>
        }
        rows={4}
        attributes={{ 'data-most': 1000, dir: 'auto' }}
        value={typed.text}
        error={messageFor(problems, 'text')}
      />
      <Checkboxes
        name="quotesPerson"
        items={[
          {
            value: 'yes',
            label: 'These are their own words',
            checked: typed.quotesPerson,
          },
        ]}
      />
    </>
  )
}
