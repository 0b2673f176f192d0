import {
  type Attributes,
  type Common,
  type Content,
  classNames,
  describedBy,
  isThere,
} from './element.ts'
import {
  Fieldset,
  type FieldsetProps,
  FormGroup,
  Hint,
  Label,
  type LabelProps,
  QuestionHead,
  questionDescribedBy,
} from './field.tsx'

export interface ChoiceItem {
  readonly value: string
  readonly label: Content
  readonly labelClasses?: string | undefined
  readonly hint?: Content
  /** Left out: the name, numbered from the second on, so that an error can link to the first. */
  readonly id?: string | undefined
  readonly checked?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly attributes?: Attributes | undefined
  /** Shown while this is chosen. */
  readonly conditional?: Content
}

export interface ChoiceDivider {
  readonly divider: string
}

export interface ChoicesProps extends Common {
  readonly name: string
  readonly idPrefix?: string | undefined
  readonly items: readonly (ChoiceItem | ChoiceDivider)[]
  readonly fieldset?: FieldsetProps | undefined
  readonly hint?: Content
  readonly error?: Content
  readonly small?: boolean | undefined
  readonly inline?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly group?: Pick<Common, 'classes' | 'attributes'> | undefined
}

type Kind = 'checkboxes' | 'radios'

/** nhsuk-frontend checkboxes: none, one or several. */
export function Checkboxes(props: ChoicesProps) {
  return <Choices kind="checkboxes" {...props} />
}

/** nhsuk-frontend radios: exactly one. */
export function Radios(props: ChoicesProps) {
  return <Choices kind="radios" {...props} />
}

function Choices({ kind, ...props }: ChoicesProps & { readonly kind: Kind }) {
  const id = props.idPrefix ?? props.name
  const described = questionDescribedBy(id, props, props.fieldset?.describedBy ?? props.describedBy)
  const inside = (
    <>
      <QuestionHead id={id} hint={props.hint} error={props.error} />
      <div
        class={classNames(
          `nhsuk-${kind}`,
          props.small && `nhsuk-${kind}--small`,
          props.inline && `nhsuk-${kind}--inline`,
          props.classes,
        )}
        id={props.id}
        data-module={`nhsuk-${kind}`}
        {...props.attributes}
      >
        {props.items.map((item, index) =>
          'divider' in item ? (
            <div class={`nhsuk-${kind}__divider`}>{item.divider}</div>
          ) : (
            <Choice
              {...{ kind, item }}
              name={props.name}
              id={item.id ?? (index === 0 ? id : `${id}-${index + 1}`)}
              described={props.fieldset || kind === 'radios' ? undefined : described}
            />
          ),
        )}
      </div>
    </>
  )
  return (
    <FormGroup error={props.error} {...props.group}>
      {props.fieldset ? (
        <Fieldset {...props.fieldset} describedBy={described}>
          {inside}
        </Fieldset>
      ) : (
        inside
      )}
    </FormGroup>
  )
}

interface ChoiceProps {
  readonly kind: Kind
  readonly item: ChoiceItem
  readonly name: string
  readonly id: string
  readonly described: string | undefined
}

function Choice({ kind, item, name, id, described }: ChoiceProps) {
  const hasHint = isThere(item.hint)
  const hasConditional = isThere(item.conditional)
  const label: LabelProps = {
    htmlFor: id,
    classes: classNames(`nhsuk-${kind}__label`, item.labelClasses),
  }
  return (
    <>
      <div class={`nhsuk-${kind}__item`}>
        <input
          class={`nhsuk-${kind}__input`}
          id={id}
          name={name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={item.value}
          checked={item.checked}
          disabled={item.disabled}
          data-aria-controls={hasConditional ? `conditional-${id}` : undefined}
          aria-describedby={describedBy(described, hasHint && `${id}-item-hint`)}
          {...item.attributes}
        />
        <Label {...label}>{item.label}</Label>
        {hasHint && (
          <Hint id={`${id}-item-hint`} classes={`nhsuk-${kind}__hint`}>
            {item.hint}
          </Hint>
        )}
      </div>
      {hasConditional && (
        <div
          class={classNames(
            `nhsuk-${kind}__conditional`,
            !item.checked && `nhsuk-${kind}__conditional--hidden`,
          )}
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      )}
    </>
  )
}
