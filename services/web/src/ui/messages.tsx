import { Card } from './card.tsx'
import { type Common, type Content, classNames, isThere } from './element.ts'
import { Heading, type HeadingGiven, headingClasses } from './heading.tsx'

export interface ErrorSummaryItem {
  readonly content: Content
  /** The control to go to, as "#id". */
  readonly href?: string | undefined
}

export interface ErrorSummaryProps extends Common {
  readonly heading?: Content
  readonly items?: readonly ErrorSummaryItem[] | undefined
  /** False leaves the focus where the browser put it. */
  readonly focus?: boolean | undefined
  readonly children?: Content
}

/** nhsuk-frontend error summary: first on the page, and focused by the script. */
export function ErrorSummary(props: ErrorSummaryProps) {
  const { items = [], heading = 'There is a problem' } = props
  return (
    <div
      class={classNames('nhsuk-error-summary', props.classes)}
      id={props.id}
      data-module="nhsuk-error-summary"
      data-disable-auto-focus={props.focus === undefined ? undefined : `${!props.focus}`}
      {...props.attributes}
    >
      <div role="alert">
        <Heading level={2} class="nhsuk-error-summary__heading">
          {heading}
        </Heading>
        <div class="nhsuk-error-summary__body">
          {isThere(props.children) && <p>{props.children}</p>}
          {items.length > 0 && (
            <ul class="nhsuk-list nhsuk-error-summary__list">
              {items.map((item) => (
                <li>{item.href ? <a href={item.href}>{item.content}</a> : item.content}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}

export interface InsetTextProps extends Common {
  readonly visuallyHiddenText?: string | undefined
  readonly children?: Content
}

export function InsetText(props: InsetTextProps) {
  const spoken = props.visuallyHiddenText ?? 'Information'
  return (
    <div class={classNames('nhsuk-inset-text', props.classes)} id={props.id} {...props.attributes}>
      <span class="nhsuk-u-visually-hidden">{`${spoken}: `}</span>
      {props.children}
    </div>
  )
}

export interface WarningCalloutProps extends Common {
  readonly heading?: HeadingGiven | undefined
  /** What a screen reader hears after the heading, unless the heading itself says "important". */
  readonly visuallyHiddenText?: string | undefined
  readonly children?: Content
}

export function WarningCallout({ heading, visuallyHiddenText, ...props }: WarningCalloutProps) {
  if (heading === undefined) return <Card {...props} variant="warning" />
  const { content, level = 3 } = heading
  const saysSo = typeof content === 'string' && /important/i.test(content)
  const said = saysSo ? content : <Warned of={visuallyHiddenText}>{content}</Warned>
  return <Card {...props} variant="warning" heading={{ ...heading, level, content: said }} />
}

function Warned(props: { readonly of: string | undefined; readonly children?: Content }) {
  return (
    // biome-ignore lint/a11y/useValidAriaRole: the design system's way, read as one phrase.
    <span role="text">
      <span class="nhsuk-u-visually-hidden">{`${props.of ?? 'Important'}: `}</span>
      {props.children}
    </span>
  )
}

export interface NotificationBannerProps extends Common {
  readonly variant?: 'success' | undefined
  readonly title?: Omit<HeadingGiven, 'content'> & { readonly content?: Content }
  readonly heading?: HeadingGiven | undefined
  readonly role?: string | undefined
  readonly focus?: boolean | undefined
  readonly children?: Content
}

export function NotificationBanner(props: NotificationBannerProps) {
  const { variant, title = {}, heading } = props
  const titleId = title.id ?? 'nhsuk-notification-banner-title'
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is computed below.
    <div
      class={classNames(
        'nhsuk-notification-banner',
        props.classes,
        variant && `nhsuk-notification-banner--${variant}`,
      )}
      id={props.id}
      data-module="nhsuk-notification-banner"
      data-disable-auto-focus={props.focus === undefined ? undefined : `${!props.focus}`}
      role={props.role ?? (variant === 'success' ? 'alert' : 'region')}
      aria-labelledby={titleId}
      {...props.attributes}
    >
      <div class="nhsuk-notification-banner__header">
        <Heading
          level={title.level ?? 2}
          id={titleId}
          class={classNames('nhsuk-notification-banner__title', title.classes)}
        >
          {title.content ?? (variant === 'success' ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="nhsuk-notification-banner__content">
        {heading && (
          <Heading
            level={heading.level ?? 3}
            id={heading.id}
            class={classNames('nhsuk-notification-banner__heading', heading.classes)}
          >
            {heading.content}
          </Heading>
        )}
        {props.children}
      </div>
    </div>
  )
}

export interface PanelProps extends Common {
  readonly heading: HeadingGiven
  readonly variant?: 'interruption' | undefined
  readonly children?: Content
}

export function Panel({ heading, variant, ...props }: PanelProps) {
  return (
    <div
      class={classNames('nhsuk-panel', variant && `nhsuk-panel--${variant}`, props.classes)}
      id={props.id}
      {...props.attributes}
    >
      <Heading
        level={heading.level ?? 1}
        id={heading.id}
        class={headingClasses('nhsuk-panel__heading', 'nhsuk-panel__heading--', heading)}
      >
        {heading.content}
      </Heading>
      {isThere(props.children) && <div class="nhsuk-panel__body">{props.children}</div>}
    </div>
  )
}
