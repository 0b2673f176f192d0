import type { Person, ReferralSummary, Relationship } from '@waymark/contracts'
import { londonDay } from '@waymark/core'
import { planHref } from '../plan/at-plan.ts'
import { roleInWords } from '../session/role-names.ts'
import { Button } from '../ui/button.tsx'
import { SummaryList } from '../ui/content.tsx'
import { dayInWords } from '../ui/format.ts'
import { NotificationBanner } from '../ui/messages.tsx'
import type { PageFrame } from '../ui/page.tsx'
import { ContactRule } from './contact-rule.tsx'
import { detailRows } from './detail-rows.tsx'
import { firstNameOf, nameOf } from './names.ts'
import { PeoplePage, toMyPeople } from './people-page.tsx'
import { ReferralLines } from './referral-lines.tsx'

/** What was just done, as the address of the page names it. */
export const doneWords = {
  registered: 'Registered.',
  contact: 'Saved: how to reach them safely.',
  details: 'Saved: who they are.',
} as const
export type Done = keyof typeof doneWords

export interface PersonProps {
  readonly frame: PageFrame
  readonly person: Person
  /** Null while referrals cannot be asked. */
  readonly referrals: readonly ReferralSummary[] | null
  readonly relationships: readonly Relationship[]
  readonly userId: string | null
  /** Whether they may change the record. */
  readonly keeps: boolean
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  readonly done?: Done | undefined
}

/** A person: how to reach them safely first, then their referrals, then who they are. */
export function PersonView(props: PersonProps) {
  const { frame, person, keeps, today, done } = props
  const firstName = firstNameOf(person)
  const change = (what: string, words: string) => (
    <p>
      <a href={`/people/${person.id}/${what}`}>{words}</a>
    </p>
  )
  return (
    <PeoplePage
      frame={frame}
      title={nameOf(person)}
      heading={<bdi>{nameOf(person)}</bdi>}
      back={toMyPeople}
    >
      {done !== undefined && (
        <NotificationBanner variant="success" title={{ content: 'Done' }}>
          <p class="nhsuk-notification-banner__heading">{doneWords[done]}</p>
        </NotificationBanner>
      )}
      <ContactRule
        contact={person.contact}
        firstName={firstName}
        today={today}
        action={
          keeps &&
          change(
            'contact',
            person.contact === null ? 'Write down what they say' : 'Change how to reach them',
          )
        }
      />
      <PlanLink person={person} firstName={firstName} />
      <Referrals {...props} firstName={firstName} />
      <section aria-labelledby="who">
        <h2 class="nhsuk-heading-m" id="who">
          Who <bdi>{firstName}</bdi> is
        </h2>
        <SummaryList rows={detailRows(person, today)} classes="wm-shared" />
        {keeps && change('details', 'Change who they are')}
      </section>
      <Workers {...props} firstName={firstName} />
    </PeoplePage>
  )
}

type PartProps = PersonProps & { readonly firstName: string }

function PlanLink({ person, firstName }: Pick<PartProps, 'person' | 'firstName'>) {
  return (
    <section class="wm-person__part" aria-labelledby="plan">
      <h2 class="nhsuk-heading-m" id="plan">
        Their plan
      </h2>
      <p>
        <a href={planHref(person.id)}>
          The plan of <bdi>{firstName}</bdi>
        </a>
        : what matters to them, their goals, who helps, and what came back.
      </p>
    </section>
  )
}

function Referrals({ person, referrals, today, firstName }: PartProps) {
  return (
    <section class="wm-person__part" aria-labelledby="referrals">
      <h2 class="nhsuk-heading-m" id="referrals">
        Referrals
      </h2>
      {referrals === null && (
        <p>We cannot see where referrals stand just now. Try again in a few minutes.</p>
      )}
      {referrals?.length === 0 && (
        <p>
          <bdi>{firstName}</bdi> has not been referred to a group yet.
        </p>
      )}
      <ReferralLines referrals={referrals ?? []} today={today} />
      <Button href={`/refer?person=${person.id}`}>
        Refer <bdi>{firstName}</bdi>
      </Button>
    </section>
  )
}

function Workers({ relationships, userId, today, firstName }: PartProps) {
  const now = relationships.filter(({ until }) => until === null)
  if (now.length === 0) return null
  return (
    <section class="wm-person__part" aria-labelledby="workers">
      <h2 class="nhsuk-heading-m" id="workers">
        Who works with <bdi>{firstName}</bdi>
      </h2>
      <ul class="nhsuk-list">
        {now.map((each) => (
          <li>
            {each.userId === userId ? 'You' : roleInWords(each.role)}, since{' '}
            {dayInWords(londonDay(new Date(each.since)), today)}
          </li>
        ))}
      </ul>
    </section>
  )
}
