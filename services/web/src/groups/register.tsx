import type { Organisation, Register } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { MarkButtons } from '../outcome/mark-buttons.tsx'
import { timesInWords } from '../outcome/words.ts'
import { Button } from '../ui/button.tsx'
import { Details } from '../ui/content.tsx'
import { dayInWords } from '../ui/format.ts'
import { ErrorSummary, NotificationBanner } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { DateInput } from '../ui/near-day.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

export interface RegisterProps {
  readonly frame: PageFrame
  readonly organisation: Pick<Organisation, 'id' | 'name'>
  readonly register: Register
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** Its ticks have just been told. */
  readonly isJustFinished?: boolean
  readonly problems?: readonly FormProblem[]
}

/** A day's register, for a thumb: who is expected, and three presses for each. */
export function RegisterView(props: RegisterProps) {
  const { frame, organisation, register, today, problems = [], isJustFinished = false } = props
  const title = `Register, ${dayInWords(register.on, today)}`
  return (
    <Page frame={frame} title={title} area="groups" hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-groups wm-register">
        <BackLink href={`/groups/${organisation.id}/referrals`}>Referrals to us</BackLink>
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
          />
        )}
        {isJustFinished && problems.length === 0 && (
          <NotificationBanner variant="success" title={{ content: 'Done' }}>
            <p>The register is finished. They can see who came.</p>
          </NotificationBanner>
        )}
        <h1 class="nhsuk-heading-l">{title}</h1>
        <p class="wm-groups__lead">
          <bdi>{register.listingName || organisation.name}</bdi>
        </p>
        <OtherDay {...props} />
        {register.people.length === 0 ? <NobodyExpected /> : <People {...props} />}
      </div>
    </Page>
  )
}

function OtherDay({ organisation, register, problems = [] }: RegisterProps) {
  const error = messageFor(problems, 'on')
  return (
    <Details summary="Another day or activity" open={error !== undefined}>
      <form method="get" action={`/groups/${organisation.id}/register`} novalidate>
        <input type="hidden" name="listing" value={register.listingId} />
        <DateInput name="on" label="Which day" value={register.on} error={error} />
        <Button variant="secondary">Show that day</Button>
      </form>
      <p>
        <a href={`/groups/${organisation.id}/register`}>Registers of all our activities</a>
      </p>
    </Details>
  )
}

function NobodyExpected() {
  return (
    <p>
      Nobody who was referred to you is expected on this day. Whoever you said yes to stands here
      from the day they were referred until you say that they stopped coming.
    </p>
  )
}

type Line = Register['people'][number]

function People(props: RegisterProps) {
  const { organisation, register } = props
  const { people } = register
  const firstNames = people.map(({ firstName }) => firstName)
  const isShared = (name: string) => firstNames.filter((each) => each === name).length > 1
  return (
    <>
      <ol class="wm-register__people">
        {people.map((person) => (
          <PersonLine
            {...{ organisation, register, person }}
            // Only where two would be taken for one another: a register is seen by many.
            name={
              isShared(person.firstName)
                ? `${person.firstName} ${person.familyName}`
                : person.firstName
            }
          />
        ))}
      </ol>
      <Finish {...props} />
    </>
  )
}

interface PersonLineProps extends Pick<RegisterProps, 'organisation' | 'register'> {
  readonly person: Line
  readonly name: string
}

function PersonLine({ organisation, register, person, name }: PersonLineProps) {
  const { assignmentId, mark, finished, timesCameBefore } = person
  const place = `person-${assignmentId}`
  return (
    <li class="wm-register__person" id={place} tabindex={-1}>
      <h2 class="wm-register__name" id={`name-${assignmentId}`}>
        <bdi>{name}</bdi>
      </h2>
      <p class="wm-register__before">
        {timesCameBefore === 0 ? 'Not here before' : `Came ${timesInWords(timesCameBefore)} before`}
        {finished && '. Finished: a change is a correction'}
      </p>
      <form
        method="post"
        action={`/groups/${organisation.id}/register/mark`}
        aria-labelledby={`name-${assignmentId}`}
      >
        <Asked register={register} />
        <input type="hidden" name="part" value={assignmentId} />
        <MarkButtons mark={mark} />
        {mark !== null && (
          <Button name="mark" value="none" variant="secondary" small classes="wm-marks__none">
            Take it back
          </Button>
        )}
      </form>
    </li>
  )
}

function Asked({ register }: Pick<RegisterProps, 'register'>) {
  return (
    <>
      <input type="hidden" name="listing" value={register.listingId} />
      <input type="hidden" name="on" value={register.on} />
    </>
  )
}

function Finish({ organisation, register }: RegisterProps) {
  const { people } = register
  const ticked = people.filter(({ mark, finished }) => mark !== null && !finished).length
  const unticked = people.filter(({ mark }) => mark === null).length
  if (ticked === 0) {
    return unticked < people.length ? (
      <p class="wm-register__finished">This register is finished. A change is a correction.</p>
    ) : (
      <p>Tick who came, and then finish the register.</p>
    )
  }
  return (
    <form
      class="wm-register__finish"
      method="post"
      action={`/groups/${organisation.id}/register/finish`}
      id="finish"
    >
      <Asked register={register} />
      <p>
        Once you finish, each person and whoever referred them can see whether that person came. A
        change after that is a correction.
        {unticked > 0 && ` ${unticked} not ticked: nothing is told of them.`}
      </p>
      <Button>Finish the register</Button>
    </form>
  )
}

export interface Activity {
  readonly listingName: string
  /** The newest part of it that the group said yes to: leads to its register. */
  readonly partId: string
}

interface ChooseRegisterProps {
  readonly frame: PageFrame
  readonly organisation: Pick<Organisation, 'id' | 'name'>
  readonly activities: readonly Activity[]
}

/** Which activity's register: those that somebody comes to. */
export function ChooseRegisterView({ frame, organisation, activities }: ChooseRegisterProps) {
  const { id, name } = organisation
  return (
    <Page frame={frame} title="Registers" area="groups">
      <div class="nhsuk-width-container wm-groups">
        <BackLink href={`/groups/${id}/referrals`}>Referrals to us</BackLink>
        <h1 class="nhsuk-heading-l">Registers</h1>
        <p class="wm-groups__lead">
          <bdi>{name}</bdi>
        </p>
        {activities.length === 0 ? (
          <p>Once you have said yes to somebody, the register of that activity stands here.</p>
        ) : (
          <ul class="wm-register__activities">
            {activities.map(({ listingName, partId }) => (
              <li>
                <a href={`/groups/${id}/register?of=${partId}`} id={`of-${partId}`}>
                  <bdi>{listingName}</bdi>
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Page>
  )
}
