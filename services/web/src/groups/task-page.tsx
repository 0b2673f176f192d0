import type { FormProblem } from '../forms.ts'
import type { Content } from '../ui/element.ts'
import { ErrorSummary } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'
import type { GroupAndReadiness } from './groups.tsx'

/** What each of the three tasks' pages is given. */
export interface TaskProps {
  readonly frame: PageFrame
  readonly group: GroupAndReadiness
  readonly problems?: readonly FormProblem[]
}

interface TaskPageProps extends TaskProps {
  readonly title: string
  readonly children?: Content
}

/** One task on the way to being ready: the way back, what is wrong, the heading, the form. */
export function TaskPage({ frame, group, problems = [], title, children }: TaskPageProps) {
  const { id } = group.organisation
  return (
    <Page frame={frame} title={title} area="groups" hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-groups">
        <BackLink href={`/groups/${id}/ready`}>Ready for referrals</BackLink>
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
