import { raw } from 'hono/html'
import type { Assets } from './assets.ts'
import { type Content, classNames } from './element.ts'
import { SignSheet } from './icon.tsx'
import { SkipLink } from './navigation.tsx'

export interface Account {
  readonly name: string
  /** The role as people say it: "Link worker". */
  readonly role: string
  /** Whether they have groups of their own to look after. */
  readonly runsGroups?: boolean
  /** Whether they have people of their own to look after. */
  readonly worksWithPeople?: boolean
  /** Whether they send people to groups. */
  readonly sendsReferrals?: boolean
  /** Whether they are somebody whom a plan is for. */
  readonly hasPlan?: boolean
}

/** What is the same on every page of one request. */
export interface PageFrame {
  readonly assets: Assets
  readonly mode: 'demo' | 'live'
  /** Null for somebody who has not signed in. */
  readonly account: Account | null
  readonly language?: string
  readonly direction?: 'ltr' | 'rtl'
}

export type Area = 'find' | 'mine' | 'people' | 'referrals' | 'groups'

export interface PageProps {
  readonly frame: PageFrame
  /** The page's h1, as the tab shows it. */
  readonly title: string
  /** Which part of the site this is, for the menu. */
  readonly area?: Area | undefined
  /** Puts "Error: " before the title, so that a screen reader says it first. */
  readonly hasErrors?: boolean | undefined
  readonly hasResults?: boolean | undefined
  readonly classes?: string | undefined
  readonly children?: Content
}

/** The whole document around a page's own content. No inline style and no inline script, ever. */
export function Page({ frame, title, area, hasErrors, hasResults, classes, children }: PageProps) {
  const { assets, language = 'en-GB', direction = 'ltr' } = frame
  const styles = direction === 'rtl' ? assets.stylesRightToLeft : assets.styles
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={language} dir={direction}>
        <head>
          <meta charset="utf-8" />
          <title>{`${hasErrors ? 'Error: ' : ''}${title} – Waymark`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="theme-color" content="#12423e" />
          <link
            rel="preload"
            href={assets.font}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
          <link rel="stylesheet" href={styles} />
          <link rel="icon" href={assets.icon} type="image/svg+xml" />
          <script type="module" src={assets.script} />
        </head>
        <body class={classNames('wm-page', classes)}>
          <SkipLink />
          {hasResults && <SkipLink href="#results">Skip to results</SkipLink>}
          <SignSheet />
          <Header frame={frame} area={area} />
          <main id="maincontent">{children}</main>
          <p class="nhsuk-u-visually-hidden" role="status" id="announcement" />
          <Footer />
        </body>
      </html>
    </>
  )
}

function Header({ frame, area }: Pick<PageProps, 'frame' | 'area'>) {
  return (
    <header class="wm-header">
      {frame.mode === 'demo' && (
        <div class="wm-demo">
          <p class="nhsuk-width-container">
            <strong>Demonstration.</strong> Enter nothing about a real person.{' '}
            <a href="/mailbox">Read the e-mails it would send</a>.
          </p>
        </div>
      )}
      <div class="wm-header__row nhsuk-width-container">
        <a class="wm-wordmark" href="/find">
          <WaymarkSign />
          Waymark
        </a>
        <nav class="wm-menu" aria-label="Menu">
          <MenuLink area="find" current={area}>
            Find support
          </MenuLink>
          {frame.account?.hasPlan && (
            <MenuLink area="mine" current={area}>
              My plan and groups
            </MenuLink>
          )}
          {frame.account?.worksWithPeople && (
            <MenuLink area="people" current={area}>
              My people
            </MenuLink>
          )}
          {frame.account?.sendsReferrals && (
            <MenuLink area="referrals" current={area}>
              Referrals
            </MenuLink>
          )}
          {frame.account?.runsGroups && (
            <MenuLink area="groups" current={area}>
              My groups
            </MenuLink>
          )}
        </nav>
        <AccountArea account={frame.account} />
      </div>
    </header>
  )
}

interface MenuLinkProps {
  readonly area: Area
  readonly current: Area | undefined
  readonly children?: Content
}

function MenuLink({ area, current, children }: MenuLinkProps) {
  return (
    <a class="wm-menu__link" href={`/${area}`} aria-current={area === current ? 'page' : undefined}>
      {children}
    </a>
  )
}

/** The roundel of a footpath waymark: an arrow that says "this way". */
function WaymarkSign() {
  return (
    <svg
      class="wm-wordmark__sign"
      viewBox="0 0 32 32"
      width="32"
      height="32"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="16" cy="16" r="16" />
      <path d="M16 5.5 25 15h-5v11h-8V15H7z" />
    </svg>
  )
}

function AccountArea({ account }: Pick<PageFrame, 'account'>) {
  if (account === null) {
    return (
      <a class="wm-menu__link wm-account" href="/sign-in">
        Sign in
      </a>
    )
  }
  return (
    <form class="wm-account" method="post" action="/sign-out">
      <span class="wm-account__who">
        <bdi>{account.name}</bdi>
        <span class="wm-account__role">{account.role}</span>
      </span>
      <button type="submit" class="wm-menu__link wm-account__out">
        Sign out
      </button>
    </form>
  )
}

function Footer() {
  return (
    <footer class="wm-footer">
      <div class="nhsuk-width-container wm-footer__row">
        <p>
          <strong>Waymark</strong> helps people find what is going on near them. Not an NHS website.
        </p>
        <p>
          In an emergency ring <a href="tel:999">999</a>. For urgent health advice ring{' '}
          <a href="tel:111">111</a>.
        </p>
      </div>
    </footer>
  )
}
