import type { Plan } from '@waymark/contracts'
import { firstNameOf } from '../people/names.ts'
import { OnceField } from '../referrals/once.tsx'
import { Button } from '../ui/button.tsx'
import type { Content } from '../ui/element.ts'
import { InsetText } from '../ui/messages.tsx'
import { planHref } from './at-plan.ts'
import { BothVersions, PlanPage, type Shown } from './plan-page.tsx'
import type { Section, SectionLine, SectionName } from './sections.ts'
import type { Typed } from './typed.ts'

interface SectionShown extends Shown {
  readonly plan: Plan
  readonly name: SectionName
  readonly section: Section
}

interface SectionProps extends SectionShown {
  readonly typed: Typed
  /** Beside the list: an answer of its own, like "nobody else". */
  readonly aside?: Content
}

/** A section of the plan: what is written, and a form for one more. */
export function SectionView({ name, section, plan, typed, aside, ...shown }: SectionProps) {
  const { person, today, problems = [] } = shown
  const lines = section.lines(plan, today)
  const action = planHref(person.id, name)
  const firstName = firstNameOf(person)
  return (
    <PlanPage {...shown} title={section.title}>
      <p>{section.about}</p>
      {lines.length > 0 && (
        <ul class="wm-plan__lines">
          {lines.map((line) => (
            <li>
              <div>{line.shown}</div>
              <LineActs {...{ section, line }} href={`${action}/${line.id}`} />
            </li>
          ))}
        </ul>
      )}
      {aside}
      {plan.state === 'ended' ? (
        <PlanEnded />
      ) : (
        <form method="post" action={action} novalidate>
          <OnceField />
          <h2 class="nhsuk-heading-m">{section.adding}</h2>
          {section.Fields({ typed, problems, firstName, today })}
          <Button>Save</Button>
        </form>
      )}
    </PlanPage>
  )
}

interface LineActsProps {
  readonly section: Section
  readonly line: SectionLine
  readonly href: string
}

function LineActs({ section, line, href }: LineActsProps) {
  if (!section.changes) return null
  // What the links are about, for those who hear them away from the line.
  const about = `line-${line.id}`
  return (
    <p class="wm-plan__acts">
      <a href={href} id={about}>
        Change<span class="nhsuk-u-visually-hidden"> this line</span>
      </a>
      {section.remove !== null && (
        <a href={`${href}/remove`}>
          Take out<span class="nhsuk-u-visually-hidden"> this line</span>
        </a>
      )}
    </p>
  )
}

function PlanEnded() {
  return (
    <InsetText>
      <p>This plan has ended. It is kept as it was.</p>
    </InsetText>
  )
}

interface LineFormProps extends Shown {
  readonly title: string
  readonly back: { readonly href: string; readonly label: Content }
  /** Where it is sent. */
  readonly action: string
  readonly Fields: Section['Fields']
  /** Null: it is written for the first time. */
  readonly line: Pick<SectionLine, 'version' | 'shown'> | null
  readonly typed: Typed
  /** Somebody saved it in between: who did, where that is known. */
  readonly stale?: { readonly who: string | null } | undefined
}

/** One line, to be written or changed. */
export function LineFormView({ action, Fields, line, typed, stale, ...shown }: LineFormProps) {
  const { person, today, problems = [] } = shown
  return (
    <PlanPage {...shown}>
      {stale !== undefined && <BothVersions who={stale.who}>{line?.shown}</BothVersions>}
      <form method="post" action={action} novalidate>
        {line === null ? (
          <OnceField />
        ) : (
          <input type="hidden" name="version" value={`${line.version}`} />
        )}
        {stale !== undefined && <h2 class="nhsuk-heading-m">What you typed</h2>}
        {Fields({ typed, problems, firstName: firstNameOf(person), today })}
        <Button>Save</Button>
      </form>
    </PlanPage>
  )
}

interface RemoveLineProps extends SectionShown {
  readonly line: SectionLine
}

/** Making sure, before a line is taken out. */
export function RemoveLineView({ name, section, line, ...shown }: RemoveLineProps) {
  const { person } = shown
  const back = { href: planHref(person.id, name), label: section.title }
  return (
    <PlanPage {...shown} title="Take this out of the plan?" back={back}>
      <div class="wm-plan__theirs" id="changed" tabindex={-1}>
        {line.shown}
      </div>
      <form method="post" action={planHref(person.id, `${name}/${line.id}/remove`)}>
        <input type="hidden" name="version" value={`${line.version}`} />
        <Button variant="warning">Take it out</Button>
      </form>
      <p>
        <a href={back.href}>Keep it</a>
      </p>
    </PlanPage>
  )
}
