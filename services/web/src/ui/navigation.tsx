import { type Common, type Content, classNames } from './element.ts'
import { SystemIcon } from './icon.tsx'

export interface BackLinkProps extends Common {
  readonly href: string
  readonly visuallyHiddenText?: string | undefined
  readonly children?: Content
}

export function BackLink(props: BackLinkProps) {
  return (
    <a
      class={classNames('nhsuk-back-link', props.classes)}
      id={props.id}
      href={props.href}
      {...props.attributes}
    >
      {props.visuallyHiddenText && (
        <span class="nhsuk-u-visually-hidden">{`${props.visuallyHiddenText} `}</span>
      )}
      {props.children ?? 'Back'}
    </a>
  )
}

export interface Crumb {
  readonly href: string
  readonly label: Content
}

export interface BreadcrumbProps extends Common {
  readonly items: readonly Crumb[]
  readonly ariaLabel?: string | undefined
}

/** nhsuk-frontend breadcrumb: on a phone only the way back to the last step is shown. */
export function Breadcrumb({ items, ariaLabel = 'Breadcrumb', ...props }: BreadcrumbProps) {
  const last = items.at(-1)
  return (
    <nav
      class={classNames('nhsuk-breadcrumb', props.classes)}
      id={props.id}
      aria-label={ariaLabel}
      {...props.attributes}
    >
      <ol class="nhsuk-breadcrumb__list">
        {items.map((item) => (
          <li class="nhsuk-breadcrumb__list-item">
            <a class="nhsuk-breadcrumb__link" href={item.href}>
              {item.label}
            </a>
          </li>
        ))}
      </ol>
      {last && (
        <BackLink href={last.href} visuallyHiddenText="Back to">
          {last.label}
        </BackLink>
      )}
    </nav>
  )
}

export interface SkipLinkProps extends Common {
  readonly href?: string | undefined
  readonly children?: Content
}

export function SkipLink(props: SkipLinkProps) {
  return (
    <a
      class={classNames('nhsuk-skip-link', props.classes)}
      id={props.id}
      data-module="nhsuk-skip-link"
      href={props.href ?? '#maincontent'}
      {...props.attributes}
    >
      {props.children ?? 'Skip to main content'}
    </a>
  )
}

export interface PageLink {
  readonly number: number | string
  readonly href: string
  readonly current?: boolean | undefined
  readonly ariaLabel?: string | undefined
}

export interface NeighbourLink {
  readonly href: string
  /** The name of the page it goes to, when pages have names. */
  readonly label?: Content
}

export interface PaginationProps extends Common {
  readonly previous?: NeighbourLink | undefined
  readonly next?: NeighbourLink | undefined
  /** Numbered pages; 'gap' stands for those left out. */
  readonly items?: readonly (PageLink | 'gap')[] | undefined
  readonly ariaLabel?: string | undefined
}

/** nhsuk-frontend pagination, with page numbers or with the names of the pages before and after. */
export function Pagination({ previous, next, items = [], ...props }: PaginationProps) {
  const numbered = items.length > 0
  return (
    <nav
      class={classNames(
        'nhsuk-pagination',
        numbered && 'nhsuk-pagination--numbered',
        props.classes,
      )}
      id={props.id}
      // biome-ignore lint/a11y/noRedundantRoles: as nhsuk-frontend writes it.
      role="navigation"
      aria-label={props.ariaLabel ?? 'Pagination'}
      {...props.attributes}
    >
      {numbered ? (
        <Numbers {...{ previous, next, items }} />
      ) : (
        <ul class="nhsuk-list nhsuk-pagination__list">
          {previous && <Neighbour way="previous" link={previous} />}
          {next && <Neighbour way="next" link={next} />}
        </ul>
      )}
    </nav>
  )
}

function Numbers({ previous, next, items = [] }: PaginationProps) {
  return (
    <>
      {previous && (
        <a href={previous.href} class="nhsuk-pagination__previous" rel="prev">
          <SystemIcon name="arrow-left" />
          <WayTitle way="previous" />
        </a>
      )}
      <ul class="nhsuk-pagination__list">
        {items.map((item) =>
          item === 'gap' ? (
            <li class="nhsuk-pagination__item nhsuk-pagination__item--ellipsis">⋯</li>
          ) : (
            <Numbered {...item} />
          ),
        )}
      </ul>
      {next && (
        <a href={next.href} class="nhsuk-pagination__next" rel="next">
          <WayTitle way="next" />
          <SystemIcon name="arrow-right" />
        </a>
      )}
    </>
  )
}

function Numbered({ number, href, current, ariaLabel }: PageLink) {
  return (
    <li class={classNames('nhsuk-pagination__item', current && 'nhsuk-pagination__item--current')}>
      <a
        class="nhsuk-pagination__link"
        href={href}
        aria-label={ariaLabel ?? `Page ${number}`}
        aria-current={current ? 'page' : undefined}
      >
        {number}
      </a>
    </li>
  )
}

type Way = 'previous' | 'next'

function Neighbour({ way, link }: { readonly way: Way; readonly link: NeighbourLink }) {
  const short = way === 'previous' ? 'prev' : 'next'
  return (
    <li class={`nhsuk-pagination-item--${way}`}>
      <a
        class={`nhsuk-pagination__link nhsuk-pagination__link--${short}`}
        href={link.href}
        rel={short}
      >
        <WayTitle way={way} />
        {link.label && (
          <>
            <span class="nhsuk-u-visually-hidden">:</span>
            <span class="nhsuk-pagination__page">{link.label}</span>
          </>
        )}
        <SystemIcon name={way === 'previous' ? 'arrow-left' : 'arrow-right'} />
      </a>
    </li>
  )
}

function WayTitle({ way }: { readonly way: Way }) {
  return (
    <span class="nhsuk-pagination__title">
      {way === 'previous' ? 'Previous' : 'Next'}
      <span class="nhsuk-u-visually-hidden"> page</span>
    </span>
  )
}
