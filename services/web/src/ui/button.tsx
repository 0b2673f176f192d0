import { type Common, type Content, classNames, isThere } from './element.ts'
import { SystemIcon, type SystemIconName } from './icon.tsx'

export interface ButtonProps extends Common {
  readonly children?: Content
  readonly variant?:
    | 'brand'
    | 'login'
    | 'reverse'
    | 'secondary'
    | 'secondary-solid'
    | 'warning'
    | undefined
  readonly small?: boolean | undefined
  readonly icon?:
    | SystemIconName
    | false
    | { readonly name: SystemIconName; readonly placement: 'start' | 'end' }
    | undefined
  readonly type?: 'submit' | 'button' | 'reset' | undefined
  readonly name?: string | undefined
  readonly value?: string | undefined
  readonly disabled?: boolean | undefined
  readonly ariaLabel?: string | undefined
  /** Written as a link that looks like a button. */
  readonly href?: string | undefined
}

/** nhsuk-frontend button. With `href` it is a link. */
export function Button(props: ButtonProps) {
  const { variant, icon, small, href } = props
  const shared = {
    class: classNames(
      'nhsuk-button',
      variant && `nhsuk-button--${variant}`,
      icon && 'nhsuk-button--icon',
      small && 'nhsuk-button--small',
      props.classes,
    ),
    id: props.id,
    'data-module': 'nhsuk-button',
    'aria-label': props.ariaLabel,
  }
  const inside = <ButtonInside icon={icon}>{props.children}</ButtonInside>
  if (href !== undefined) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: the design system's link that acts as a button.
      <a {...shared} href={href} role="button" draggable="false" {...props.attributes}>
        {inside}
      </a>
    )
  }
  return (
    <button
      {...shared}
      type={props.type ?? 'submit'}
      name={props.name}
      value={props.value}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      {...props.attributes}
    >
      {inside}
    </button>
  )
}

function ButtonInside({ icon, children }: Pick<ButtonProps, 'icon' | 'children'>) {
  if (!icon) return <>{children}</>
  const { name, placement } = typeof icon === 'string' ? { name: icon, placement: 'start' } : icon
  return (
    <>
      {placement === 'start' && <SystemIcon name={name} />}
      {isThere(children) && <span class="nhsuk-button__content">{children}</span>}
      {placement === 'end' && <SystemIcon name={name} />}
    </>
  )
}
