import { type Common, type Content, classNames, isThere } from './element.ts'
import { Heading, type HeadingGiven, headingClasses } from './heading.tsx'
import { SystemIcon } from './icon.tsx'

export interface CardProps extends Common {
  readonly variant?: 'feature' | 'primary' | 'secondary' | 'warning' | undefined
  readonly heading?: HeadingGiven | undefined
  /** Makes the heading a link, and with `clickable` the whole card. */
  readonly href?: string | undefined
  readonly clickable?: boolean | undefined
  readonly children?: Content
}

/** nhsuk-frontend card. */
export function Card(props: CardProps) {
  const { variant, heading, href, clickable } = props
  const names = classNames(
    'nhsuk-card',
    clickable && 'nhsuk-card--clickable',
    variant && `nhsuk-card--${variant}`,
    props.classes,
  )
  const isLink = href !== undefined && variant !== 'feature'
  return (
    <div class={names} id={props.id} {...props.attributes}>
      <div class="nhsuk-card__content">
        {heading && (
          <Heading
            level={heading.level ?? 2}
            id={heading.id}
            class={headingClasses('nhsuk-card__heading', 'nhsuk-heading-', heading)}
          >
            {isLink ? (
              <a class="nhsuk-card__link" href={href}>
                {heading.content}
              </a>
            ) : (
              heading.content
            )}
          </Heading>
        )}
        {typeof props.children === 'string' ? (
          <p class="nhsuk-card__description">{props.children}</p>
        ) : (
          isThere(props.children) && props.children
        )}
        {variant === 'primary' && <SystemIcon name="chevron-right-circle" />}
      </div>
    </div>
  )
}
