import type { Referral } from '@waymark/contracts'
import type { FormProblem } from '../forms.ts'
import { nameOf } from '../people/names.ts'
import type { Content } from '../ui/element.ts'
import { ErrorSummary } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

/** What every page with a step of following a referral is given. */
export interface StepProps {
  readonly frame: PageFrame
  readonly referral: Referral
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  readonly problems?: readonly FormProblem[]
}

interface StepPageProps extends StepProps {
  readonly title: string
  readonly children?: Content
}

/** One step: the way back, what is wrong, the heading, whom it is about, the form. */
export function StepPage({ frame, referral, problems = [], title, children }: StepPageProps) {
  return (
    <Page frame={frame} title={title} area="referrals" hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-referral">
        <BackLink href={`/referrals/${referral.id}`}>The referral</BackLink>
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
          />
        )}
        <h1 class="nhsuk-heading-l">{title}</h1>
        <p class="wm-referral__about">
          For <bdi>{nameOf(referral)}</bdi>
        </p>
        {children}
      </div>
    </Page>
  )
}
