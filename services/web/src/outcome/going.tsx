import { attendanceMarks, type GroupAssignment } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { dayInWords } from '../ui/format.ts'
import { NearDay, type TypedNearDay } from '../ui/near-day.tsx'
import { MarkButtons } from './mark-buttons.tsx'
import { SaidView } from './said.tsx'

export interface GoingProps {
  readonly part: GroupAssignment
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** Where the group's part is shown; what is sent goes below it. */
  readonly path: string
  readonly problems: readonly FormProblem[]
  readonly typedDay?: TypedNearDay | undefined
  /** Where a day is finished with all of its register; left out: all ticked days at once, here. */
  readonly registerOf?: ((day: string) => string) | undefined
}

/** Whether it is the group's to say who came and what happened. */
export function mayReport({ state, before }: Pick<GroupAssignment, 'state' | 'before'>): boolean {
  return state === 'accepted' && before !== null
}

/** After a yes: who came, and what happened. */
export function Going(props: GoingProps) {
  const { part } = props
  const firstName = part.before?.firstName ?? ''
  return (
    <>
      <section class="wm-going" aria-labelledby="happened">
        <h2 class="nhsuk-heading-m" id="happened">
          How is it going?
        </h2>
        <SaidSoFar {...props} firstName={firstName} />
      </section>
      <section class="wm-going" aria-labelledby="going">
        <h2 class="nhsuk-heading-m" id="going">
          Days that <bdi>{firstName}</bdi> came
        </h2>
        <MarkForm {...props} firstName={firstName} />
        <Days {...props} />
        <Finish {...props} firstName={firstName} />
      </section>
    </>
  )
}

/** What the group said stays its own to read, without a name once it is finished. */
export function SaidBefore({ part, today }: Pick<GoingProps, 'part' | 'today'>) {
  if (mayReport(part) || part.outcomes.length === 0) return null
  return (
    <section class="wm-going" aria-labelledby="happened">
      <h2 class="nhsuk-heading-m" id="happened">
        What you said
      </h2>
      {part.outcomes.map((outcome) => (
        <article class="wm-said">
          <h3 class="wm-said__label">Your group says</h3>
          <SaidView {...{ outcome, today }} firstName={null} reader="group" />
        </article>
      ))}
    </section>
  )
}

type NamedProps = GoingProps & { readonly firstName: string }

function SaidSoFar({ part, today, path, firstName }: NamedProps) {
  const { outcomes } = part
  const isFirst = outcomes.every(({ standing }) => standing !== 'final')
  return (
    <>
      {outcomes.map((outcome) => (
        <article class="wm-said">
          <h3 class="wm-said__label">Your group says</h3>
          <SaidView {...{ outcome, firstName, today }} reader="group" />
          {outcome.standing === 'final' && (
            <p>
              <a href={`${path}/happened/${outcome.id}`} id={`correct-${outcome.id}`}>
                Correct this
              </a>
            </p>
          )}
        </article>
      ))}
      <p>
        {isFirst
          ? 'It takes a minute. That they still come, or that you do not know, is worth saying too.'
          : 'Has something changed since? Say so again.'}
      </p>
      <Button href={`${path}/happened`} id="say" variant={isFirst ? undefined : 'secondary'}>
        Say what happened
      </Button>
    </>
  )
}

function MarkForm({ path, today, problems, typedDay, firstName }: NamedProps) {
  return (
    <form class="wm-marking" method="post" action={`${path}/came`} novalidate>
      <NearDay
        name="cameOn"
        legend={`Did ${firstName} come? On which day?`}
        typed={typedDay ?? { chosen: today, other: '' }}
        today={today}
        error={messageFor(problems, 'cameOn')}
      />
      <MarkButtons />
    </form>
  )
}

function Days({ part, path, today }: GoingProps) {
  const { attendance } = part
  if (attendance.length === 0) return null
  return (
    <ul class="wm-days">
      {attendance.map(({ on, mark, finishedAt }) => (
        <li id={`day-${on}`}>
          <span>
            <strong>{attendanceMarks[mark]}</strong>, {dayInWords(on, today)}
            <span class="wm-line wm-days__told">
              {finishedAt === null ? 'Only your group sees this yet' : 'They can see this'}
            </span>
          </span>
          <form method="post" action={`${path}/came`}>
            <input type="hidden" name="cameOn" value={on} />
            <Button variant="secondary" small name="mark" value="none" id={`take-back-${on}`}>
              Take it back
              <span class="nhsuk-u-visually-hidden">: {dayInWords(on, today)}</span>
            </Button>
          </form>
        </li>
      ))}
    </ul>
  )
}

function Finish({ part, path, today, registerOf, firstName }: NamedProps) {
  const ticked = part.attendance.filter(({ finishedAt }) => finishedAt === null)
  if (ticked.length === 0) return null
  if (registerOf !== undefined) {
    return (
      <ul class="nhsuk-list">
        {ticked.map(({ on }) => (
          <li>
            <a href={registerOf(on)} id={`register-${on}`}>
              Finish the register of {dayInWords(on, today)}
            </a>
          </li>
        ))}
      </ul>
    )
  }
  return (
    <form method="post" action={`${path}/finish`}>
      <p>
        When you finish, <bdi>{part.sender.name}</bdi> and <bdi>{firstName}</bdi> can see these
        days. A change after that is a correction.
      </p>
      <Button id="finish">Finish: tell them</Button>
    </form>
  )
}
