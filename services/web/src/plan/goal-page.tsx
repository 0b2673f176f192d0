import { actionStates, type Goal, goalStates, wordings } from '@waymark/contracts'
import { firstNameOf } from '../people/names.ts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { Button } from '../ui/button.tsx'
import { Radios } from '../ui/choices.tsx'
import { SummaryList, type SummaryRow, Tag } from '../ui/content.tsx'
import { dayInWords, listInWords } from '../ui/format.ts'
import { Select } from '../ui/select.tsx'
import { goalHref } from './at-plan.ts'
import { CameBack } from './came-back.tsx'
import type { GoalProps } from './goal-props.ts'
import { PlanPage } from './plan-page.tsx'
import { RingToday } from './ring-today.tsx'
import { Scores } from './scores.tsx'
import { ownScoreInWords, standingInWords, stepColour, whoDoesIt } from './words.ts'

/** A goal in the person's words, what came back to it, the steps and the scores. */
export function GoalView(props: GoalProps) {
  const { person, goal, isOpen } = props
  const href = goalHref(person.id, goal.id)
  const { words, colour } = standingInWords(goal)
  return (
    <PlanPage {...props} title="A goal">
      <blockquote class="wm-plan__words" dir="auto" lang={goal.language}>
        {goal.words}
      </blockquote>
      <p class="wm-plan__standing">
        <Tag colour={colour}>{words}</Tag> {ownScoreInWords(goal)}
      </p>
      <RingToday {...props} />
      <CameBack {...props} />
      <Steps {...props} />
      <Scores {...props} />
      <Referrals {...props} />
      <section class="wm-plan__part" aria-labelledby="about">
        <h2 class="nhsuk-heading-m" id="about">
          About this goal
        </h2>
        <SummaryList rows={rowsOf(props)} classes="wm-shared" />
        {isOpen && (
          <p>
            <a href={`${href}/change`}>Change this goal</a>
          </p>
        )}
      </section>
      {isOpen && <StateForm {...props} />}
    </PlanPage>
  )
}

function rowsOf({ goal, today, names }: GoalProps): SummaryRow[] {
  const words = (key: string, said: string | null): SummaryRow[] =>
    said === null ? [] : [{ key, value: <OwnWords words={said} /> }]
  const score = (key: string, number: number | null): SummaryRow => ({
    key,
    value: number === null ? 'Not asked yet' : `${number} out of 10`,
  })
  const writer = names.get(goal.by ?? '')
  return [
    { key: 'Whose words', value: wordings[goal.wording] },
    ...words('Why it matters', goal.whyItMatters),
    ...words('If it went well', goal.goodLooksLike),
    score('How important', goal.importance),
    score('How sure they are', goal.confidence),
    { key: 'Agreed', value: <bdi>{agreedInWords(goal, today)}</bdi> },
    ...(writer === undefined ? [] : [{ key: 'Written by', value: <bdi>{writer}</bdi> }]),
  ]
}

function agreedInWords({ agreedByPerson, agreedWith, agreedOn }: Goal, today: string): string {
  if (!agreedByPerson) return 'Not yet'
  const by = agreedWith.length === 0 ? '' : `, with ${listInWords(agreedWith)}`
  return `By them${by}${agreedOn === null ? '' : `, on ${dayInWords(agreedOn, today)}`}`
}

function Steps({ person, goal, isOpen }: GoalProps) {
  const href = goalHref(person.id, goal.id, 'steps')
  return (
    <section class="wm-plan__part" aria-labelledby="steps">
      <h2 class="nhsuk-heading-m" id="steps">
        Steps
      </h2>
      {goal.actions.length === 0 && <p>No step is written down yet: what, who and when.</p>}
      <ul class="wm-plan__lines">
        {goal.actions.map((step) => (
          <li>
            <StepLine step={step} firstName={firstNameOf(person)} />
            {isOpen && (
              <p class="wm-plan__acts">
                <a href={`${href}/${step.id}`}>
                  Change<span class="nhsuk-u-visually-hidden"> this step</span>
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
      {isOpen && (
        <Button href={href} variant="secondary">
          Add a step
        </Button>
      )}
    </section>
  )
}

interface StepLineProps {
  readonly step: Goal['actions'][number]
  readonly firstName: string
}

function StepLine({ step, firstName }: StepLineProps) {
  const { what, when, firstStep, backup, state } = step
  return (
    <>
      <Tag colour={stepColour(state)}>{actionStates[state]}</Tag> <OwnWords words={what} />
      <span class="wm-line wm-plan__by">
        <bdi>{whoDoesIt(step, firstName)}</bdi>, <OwnWords words={when} />
      </span>
      {firstStep !== null && (
        <span class="wm-line">
          First: <OwnWords words={firstStep} />
        </span>
      )}
      {backup !== null && (
        <span class="wm-line">
          If it gets stuck: <bdi>{backup}</bdi>
        </span>
      )}
    </>
  )
}

function Referrals({ person, goal, referrals, isOpen }: GoalProps) {
  const href = goalHref(person.id, goal.id)
  const linked = new Set(goal.referrals.map(({ referralId }) => referralId))
  const nameOf = (id: string) => referrals?.find((each) => each.id === id)?.latest.listingName
  const others = (referrals ?? []).filter(
    ({ id, state }) => !linked.has(id) && state !== 'enteredInError',
  )
  return (
    <section class="wm-plan__part" aria-labelledby="groups">
      <h2 class="nhsuk-heading-m" id="groups" tabindex={-1}>
        Groups for this goal
      </h2>
      {referrals === null && (
        <p>We cannot see the referrals just now. Try again in a few minutes.</p>
      )}
      {linked.size === 0 && <p>No referral is linked to this goal yet.</p>}
      <ul class="wm-plan__lines">
        {[...linked].map((id) => (
          <li>
            <a href={`/referrals/${id}`}>
              <bdi>{nameOf(id) ?? 'A referral'}</bdi>
            </a>
            {isOpen && (
              <form method="post" action={`${href}/unlink`}>
                <input type="hidden" name="referral" value={id} />
                <Button small variant="secondary" ariaLabel={`Unlink ${nameOf(id) ?? 'it'}`}>
                  Unlink
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {isOpen && others.length > 0 && (
        <form method="post" action={`${href}/link`} class="wm-plan__link">
          <Select
            name="referral"
            label={{ children: 'Link a referral to this goal', size: 's' }}
            options={others.map(({ id, latest }) => ({ value: id, label: latest.listingName }))}
          />
          <Button small variant="secondary">
            Link it
          </Button>
        </form>
      )}
    </section>
  )
}

function StateForm({ person, goal }: GoalProps) {
  return (
    <form method="post" action={goalHref(person.id, goal.id, 'state')} novalidate>
      <input type="hidden" name="version" value={`${goal.version}`} />
      <Radios
        name="state"
        fieldset={{ legend: { children: 'Is somebody working on it?', size: 'm' } }}
        hint="Whether it was reached, only they say."
        items={Object.entries(goalStates).map(([value, label]) => ({
          ...{ value, label },
          checked: goal.state === value,
        }))}
      />
      <Button variant="secondary">Save where it stands</Button>
    </form>
  )
}
