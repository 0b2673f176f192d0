import type { OwnPart, OwnReferral } from '@waymark/contracts'
import { PhoneLink } from '../referrals/shared-copy.tsx'
import { dayOfInWords } from '../referrals/words.ts'
import { Details } from '../ui/content.tsx'
import { GroupSays } from './says.tsx'
import { WhatTheySee } from './what-they-see.tsx'
import { isGoingOn, whereItStands, yourDays } from './words.ts'

/** One group's part, and the referral it belongs to. */
export interface OwnGroup {
  readonly referral: OwnReferral
  readonly part: OwnPart
}

/** Every group's part: those that go on first, then the newest. */
export function groupsOf(referrals: readonly OwnReferral[]): OwnGroup[] {
  const all = referrals.flatMap((referral) => referral.parts.map((part) => ({ referral, part })))
  const rank = ({ part }: OwnGroup) => (isGoingOn(part) ? 0 : 1)
  return all.sort(
    (one, other) => rank(one) - rank(other) || (one.part.sentAt < other.part.sentAt ? 1 : -1),
  )
}

interface GroupCardProps extends OwnGroup {
  /** What the group says that stands beside a goal already. */
  readonly besideGoals: ReadonlySet<string>
  readonly today: string
}

/** One group: where it stands, who sent them there, what it can see, and how to stop that. */
export function GroupCard({ referral, part, besideGoals, today }: GroupCardProps) {
  const { sender } = referral
  const days = yourDays(part.attendance, today)
  return (
    <article class="wm-part" id={`group-${part.id}`}>
      <h3 class="wm-part__name">
        <bdi>{part.listingName}</bdi>
      </h3>
      <p class="wm-part__group">
        <bdi>{part.organisationName}</bdi>
      </p>
      <p dir="auto">{whereItStands(part, sender, today)}</p>
      {days !== '' && <p>{days}</p>}
      {part.outcomes
        .filter(({ id }) => !besideGoals.has(id))
        .map((outcome) => (
          <GroupSays
            said={{ outcome, listingName: part.listingName, cameAfterReview: false }}
            today={today}
          />
        ))}
      <p class="wm-mine__soft">
        <bdi>{sender.name}</bdi> of <bdi>{sender.workplaceName}</bdi> sent you there on{' '}
        {dayOfInWords(part.sentAt, today)}.
      </p>
      {isGoingOn(part) && part.organisationPhone !== null && (
        <p>
          Ring them: <PhoneLink number={part.organisationPhone} />
        </p>
      )}
      {part.shared !== null && (
        <Details summary="What they can see about you" id={`sees-${part.id}`}>
          <WhatTheySee part={part} today={today} />
        </Details>
      )}
      {part.mayStop && <StopLink part={part} />}
    </article>
  )
}

/** To the page that asks once more: a stop cannot be taken back. */
export function StopLink({ part }: Pick<OwnGroup, 'part'>) {
  return (
    <p class="wm-mine__act">
      <a href={`/mine/groups/${part.id}/stop`} id={`stop-${part.id}`}>
        Stop sharing
        <span class="nhsuk-u-visually-hidden">
          {' '}
          with <bdi>{part.listingName}</bdi>
        </span>
      </a>
    </p>
  )
}
