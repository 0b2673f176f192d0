import type { OwnPart, OwnReferral, Plan } from '@waymark/contracts'
import { OnceField } from '../referrals/once.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/messages.tsx'
import { MinePage, type MineShown } from './mine-page.tsx'
import { NotesToChoose } from './notes.tsx'

interface StopProps extends Pick<MineShown, 'frame'> {
  /** The groups that would see nothing any more: one of them, or all. */
  readonly parts: readonly OwnPart[]
  readonly action: string
  readonly title: string
}

/** Asks once more: a stop cannot be taken back. */
export function StopView({ frame, parts, action, title }: StopProps) {
  return (
    <MinePage frame={frame} title={title}>
      <p>From then on they can see nothing about you:</p>
      <ul>
        {parts.map(({ listingName, organisationName }) => (
          <li>
            <bdi>{listingName}</bdi>, <bdi>{organisationName}</bdi>
          </li>
        ))}
      </ul>
      <p>
        Your plan stays yours. You can still go to a group if you like to. To share with it again,
        you have to say yes again.
      </p>
      <form method="post" action={action}>
        <OnceField />
        <Button variant="warning">Yes, stop sharing</Button>
      </form>
      <p>
        <a href="/mine/who-can-see">No, go back</a>
      </p>
    </MinePage>
  )
}

/** What has stopped, and what has not yet. */
export interface Stopped {
  /** Groups with which sharing has stopped: they see nothing, and no e-mail goes to them. */
  readonly stopped: readonly OwnPart[]
  /** Groups that can see something still. */
  readonly running: readonly OwnPart[]
  /** Whether the plan has heard of every stop. */
  readonly isHeard: boolean
}

/** Everything has stopped only when no group sees anything and the plan has heard of it too. */
export function isAllStopped({ stopped, running, isHeard }: Stopped): boolean {
  return stopped.length > 0 && running.length === 0 && isHeard
}

export function stoppedIn(referrals: readonly OwnReferral[]): Omit<Stopped, 'isHeard'> {
  const parts = referrals.flatMap((each) => each.parts)
  return {
    stopped: parts.filter(({ state }) => state === 'withdrawn'),
    running: parts.filter(({ shared, mayStop }) => mayStop || shared !== null),
  }
}

interface StoppedProps extends MineShown {
  readonly stopped: Stopped
  /** Null while the plan cannot be asked, or where there is none. */
  readonly plan: Plan | null
}

/** What has stopped, what is still stopping, and what to do with what the groups wrote. */
export function StoppedView({ frame, stopped, plan }: StoppedProps) {
  const title = titleOf(stopped)
  return (
    <MinePage frame={frame} title={title}>
      <div data-refresh={stopped.isHeard ? undefined : '2'}>
        <div id="stopped" data-live data-said={title} tabindex={-1}>
          <WhatStopped stopped={stopped} />
          {stopped.isHeard && plan !== null && <NotesToChoose plan={plan} />}
        </div>
      </div>
      <p>
        <a href="/mine">Go to my plan and groups</a>
      </p>
    </MinePage>
  )
}

function titleOf(given: Stopped): string {
  if (given.stopped.length === 0) return 'Nothing was stopped'
  if (!given.isHeard) return 'Still stopping'
  return isAllStopped(given) ? 'Everything has stopped' : 'Sharing has stopped'
}

function WhatStopped({ stopped: given }: { readonly stopped: Stopped }) {
  const { stopped, running, isHeard } = given
  return (
    <>
      {isAllStopped(given) && (
        <Panel heading={{ content: 'Everything has stopped', level: 2 }} classes="wm-sent">
          <p>No group can see anything about you.</p>
        </Panel>
      )}
      {stopped.length > 0 && (
        <>
          <h2 class="nhsuk-heading-m">What has stopped</h2>
          <ul>
            {stopped.map(({ listingName }) => (
              <li>
                <bdi>{listingName}</bdi> can see nothing about you. Its links no longer open.
              </li>
            ))}
            <li>No more e-mails about you go to them.</li>
            {isHeard && <li>Nothing new that they write comes into your plan.</li>}
          </ul>
        </>
      )}
      {!isHeard && stopped.length > 0 && (
        <>
          <h2 class="nhsuk-heading-m">What is still stopping</h2>
          <p>Your plan has not said yet that it takes nothing more from them. It will.</p>
          <Button href="/mine/stopped" variant="secondary">
            Look again
          </Button>
        </>
      )}
      {running.length > 0 && (
        <>
          <h2 class="nhsuk-heading-m">Who can still see something</h2>
          <ul>
            {running.map(({ listingName }) => (
              <li>
                <bdi>{listingName}</bdi>
              </li>
            ))}
          </ul>
          <p>
            <a href="/mine/who-can-see">See what they can see, or stop it</a>
          </p>
        </>
      )}
    </>
  )
}
