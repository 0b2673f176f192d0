import { type Common, classNames, isThere } from './element.ts'
import { FormGroup, type Question, QuestionHead, questionDescribedBy } from './field.tsx'

export interface TextareaProps extends Question, Common {
  readonly name: string
  readonly value?: string | undefined
  readonly rows?: number | undefined
  readonly disabled?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly autocomplete?: string | undefined
  readonly spellcheck?: boolean | undefined
  readonly group?: Pick<Common, 'classes' | 'attributes'> | undefined
}

/** nhsuk-frontend textarea, with its label, hint and error. */
export function Textarea(props: TextareaProps) {
  const id = props.id ?? props.name
  const described = questionDescribedBy(id, props, props.describedBy)
  return (
    <FormGroup error={props.error} {...props.group}>
      <QuestionHead id={id} label={props.label} hint={props.hint} error={props.error} />
      <textarea
        class={classNames(
          'nhsuk-textarea',
          isThere(props.error) && 'nhsuk-textarea--error',
          props.classes,
        )}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={described}
        autocomplete={props.autocomplete}
        {...props.attributes}
      >
        {props.value}
      </textarea>
    </FormGroup>
  )
}
