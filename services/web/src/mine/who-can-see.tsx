import type { OwnReferral } from '@waymark/contracts'
import { dayOfInWords } from '../referrals/words.ts'
import { roleInWords } from '../session/role-names.ts'
import { Button } from '../ui/button.tsx'
import { groupsOf, type OwnGroup, StopLink } from './group-card.tsx'
import { MinePage, type MineShown } from './mine-page.tsx'
import type { Worker } from './own.ts'
import { WhatTheySee } from './what-they-see.tsx'

interface WhoCanSeeProps extends MineShown {
  /** Null while referrals cannot be asked. */
  readonly referrals: readonly OwnReferral[] | null
  /** Null while that cannot be asked. */
  readonly workers: readonly Worker[] | null
}

/** Everybody who can see something about them, exactly what, and until when. */
export function WhoCanSeeView(props: WhoCanSeeProps) {
  const { frame, today, referrals } = props
  const groups = groupsOf(referrals ?? []).filter(({ part }) => part.shared !== null)
  return (
    <MinePage frame={frame} title="Who can see what about me">
      <Workers {...props} />
      <Senders {...props} />
      <section aria-labelledby="groups">
        <h2 class="nhsuk-heading-m" id="groups">
          Groups
        </h2>
        {referrals === null && (
          <p>We cannot show your groups just now. Look again in a little while.</p>
        )}
        {referrals !== null && groups.length === 0 && (
          <p>No group can see anything about you now.</p>
        )}
        {groups.map((group) => (
          <Seeing {...group} today={today} />
        ))}
      </section>
      {groups.some(({ part }) => part.mayStop) && (
        <Button href="/mine/stop" variant="warning">
          Stop everything
        </Button>
      )}
      <NeverSeen />
    </MinePage>
  )
}

function Workers({ workers, today }: WhoCanSeeProps) {
  return (
    <section aria-labelledby="workers">
      <h2 class="nhsuk-heading-m" id="workers">
        People who work with you
      </h2>
      {workers === null && <p>We cannot say who just now. Look again in a little while.</p>}
      {workers !== null && workers.length === 0 && <p>Nobody works with you here just now.</p>}
      {workers !== null && workers.length > 0 && (
        <>
          <ul class="wm-mine__who">
            {workers.map(({ name, role, since }) => (
              <li>
                <strong>
                  <bdi>{name ?? roleInWords(role)}</bdi>
                </strong>
                {name !== null && `, ${roleInWords(role).toLowerCase()}`}, since{' '}
                {dayOfInWords(since, today)}.
              </li>
            ))}
          </ul>
          <p>
            They can see who you are, how to reach you, your plan, and how it goes with groups. To
            stop this, tell them. They can end it at once.
          </p>
        </>
      )}
    </section>
  )
}

/** Who sent them somewhere and does not work with them. */
function Senders({ referrals, workers }: WhoCanSeeProps) {
  const working = new Set((workers ?? []).map(({ userId }) => userId))
  const senders = new Map((referrals ?? []).map(({ sender }) => [sender.userId, sender]))
  const others = [...senders.values()].filter(({ userId }) => !working.has(userId))
  if (others.length === 0) return null
  return (
    <section aria-labelledby="senders">
      <h2 class="nhsuk-heading-m" id="senders">
        People who sent you to a group
      </h2>
      <ul class="wm-mine__who">
        {others.map(({ name, role, workplaceName }) => (
          <li>
            <strong>
              <bdi>{name}</bdi>
            </strong>
            , {roleInWords(role).toLowerCase()}, <bdi>{workplaceName}</bdi>.
          </li>
        ))}
      </ul>
      <p>
        They can see what they wrote, and what the group says. They can read what you say only where
        you said yes to that.
      </p>
    </section>
  )
}

function Seeing({ part, today }: OwnGroup & Pick<MineShown, 'today'>) {
  return (
    <article class="wm-part">
      <h3 class="wm-part__name">
        <bdi>{part.listingName}</bdi>
      </h3>
      <p class="wm-part__group">
        <bdi>{part.organisationName}</bdi>
      </p>
      <WhatTheySee part={part} today={today} />
      {part.mayStop && <StopLink part={part} />}
    </article>
  )
}

function NeverSeen() {
  return (
    <section aria-labelledby="never">
      <h2 class="nhsuk-heading-m" id="never">
        What nobody sees
      </h2>
      <ul>
        <li>When anybody looks for a group here, there is nothing about you in it.</li>
        <li>Our e-mails say nothing about you. They only say that there is something to read.</li>
        <li>No group sees your plan, your goals or your numbers.</li>
        <li>Those who look after the computers do not read your record.</li>
      </ul>
    </section>
  )
}
