import type { FormProblem } from '../forms.ts'
import { nameOf } from '../people/names.ts'
import type { Content } from '../ui/element.ts'
import { ErrorSummary } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'
import type { ReferAnswers } from './answers.ts'
import type { Referring, Refused } from './referring.ts'
import { namesOf, type Step, stepBefore } from './rules.ts'

/** What every page with a question is given. */
export interface QuestionProps {
  readonly given: Referring
  readonly typed: URLSearchParams
  readonly problems: readonly FormProblem[]
}

/** The same for a question shown the first time, or again. */
export function questionProps(
  given: Referring,
  typed: URLSearchParams,
  refused?: Refused,
): QuestionProps {
  return { given, typed, problems: refused?.problems ?? [] }
}

interface QuestionPageProps extends QuestionProps {
  readonly step: Step
  readonly title: string
  /** Another way back than the question before. */
  readonly back?: string
  readonly children?: Content
}

/** One question: the way back, what is wrong, the question, whom and which group it is about. */
export function QuestionPage({ given, problems, step, title, back, children }: QuestionPageProps) {
  const { visitor, journey, sending } = given
  const before = stepBefore(step, journey.answers, sending)
  const backHref = back ?? (before === null ? startHref(given) : `/refer/${journey.id}/${before}`)
  return (
    <ReferPage frame={visitor.frame} title={title} backHref={backHref} problems={problems}>
      <h1 class="nhsuk-heading-l">{title}</h1>
      <AboutLine answers={journey.answers} />
      {children}
    </ReferPage>
  )
}

function startHref({ journey }: Referring): string {
  const { who, group } = journey.answers
  if (group !== null) return `/listings/${group.listingId}`
  return who?.kind === 'person' ? `/people/${who.personId}` : '/find'
}

/** "Margaret Ellison, to Tuesday Lunch Club": as much of it as is known. */
export function AboutLine({ answers: { who, group } }: { readonly answers: ReferAnswers }) {
  if (who === null && group === null) return null
  return (
    <p class="wm-referral__about">
      {who !== null && (
        <>
          For <bdi>{nameOf(namesOf(who))}</bdi>
        </>
      )}
      {group !== null && (
        <>
          {who === null ? 'To ' : ', to '}
          <bdi>{group.name}</bdi>
        </>
      )}
    </p>
  )
}

interface ReferPageProps {
  readonly frame: PageFrame
  readonly title: string
  readonly backHref?: string
  readonly problems?: readonly (FormProblem & { readonly href?: string })[]
  readonly children?: Content
}

/** Any page on the way to a referral. */
export function ReferPage({ frame, title, backHref, problems = [], children }: ReferPageProps) {
  return (
    <Page frame={frame} title={title} area="referrals" hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-referral wm-refer">
        {backHref && <BackLink href={backHref}>Back</BackLink>}
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message, href }) => ({
              content: message,
              href: href ?? `#${field}`,
            }))}
          />
        )}
        {children}
      </div>
    </Page>
  )
}
