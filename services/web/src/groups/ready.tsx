import type { Readiness, ReadinessTask } from '@waymark/contracts'
import { Tag, TaskList } from '../ui/content.tsx'
import { InsetText } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'
import type { GroupAndReadiness } from './groups.tsx'

interface ReadyViewProps {
  readonly frame: PageFrame
  readonly group: GroupAndReadiness
}

const tasks = {
  mailbox: { title: 'Show that our e-mail reaches you', path: 'mailbox' },
  terms: { title: 'Read and accept the terms', path: 'terms' },
  safeguardingContact: { title: 'Name a safeguarding contact', path: 'safeguarding' },
} as const satisfies Record<ReadinessTask, { title: string; path: string }>

/** Three things to do, in any order, each with where it stands. */
export function ReadyView({ frame, group: { organisation, readiness } }: ReadyViewProps) {
  const { readyForReferrals, organisationId } = readiness
  return (
    <Page frame={frame} title="Ready for referrals" area="groups">
      <div class="nhsuk-width-container wm-groups">
        <BackLink href="/groups">My groups</BackLink>
        <h1 class="nhsuk-heading-l">Ready for referrals</h1>
        <p class="wm-groups__lead">
          <bdi>{organisation.name}</bdi> <ReadyTag readiness={readiness} />
        </p>
        {readyForReferrals ? (
          <InsetText>
            <p>
              Your pages say that you are ready for referrals. You can still change who your
              safeguarding contact is.
            </p>
            <p>
              <a href={`/groups/${organisationId}/referrals`}>Referrals to us</a>
            </p>
          </InsetText>
        ) : (
          <p>
            Until these are done your pages say “Signpost only for now”: people are told about you,
            but not referred to you.
          </p>
        )}
        <TaskList
          items={readiness.tasks.map(({ task, met, says }) => ({
            title: tasks[task].title,
            href: `/groups/${organisationId}/ready/${tasks[task].path}`,
            hint: says,
            status: met ? 'Done' : <Tag colour="blue">To do</Tag>,
          }))}
        />
      </div>
    </Page>
  )
}

/** Where a group stands, in words. */
export function ReadyTag({ readiness }: { readonly readiness: Readiness }) {
  return readiness.readyForReferrals ? (
    <Tag colour="green">Ready for referrals</Tag>
  ) : (
    <Tag colour="grey">Signpost only for now</Tag>
  )
}
