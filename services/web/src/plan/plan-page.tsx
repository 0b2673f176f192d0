import type { Person } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import type { FormProblem } from '../forms.ts'
import { firstNameOf, nameOf } from '../people/names.ts'
import { PeoplePage } from '../people/people-page.tsx'
import type { Content } from '../ui/element.ts'
import { NotificationBanner, WarningCallout } from '../ui/messages.tsx'
import type { PageFrame } from '../ui/page.tsx'
import { doneWords, planHref } from './at-plan.ts'

/** What every page of a plan is given. */
export interface Shown {
  readonly frame: PageFrame
  readonly person: Person
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  readonly problems?: readonly FormProblem[]
  /** What was just done, as the address names it. */
  readonly done?: string | undefined
}

interface PlanPageProps extends Shown {
  readonly title: string
  readonly heading?: Content
  readonly back?: { readonly href: string; readonly label: Content }
  readonly children?: Content
}

/** A page inside a plan: the way back, what was done or is wrong, the heading, whose plan it is. */
export function PlanPage(props: PlanPageProps) {
  const { frame, person, title, heading, problems = [], children } = props
  const back = props.back ?? { href: planHref(person.id), label: <PlanOf person={person} /> }
  return (
    <PeoplePage
      {...{ frame, title, back, problems }}
      heading={
        <>
          <span class="nhsuk-caption-l">
            <bdi>{nameOf(person)}</bdi>
          </span>
          {heading ?? title}
        </>
      }
    >
      <DoneBanner done={props.done} />
      {children}
    </PeoplePage>
  )
}

function PlanOf({ person }: Pick<Shown, 'person'>) {
  return (
    <>
      The plan of <bdi>{firstNameOf(person)}</bdi>
    </>
  )
}

/** What was just done, where something was. */
export function DoneBanner({ done }: Pick<Shown, 'done'>) {
  const said = keysOf(doneWords).find((each) => each === done)
  if (said === undefined) return null
  return (
    <NotificationBanner variant="success" title={{ content: 'Done' }}>
      <p class="nhsuk-notification-banner__heading">{doneWords[said]}</p>
    </NotificationBanner>
  )
}

interface BothProps {
  /** Who saved in between; null where we cannot say. */
  readonly who: string | null
  readonly children?: Content
}

/** Two wrote the same line: what the other saved stands above, what was typed stays in the form. */
export function BothVersions({ who, children }: BothProps) {
  return (
    <WarningCallout
      id="changed"
      heading={{ content: 'Somebody changed this while you were writing', level: 2 }}
    >
      <p>Nothing of yours is saved yet, and nothing of theirs is lost.</p>
      <h3 class="nhsuk-heading-s">
        What <bdi>{who ?? 'they'}</bdi> saved
      </h3>
      <div class="wm-plan__theirs">{children}</div>
      <p>What you typed is below. Save it again if it should replace what stands.</p>
    </WarningCallout>
  )
}

export const changedProblem: FormProblem = {
  field: 'changed',
  message: 'Somebody changed this while you were writing. Look at both before you save',
}
