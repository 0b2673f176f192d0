import type { Organisation, Readiness } from '@waymark/contracts'
import { Tag, type TaskItem, TaskList } from '../ui/content.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'
import { ReadyTag } from './ready.tsx'

export interface GroupAndReadiness {
  readonly organisation: Organisation
  readonly readiness: Readiness
  /** How many referrals wait for their answer; null when that cannot be asked just now. */
  readonly waiting?: number | null
}

interface GroupsViewProps {
  readonly frame: PageFrame
  readonly groups: readonly GroupAndReadiness[]
}

/** The groups somebody runs, and how far each has come. */
export function GroupsView({ frame, groups }: GroupsViewProps) {
  return (
    <Page frame={frame} title="My groups" area="groups">
      <div class="nhsuk-width-container wm-groups">
        <h1 class="nhsuk-heading-l">My groups</h1>
        {groups.length === 0 ? (
          <p>You do not run a group here yet. Ask the directory team to add you to yours.</p>
        ) : (
          <TaskList items={groups.flatMap(tasksOf)} />
        )}
      </div>
    </Page>
  )
}

/** A group's readiness and, once it is ready, what was sent to it. */
function tasksOf({ organisation, readiness, waiting = null }: GroupAndReadiness): TaskItem[] {
  const ready: TaskItem = {
    title: <bdi>{organisation.name}</bdi>,
    href: `/groups/${organisation.id}/ready`,
    hint: doneInWords(readiness),
    status: <ReadyTag readiness={readiness} />,
  }
  if (!readiness.readyForReferrals) return [ready]
  const sent: TaskItem = {
    title: waiting === null ? 'Referrals to us' : `Referrals to us (${waiting} waiting)`,
    href: `/groups/${organisation.id}/referrals`,
    hint: <bdi>{organisation.name}</bdi>,
    status: waiting ? <Tag colour="orange">To answer</Tag> : waiting === 0 && 'None waiting',
  }
  return [sent, ready]
}

function doneInWords({ tasks }: Readiness): string {
  const met = tasks.filter((task) => task.met).length
  return `${met} of ${tasks.length} things done before people are referred`
}
