import type { NoteChoice, Plan } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { Radios } from '../ui/choices.tsx'
import { MinePage, type MineShown } from './mine-page.tsx'

type Stopped = Plan['stopped'][number]

/** What the person may do with what a group wrote, once sharing with it has stopped. */
export const noteWords: Readonly<Record<NoteChoice, string>> = {
  keep: 'Keep what they wrote',
  removeNotes: 'Take out what they wrote. Keep what I answered',
  removeAll: 'Take out what they wrote, and what I answered',
}

/** Those with which sharing has stopped and that wrote something: nothing is chosen for them. */
export function notesToChoose({ stopped }: Pick<Plan, 'stopped'>): Stopped[] {
  return stopped.filter(({ choice, listingName }) => choice === 'notAsked' && listingName !== '')
}

/** A way to each choice that is open. */
export function NotesToChoose({ plan }: { readonly plan: Pick<Plan, 'stopped'> }) {
  const open = notesToChoose(plan)
  if (open.length === 0) return null
  return (
    <div class="wm-mine__open">
      {open.map(({ assignmentId, listingName }) => (
        <p>
          You stopped sharing with <bdi>{listingName}</bdi>. You have what they wrote.{' '}
          <a href={`/mine/notes/${assignmentId}`}>
            Keep it or take it out
            <span class="nhsuk-u-visually-hidden">
              {' '}
              (<bdi>{listingName}</bdi>)
            </span>
          </a>
        </p>
      ))}
    </div>
  )
}

interface NotesProps extends MineShown {
  readonly stopped: Stopped
  readonly chosen?: string | undefined
  readonly problems?: readonly FormProblem[]
}

/** Keep what a group wrote, or remove it. */
export function NotesView({ frame, stopped, chosen, problems = [] }: NotesProps) {
  const { assignmentId, listingName } = stopped
  return (
    <MinePage frame={frame} title="What they wrote about you" problems={problems}>
      <p>
        You stopped sharing with <bdi>{listingName}</bdi>. What they wrote is in your plan. You
        choose what happens to it.
      </p>
      <form method="post" action={`/mine/notes/${assignmentId}`} novalidate>
        <Radios
          name="choice"
          fieldset={{ legend: { children: 'What would you like?', size: 'm' } }}
          hint="What is taken out is gone for good. Your own numbers stay."
          error={messageFor(problems, 'choice')}
          items={Object.entries(noteWords).map(([value, label]) => ({
            ...{ value, label },
            checked: chosen === value,
          }))}
        />
        <Button>Save</Button>
      </form>
    </MinePage>
  )
}
