import type { Assignment, Told } from '@waymark/contracts'
import type { FormProblem } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { AnswerFields } from './answer-form.tsx'
import { StepPage, type StepProps } from './form-page.tsx'
import { OnceField } from './once.tsx'
import { nothingTyped, type ReadAnswer, readAnswer, type TypedAnswer } from './read-answer.ts'
import { readTold, ToldBy, ToldFields, type TypedTold } from './told-fields.tsx'

interface RecordAnswerProps extends StepProps {
  readonly part: Assignment
  readonly told: TypedTold
  readonly answer?: TypedAnswer
}

/** Writing down for a group what it told by phone, at the door or in a letter. */
export function RecordAnswerView(props: RecordAnswerProps) {
  const { referral, part, told, today, problems = [], answer = nothingTyped } = props
  return (
    <StepPage {...props} title="Write down what they told you">
      <p>
        <ToldBy part={part} /> It counts as their answer, and your name is kept with it.
      </p>
      <form method="post" action={`/referrals/${referral.id}/parts/${part.id}/answer`} novalidate>
        <OnceField />
        <AnswerFields typed={answer} problems={problems} />
        <ToldFields {...{ told, problems, today }} />
        <Button>Keep their answer</Button>
      </form>
    </StepPage>
  )
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
  const answer = readAnswer(form)
  const { typed: typedTold, told, problems } = readTold(form)
  const all = [...answer.problems, ...problems]
  return { answer, typedTold, told: all.length === 0 ? told : null, problems: all }
}
