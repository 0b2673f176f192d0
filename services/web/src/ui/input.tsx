import { Button, type ButtonProps } from './button.tsx'
import { type Attributes, type Common, type Content, classNames, isThere } from './element.ts'
import { FormGroup, type Question, QuestionHead, questionDescribedBy } from './field.tsx'

export interface TextInputProps extends Question, Omit<Common, 'id'> {
  readonly name: string
  /** The name, when left out. */
  readonly id?: string | undefined
  readonly value?: string | undefined
  readonly type?: string | undefined
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | undefined
  readonly large?: boolean | undefined
  readonly code?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly autocomplete?: string | undefined
  readonly autocapitalize?: 'none' | 'sentences' | 'words' | 'characters' | undefined
  readonly inputmode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | 'url' | undefined
  readonly spellcheck?: boolean | undefined
  readonly pattern?: string | undefined
  readonly prefix?: Content
  readonly suffix?: Content
  readonly before?: Content
  readonly after?: Content
  readonly wrapper?: Pick<Common, 'classes' | 'attributes'> | undefined
  readonly group?: Pick<Common, 'classes' | 'attributes'> | undefined
}

/** nhsuk-frontend text input, with its label, hint and error. */
export function TextInput(props: TextInputProps) {
  const id = props.id ?? props.name
  return (
    <FormGroup error={props.error} {...props.group}>
      <QuestionHead id={id} label={props.label} hint={props.hint} error={props.error} />
      <InputWrapper {...props}>
        <input
          class={classNames(
            'nhsuk-input',
            props.large && 'nhsuk-input--large',
            props.code && 'nhsuk-input--code',
            isThere(props.error) && 'nhsuk-input--error',
            props.width && `nhsuk-input--width-${props.width}`,
            props.classes,
          )}
          id={id}
          name={props.name}
          type={props.type ?? 'text'}
          spellcheck={props.spellcheck}
          value={props.value}
          disabled={props.disabled}
          aria-describedby={questionDescribedBy(id, props, props.describedBy)}
          autocomplete={props.autocomplete}
          autocapitalize={props.autocapitalize}
          pattern={props.pattern}
          inputmode={props.inputmode}
          {...props.attributes}
        />
      </InputWrapper>
    </FormGroup>
  )
}

type WrapperProps = Pick<
  TextInputProps,
  'prefix' | 'suffix' | 'before' | 'after' | 'wrapper' | 'large'
> & { readonly children?: Content }

function InputWrapper(props: WrapperProps) {
  const { prefix, suffix, before, after, wrapper, large, children } = props
  const hasCompany = [prefix, suffix, before, after].some(isThere) || wrapper !== undefined
  if (!hasCompany) return <>{children}</>
  const names = classNames(
    'nhsuk-input-wrapper',
    large && 'nhsuk-input-wrapper--large',
    wrapper?.classes,
  )
  return (
    <div class={names} {...wrapper?.attributes}>
      {before}
      {isThere(prefix) && <Affix place="prefix">{prefix}</Affix>}
      {children}
      {isThere(suffix) && <Affix place="suffix">{suffix}</Affix>}
      {after}
    </div>
  )
}

/** Hidden from screen readers: the label says the unit. */
function Affix({
  place,
  children,
}: {
  readonly place: 'prefix' | 'suffix'
  readonly children?: Content
}) {
  return (
    <div class={`nhsuk-input-wrapper__${place}`} aria-hidden="true">
      {children}
    </div>
  )
}

export interface PasswordInputProps
  extends Omit<TextInputProps, 'type' | 'after' | 'spellcheck' | 'autocapitalize' | 'inputmode'> {
  readonly button?: Pick<ButtonProps, 'variant' | 'disabled'> | undefined
}

/** nhsuk-frontend password input. The button that shows the password needs the script. */
export function PasswordInput({ button, ...props }: PasswordInputProps) {
  const hiddenUntilScript: Attributes = { 'aria-controls': props.id ?? props.name, hidden: true }
  return (
    <TextInput
      {...props}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete ?? 'current-password'}
      classes={classNames(
        'nhsuk-password-input__input nhsuk-js-password-input-input',
        props.classes,
      )}
      group={{
        classes: classNames(props.group?.classes, 'nhsuk-password-input'),
        attributes: { 'data-module': 'nhsuk-password-input', ...props.group?.attributes },
      }}
      after={
        <Button
          type="button"
          variant={button?.variant ?? 'secondary'}
          small={!props.large}
          ariaLabel="Show password"
          disabled={button?.disabled ?? props.disabled}
          classes="nhsuk-password-input__toggle nhsuk-js-password-input-toggle"
          attributes={hiddenUntilScript}
        >
          Show
        </Button>
      }
    />
  )
}

export interface SearchInputProps extends TextInputProps {
  /** Without words the button shows its icon alone: a magnifying glass unless told otherwise. */
  readonly button?: Pick<ButtonProps, 'children' | 'variant' | 'icon' | 'disabled'> | undefined
}

/** nhsuk-frontend search input with its button. */
export function SearchInput({ button, ...props }: SearchInputProps) {
  return (
    <TextInput
      {...props}
      type={props.type ?? 'search'}
      autocomplete={props.autocomplete ?? 'off'}
      classes={classNames('nhsuk-search-input__input', props.classes)}
      wrapper={{
        classes: classNames('nhsuk-search-input__wrapper', props.wrapper?.classes),
        attributes: props.wrapper?.attributes,
      }}
      group={{
        classes: classNames(
          'nhsuk-search-input',
          props.large && 'nhsuk-search-input--large',
          props.group?.classes,
        ),
        attributes: props.group?.attributes,
      }}
      after={
        <Button
          icon="search"
          small={!props.large}
          ariaLabel="Search"
          disabled={props.disabled}
          {...button}
          classes="nhsuk-search-input__button"
        />
      }
    />
  )
}
