import { type Common, type Content, classNames, describedBy, isThere } from './element.ts'

export type HeadingSize = 's' | 'm' | 'l' | 'xl'

export interface HintProps extends Common {
  readonly children?: Content
}

export function Hint({ id, classes, attributes, children }: HintProps) {
  return (
    <div class={classNames('nhsuk-hint', classes)} id={id} {...attributes}>
      {children}
    </div>
  )
}

export interface ErrorMessageProps extends Common {
  readonly children?: Content
  /** What a screen reader hears first; empty for nothing. */
  readonly visuallyHiddenText?: string | undefined
}

export function ErrorMessage(props: ErrorMessageProps) {
  const hidden = props.visuallyHiddenText ?? 'Error'
  return (
    <span
      class={classNames('nhsuk-error-message', props.classes)}
      id={props.id}
      {...props.attributes}
    >
      {hidden && <span class="nhsuk-u-visually-hidden">{`${hidden}: `}</span>}
      {props.children}
    </span>
  )
}

export interface LabelProps extends Common {
  readonly children?: Content
  readonly htmlFor?: string | undefined
  readonly size?: HeadingSize | undefined
  /** The label is the page's heading too, on a page with one question. */
  readonly isPageHeading?: boolean | undefined
}

export function Label(props: LabelProps) {
  const label = (
    <label
      class={classNames('nhsuk-label', props.size && `nhsuk-label--${props.size}`, props.classes)}
      id={props.id}
      for={props.htmlFor}
      {...props.attributes}
    >
      {props.children}
    </label>
  )
  return props.isPageHeading ? <h1 class="nhsuk-label-wrapper">{label}</h1> : label
}

export interface LegendProps extends Common {
  readonly children?: Content
  readonly size?: HeadingSize | undefined
  readonly isPageHeading?: boolean | undefined
}

export function Legend(props: LegendProps) {
  const size = props.size && `nhsuk-fieldset__legend--${props.size}`
  const names = classNames('nhsuk-fieldset__legend', size, props.classes)
  return (
    <legend class={names} id={props.id} {...props.attributes}>
      {props.isPageHeading ? (
        <h1 class="nhsuk-fieldset__heading">{props.children}</h1>
      ) : (
        props.children
      )}
    </legend>
  )
}

export interface FieldsetProps extends Common {
  readonly legend?: LegendProps | undefined
  readonly role?: string | undefined
  readonly describedBy?: string | undefined
  readonly children?: Content
}

export function Fieldset(props: FieldsetProps) {
  return (
    <fieldset
      class={classNames('nhsuk-fieldset', props.classes)}
      id={props.id}
      role={props.role}
      aria-describedby={props.describedBy}
      {...props.attributes}
    >
      {props.legend && <Legend {...props.legend} />}
      {props.children}
    </fieldset>
  )
}

/** What every question has: its label, and perhaps a hint and what is wrong with the answer. */
export interface Question {
  readonly label: LabelProps
  readonly hint?: Content
  readonly error?: Content
}

export interface QuestionHeadProps extends Omit<Question, 'label'> {
  readonly id: string
  readonly label?: LabelProps | undefined
}

/** The hint and the error of a question, as its control's `aria-describedby` names them. */
export function questionDescribedBy(
  id: string,
  { hint, error }: Pick<Question, 'hint' | 'error'>,
  first: string | undefined,
): string | undefined {
  return describedBy(first, isThere(hint) && `${id}-hint`, isThere(error) && `${id}-error`)
}

/** Label, hint and error, with the ids that `questionDescribedBy` gives the control. */
export function QuestionHead({ id, label, hint, error }: QuestionHeadProps) {
  return (
    <>
      {label && isThere(label.children) && <Label htmlFor={id} {...label} />}
      {isThere(hint) && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {isThere(error) && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
    </>
  )
}

export interface FormGroupProps {
  readonly error?: Content
  readonly classes?: string | undefined
  readonly attributes?: Common['attributes']
  readonly children?: Content
}

export function FormGroup({ error, classes, attributes, children }: FormGroupProps) {
  const names = classNames('nhsuk-form-group', isThere(error) && 'nhsuk-form-group--error', classes)
  return (
    <div class={names} {...attributes}>
      {children}
    </div>
  )
}
