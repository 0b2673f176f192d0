import { keysOf } from '@waymark/core'
import type { FormProblem } from '../forms.ts'
import type { Content } from '../ui/element.ts'
import { ErrorSummary, NotificationBanner } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

/** What every page of one's own is given. */
export interface MineShown {
  readonly frame: PageFrame
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

interface MinePageProps extends Pick<MineShown, 'frame'> {
  readonly title: string
  /** The first page has nothing to go back to. */
  readonly isFirst?: boolean
  readonly problems?: readonly FormProblem[]
  readonly children?: Content
}

/** A page of one's own: the way back, what is wrong, the heading, and the rest. */
export function MinePage({ frame, title, isFirst, problems = [], children }: MinePageProps) {
  return (
    <Page frame={frame} title={title} area="mine" hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-mine">
        {!isFirst && <BackLink href="/mine">My plan and groups</BackLink>}
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
          />
        )}
        <h1 class="nhsuk-heading-l">{title}</h1>
        {children}
      </div>
    </Page>
  )
}

/** What was just done, as the address of the next page names it. */
export const doneWords = {
  answered: 'Thank you. What you said is in your plan.',
  rated: 'Thank you. Your number is in your plan.',
  notes: 'Done. It is as you chose.',
} as const
export type Done = keyof typeof doneWords

/** What was just done, by the address. */
export function doneOf(given: string | undefined): Done | undefined {
  return keysOf(doneWords).find((each) => each === given)
}

export function DoneBanner({ done }: { readonly done: Done | undefined }) {
  if (done === undefined) return null
  return (
    <NotificationBanner variant="success" title={{ content: 'Done' }}>
      <p class="nhsuk-notification-banner__heading">{doneWords[done]}</p>
    </NotificationBanner>
  )
}
