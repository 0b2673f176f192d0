import { type DeclineReason, declineReason, declineReasons } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { type ChoiceItem, Radios } from '../ui/choices.tsx'
import { Details } from '../ui/content.tsx'
import type { Content } from '../ui/element.ts'
import { TextInput } from '../ui/input.tsx'
import { Textarea } from '../ui/textarea.tsx'
import { OnceField } from './once.tsx'
import type { TypedAnswer } from './read-answer.ts'

interface AnswerProps {
  readonly typed: TypedAnswer
  readonly problems: readonly FormProblem[]
}

interface AnswerFormsProps extends AnswerProps {
  /** Where the answer is sent. */
  readonly action: string
  readonly firstName: string
  /** False while an earlier question waits for its answer. */
  readonly mayAsk?: boolean
}

/**
 * A group's own answer, a form for each: a yes is one press, and no button can send another
 * form's words. Read by `readAnswer`.
 */
export function AnswerForms(props: AnswerFormsProps) {
  const { typed, problems, firstName, mayAsk = true } = props
  const isWrong = (...fields: string[]) => problems.some(({ field }) => fields.includes(field))
  return (
    <div class="wm-answers" id="says" tabindex={-1}>
      <AnswerForm {...props} says="yes" classes="wm-answer__yes">
        <PlacesLeftField typed={typed} problems={problems} />
        <Button name="says" value="yes">
          Yes, <bdi>{firstName}</bdi> can come
        </Button>
      </AnswerForm>
      <AnswerForm {...props} says="full">
        <Button variant="secondary" name="says" value="full">
          No, we are full just now
        </Button>
      </AnswerForm>
      <Details
        summary="No, for another reason"
        open={typed.says === 'no' || isWrong('reason', 'words')}
      >
        <AnswerForm {...props} says="no">
          <NoFields typed={typed} problems={problems} />
          <Button variant="secondary" name="says" value="no">
            Send our no
          </Button>
        </AnswerForm>
      </Details>
      {mayAsk && (
        <QuestionForm {...props} isOpen={typed.says === 'question' || isWrong('question')} />
      )}
    </div>
  )
}

function QuestionForm({ isOpen, ...props }: AnswerFormsProps & { readonly isOpen: boolean }) {
  return (
    <Details summary="We have a question first" open={isOpen}>
      <AnswerForm {...props} says="question">
        <QuestionField {...props} hint="Who sent it answers you by e-mail." />
        <Button variant="secondary" name="says" value="question">
          Send our question
        </Button>
      </AnswerForm>
    </Details>
  )
}

interface AnswerFormProps extends AnswerFormsProps {
  readonly says: string
  readonly classes?: string
  readonly children?: Content
}

function AnswerForm({ action, says, classes, children }: AnswerFormProps) {
  return (
    <form class={classes} method="post" action={action} id={`answer-${says}`} novalidate>
      <OnceField />
      {children}
    </form>
  )
}

/** The same answers as one question: for whoever writes down what a group told them. */
export function AnswerFields({ typed, problems }: AnswerProps) {
  const item = (value: TypedAnswer['says'], label: string, conditional?: Content): ChoiceItem => ({
    ...{ value, label, conditional },
    checked: typed.says === value,
  })
  return (
    <Radios
      name="says"
      classes="wm-answers__choice"
      fieldset={{ legend: { children: 'What did they say?', size: 's' } }}
      error={messageFor(problems, 'says')}
      items={[
        item('yes', 'Yes', <PlacesLeftField typed={typed} problems={problems} />),
        item('full', 'No, they are full'),
        item('no', 'No, for another reason', <NoFields typed={typed} problems={problems} />),
        item(
          'question',
          'They have a question first',
          <QuestionField typed={typed} problems={problems} />,
        ),
      ]}
    />
  )
}

function PlacesLeftField({ typed, problems }: AnswerProps) {
  return (
    <TextInput
      name="placesLeft"
      label={{ children: 'Places left after this one, if known' }}
      hint="Shown in the directory. Write 0 when there is no more room, or leave it empty."
      inputmode="numeric"
      autocomplete="off"
      width={3}
      value={typed.placesLeft}
      error={messageFor(problems, 'placesLeft')}
    />
  )
}

/** Being full is an answer of its own, so it is not among the reasons. */
const reasons = declineReason.options.filter(
  (reason): reason is Exclude<DeclineReason, 'noCapacity'> => reason !== 'noCapacity',
)

function NoFields({ typed, problems }: AnswerProps) {
  return (
    <>
      <Radios
        name="reason"
        small
        fieldset={{ legend: { children: 'Why?' } }}
        error={messageFor(problems, 'reason')}
        items={reasons.map((reason) => ({
          value: reason,
          label: declineReasons[reason],
          checked: typed.reason === reason,
        }))}
      />
      <Textarea
        name="words"
        label={{ children: 'In a few words (optional, unless it is another reason)' }}
        hint="Who sent it reads this. Up to 500 characters."
        rows={3}
        value={typed.words}
        error={messageFor(problems, 'words')}
      />
    </>
  )
}

function QuestionField({ typed, problems, hint }: AnswerProps & { readonly hint?: string }) {
  return (
    <Textarea
      name="question"
      label={{ children: 'The question' }}
      hint={hint ?? 'Up to 500 characters.'}
      rows={3}
      value={typed.question}
      error={messageFor(problems, 'question')}
    />
  )
}
