import type { FormProblem } from '../forms.ts'
import { type Content, isThere } from '../ui/element.ts'
import { ErrorSummary } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

interface PeoplePageProps {
  readonly frame: PageFrame
  /** The h1, as the tab shows it. */
  readonly title: string
  /** The same with the names in it set apart from the words around them. */
  readonly heading?: Content
  readonly back?: { readonly href: string; readonly label: Content }
  readonly problems?: readonly FormProblem[]
  /** What went wrong with no field of its own: an error summary. */
  readonly refusal?: Content
  readonly children?: Content
}

/** A page about people: the way back, what is wrong, the heading, and the rest. */
export function PeoplePage(props: PeoplePageProps) {
  const { frame, title, heading = title, back, problems = [], refusal, children } = props
  const hasErrors = problems.length > 0 || isThere(refusal)
  return (
    <Page frame={frame} title={title} area="people" hasErrors={hasErrors}>
      <div class="nhsuk-width-container wm-people">
        {back && <BackLink href={back.href}>{back.label}</BackLink>}
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
          />
        )}
        {refusal}
        <h1 class="nhsuk-heading-l">{heading}</h1>
        {children}
      </div>
    </Page>
  )
}

export const toMyPeople = { href: '/people', label: 'My people' } as const
