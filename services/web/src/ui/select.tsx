import { type Attributes, type Common, classNames, isThere } from './element.ts'
import { FormGroup, type Question, QuestionHead, questionDescribedBy } from './field.tsx'

export interface SelectOption {
  readonly value?: string | undefined
  readonly label: string
  readonly selected?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly attributes?: Attributes | undefined
}

export interface SelectProps extends Question, Common {
  readonly name: string
  readonly options: readonly SelectOption[]
  /** The value that is chosen; an option's own `selected` wins. */
  readonly value?: string | undefined
  readonly disabled?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly group?: Pick<Common, 'classes' | 'attributes'> | undefined
}

/** nhsuk-frontend select, with its label, hint and error. */
export function Select(props: SelectProps) {
  const id = props.id ?? props.name
  const described = questionDescribedBy(id, props, props.describedBy)
  return (
    <FormGroup error={props.error} {...props.group}>
      <QuestionHead id={id} label={props.label} hint={props.hint} error={props.error} />
      <select
        class={classNames(
          'nhsuk-select',
          isThere(props.error) && 'nhsuk-select--error',
          props.classes,
        )}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={described}
        {...props.attributes}
      >
        {props.options.map((option) => (
          <option
            value={option.value}
            selected={option.selected ?? (option.value ?? option.label) === props.value}
            disabled={option.disabled}
            {...option.attributes}
          >
            {option.label}
          </option>
        ))}
      </select>
    </FormGroup>
  )
}
