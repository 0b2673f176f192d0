import type { PlanTask } from '@waymark/contracts'
import { PlanTasks } from '../plan/tasks.tsx'
import { Button } from '../ui/button.tsx'
import { Tag } from '../ui/content.tsx'
import { InsetText } from '../ui/messages.tsx'
import type { PageFrame } from '../ui/page.tsx'
import type { Everyone, PersonLine } from './everyone.ts'
import { nameOf } from './names.ts'
import { PeoplePage } from './people-page.tsx'
import { ReferralLines } from './referral-lines.tsx'
import type { Unfinished } from './unfinished.ts'
import { birthInWords } from './words.ts'

export interface PeopleListProps {
  readonly frame: PageFrame
  readonly everyone: Everyone
  readonly unfinished: readonly Unfinished[]
  /** What their people's plans ask of them. */
  readonly tasks?: readonly PlanTask[]
  /** What their role lets them do beside looking. */
  readonly can: { readonly keep: boolean; readonly settle: boolean }
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** The people somebody works with: what needs them first. */
export function PeopleListView(props: PeopleListProps) {
  const { frame, everyone, unfinished, tasks = [], can, today } = props
  const { lines, knowsReferrals, hasMore } = everyone
  return (
    <PeoplePage frame={frame} title="My people">
      <PlanTasks {...{ tasks, today }} people={lines.map(({ person }) => person)} />
      <UnfinishedList unfinished={unfinished} />
      {can.keep && (
        <div class="wm-acts">
          <Button href="/people/find">Find a person</Button>
          <Button href="/people/new" variant="secondary">
            Register a person
          </Button>
        </div>
      )}
      {!knowsReferrals && (
        <InsetText>
          <p>We cannot see where referrals stand just now. Try again in a few minutes.</p>
        </InsetText>
      )}
      {lines.length === 0 ? (
        <p>You work with nobody yet.{can.keep && ' Find a person, or register somebody new.'}</p>
      ) : (
        <>
          <p class="wm-people__order">
            {lines.length === 1 ? '1 person' : `${lines.length} people`}. What needs you comes
            first, then by family name.
          </p>
          <ul class="wm-lines__list wm-people__list">
            {lines.map((line) => (
              <PersonItem line={line} today={today} />
            ))}
          </ul>
          {hasMore && <p>There are more people than fit here. Find a person by who they are.</p>}
        </>
      )}
      {can.settle && (
        <p>
          <a href="/matches">Records that may be of the same person</a>
        </p>
      )}
    </PeoplePage>
  )
}

function PersonItem({ line, today }: { readonly line: PersonLine; readonly today: string }) {
  const { person, referrals } = line
  return (
    <li class="wm-line-item wm-people__item">
      <div>
        <a class="wm-line-item__name" href={`/people/${person.id}`}>
          <bdi>{nameOf(person)}</bdi>
        </a>
        <span class="wm-line wm-line-item__group">{birthInWords(person.birthDate, today)}</span>
      </div>
      <div class="wm-line-item__standing">
        <ReferralLines referrals={referrals} today={today} />
      </div>
    </li>
  )
}

function UnfinishedList({ unfinished }: Pick<PeopleListProps, 'unfinished'>) {
  if (unfinished.length === 0) return null
  return (
    <section class="wm-unfinished" aria-labelledby="unfinished">
      <h2 class="nhsuk-heading-s" id="unfinished">
        Not sent yet
      </h2>
      <ul class="nhsuk-list">
        {unfinished.map(({ href, firstName, groupName }) => (
          <li>
            You had begun to refer <bdi>{firstName ?? 'somebody'}</bdi>
            {groupName !== null && (
              <>
                {' '}
                to <bdi>{groupName}</bdi>
              </>
            )}
            . <a href={href}>Go on</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What a team lead finds here: they share out the work and read no record. */
export function TeamLeadView({ frame }: Pick<PeopleListProps, 'frame'>) {
  return (
    <PeoplePage frame={frame} title="People">
      <p>You share out the work, so you read nobody’s record. This one thing waits for you here:</p>
      <p>
        <Tag colour="blue">To settle</Tag>{' '}
        <a href="/matches">Records that may be of the same person</a>
      </p>
    </PeoplePage>
  )
}
