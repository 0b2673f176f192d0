import type { FormProblem } from '../forms.ts'
import type { Content } from '../ui/element.ts'
import { ErrorSummary } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

interface PeoplePageProps {
  readonly frame: PageFrame
  /** The h1, and what the tab shows: never a name, which a tab would show to a whole room. */
  readonly title: string
  /** Where the h1 may say more than the tab. */
  readonly heading?: Content
  readonly back?: { readonly href: string; readonly label: Content }
  readonly problems?: readonly FormProblem[]
  readonly children?: Content
}

/** A page about people: the way back, what is wrong, the heading, and the rest. */
export function PeoplePage(props: PeoplePageProps) {
  const { frame, title, heading = title, back, problems = [], children } = props
  return (
    <Page frame={frame} title={title} area="people" hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-people">
        {back && <BackLink href={back.href}>{back.label}</BackLink>}
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
          />
        )}
        <h1 class="nhsuk-heading-l">{heading}</h1>
        {children}
      </div>
    </Page>
  )
}

export const toMyPeople = { href: '/people', label: 'My people' } as const
