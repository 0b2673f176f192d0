import { type Assignment, attendanceMark, attendanceMarks, type Outcome } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { OutcomeFields } from '../outcome/outcome-fields.tsx'
import type { TypedOutcome } from '../outcome/read-outcome.ts'
import { SaidView } from '../outcome/said.tsx'
import { firstNameOf } from '../people/names.ts'
import { Button } from '../ui/button.tsx'
import { Radios } from '../ui/choices.tsx'
import { InsetText } from '../ui/messages.tsx'
import { NearDay, readNearDay, type TypedNearDay, typedNearDay } from '../ui/near-day.tsx'
import { StepPage, type StepProps } from './form-page.tsx'
import { OnceField } from './once.tsx'
import { type ReadTold, readTold, ToldBy, ToldFields, type TypedTold } from './told-fields.tsx'

interface RecordProps extends StepProps {
  readonly part: Assignment
  readonly told: TypedTold
}

export interface RecordOutcomeProps extends RecordProps {
  readonly typed: TypedOutcome
  /** What is corrected, as it stands now; left out for something new. */
  readonly correcting?: Outcome | undefined
  /** It was corrected by somebody else since it was read. */
  readonly isNewer?: boolean | undefined
}

const legend = 'What did they say happened?'

/** Writing down for a group what it told happened, or a correction of it. */
export function RecordOutcomeView(props: RecordOutcomeProps) {
  const { referral, part, told, typed, today, problems = [], correcting, isNewer } = props
  const firstName = firstNameOf(referral)
  const path = `/referrals/${referral.id}/parts/${part.id}/outcome`
  const action = correcting === undefined ? path : `${path}/${correcting.id}`
  const title = correcting === undefined ? 'Write down what happened' : 'Write down a correction'
  return (
    <StepPage {...props} title={title}>
      <p>
        <ToldBy part={part} /> It is shown as what they say, and your name is kept with it.
      </p>
      {isNewer && correcting !== undefined && (
        <InsetText>
          <p>It says now:</p>
          <SaidView outcome={correcting} {...{ firstName, today }} reader="sender" />
          <p>What you typed is below. Keep it to put it in its place, or go back to leave it.</p>
        </InsetText>
      )}
      <form method="post" action={action} novalidate>
        <OnceField />
        {correcting !== undefined && (
          <input type="hidden" name="revision" value={`${correcting.revision}`} />
        )}
        <OutcomeFields {...{ typed, problems, today, firstName, legend }} />
        <ToldFields {...{ told, problems, today }} />
        <Button>{correcting === undefined ? 'Keep what they said' : 'Keep the correction'}</Button>
        {correcting !== undefined && <TakeBack />}
      </form>
    </StepPage>
  )
}

function TakeBack() {
  return (
    <>
      <h2 class="nhsuk-heading-s">Was it a mistake altogether?</h2>
      <p>
        Somebody else was meant, say. Fill in who told you, how and when, and take it back. Then
        none of it counts. That it was said, and taken back, stays.
      </p>
      <Button variant="secondary" name="mistake" value="yes">
        Take it back
      </Button>
    </>
  )
}

/** A day that a group told about, as it was typed. */
export interface TypedCame {
  readonly mark: string
  readonly on: TypedNearDay
}

interface RecordCameProps extends RecordProps {
  readonly typed: TypedCame
}

/** Writing down for a group whether somebody came on a day. */
export function RecordCameView(props: RecordCameProps) {
  const { referral, part, told, typed, today, problems = [] } = props
  const action = `/referrals/${referral.id}/parts/${part.id}/came`
  return (
    <StepPage {...props} title="Write down whether they came">
      <p>
        <ToldBy part={part} /> It counts at once, and your name is kept with it.
      </p>
      <form method="post" action={action} novalidate>
        <OnceField />
        <Radios
          name="mark"
          fieldset={{ legend: { children: 'Did they come?', size: 's' } }}
          error={messageFor(problems, 'mark')}
          items={attendanceMark.options.map((value) => ({
            value,
            label: attendanceMarks[value],
            checked: typed.mark === value,
          }))}
        />
        <NearDay
          name="cameOn"
          legend="On which day?"
          typed={typed.on}
          today={today}
          error={messageFor(problems, 'cameOn')}
        />
        <ToldFields {...{ told, problems, today }} />
        <Button>Keep it</Button>
      </form>
    </StepPage>
  )
}

/** Reads what was typed in `RecordCameView`. */
export function readCame(form: URLSearchParams) {
  const typed: TypedCame = { mark: form.get('mark') ?? '', on: typedNearDay(form, 'cameOn') }
  const told: ReadTold = readTold(form)
  const mark = attendanceMark.safeParse(typed.mark)
  const on = readNearDay(typed.on)
  const problems: FormProblem[] = []
  if (!mark.success) problems.push({ field: 'mark', message: 'Choose whether they came' })
  if (on === null) problems.push({ field: 'cameOn', message: 'Give the day, like 27/3/2026' })
  const came = mark.success && on !== null ? { mark: mark.data, on } : null
  return { typed, came, told, problems: [...problems, ...told.problems] }
}
