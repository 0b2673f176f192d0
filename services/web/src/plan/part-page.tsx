import type { Plan } from '@waymark/contracts'
import { firstNameOf } from '../people/names.ts'
import { Button } from '../ui/button.tsx'
import { planHref } from './at-plan.ts'
import type { Part } from './part.ts'
import type { PartName } from './parts.tsx'
import { BothVersions, PlanPage, type Shown } from './plan-page.tsx'
import type { Typed } from './typed.ts'

interface PartProps extends Shown {
  readonly plan: Plan
  readonly name: PartName
  readonly part: Part
  readonly typed: Typed
  /** What the form is filled from: sent back with it, to see whether it still stands. */
  readonly mark: string
  readonly isStale: boolean
}

/** A section that is one answer: what it is for, and its form. */
export function PartView({ plan, name, part, typed, mark, isStale, ...shown }: PartProps) {
  const { person, today, problems = [] } = shown
  const firstName = firstNameOf(person)
  const stands = part.show(plan, today)
  return (
    <PlanPage {...shown} title={part.title}>
      {isStale && (
        <BothVersions who={null}>{stands ?? 'Nothing is written down now.'}</BothVersions>
      )}
      <p>{part.about}</p>
      {plan.state === 'ended' ? (
        <p>{stands ?? 'Not written down.'}</p>
      ) : (
        <form method="post" action={planHref(person.id, name)} novalidate>
          <input type="hidden" name="was" value={mark} />
          {isStale && <h2 class="nhsuk-heading-m">What you typed</h2>}
          {part.Fields({ typed, problems, firstName, today })}
          <Button>Save</Button>
        </form>
      )}
    </PlanPage>
  )
}

interface NobodyElseProps {
  readonly plan: Plan
  readonly personId: string
}

/** That they want nobody else round them: an answer like any other. It can be taken back. */
export function NobodyElse({ plan, personId }: NobodyElseProps) {
  if (plan.state === 'ended' || (plan.circle.length > 0 && !plan.nobodyElse)) return null
  const action = planHref(personId, 'nobody-else')
  return (
    <form method="post" action={action} class="wm-plan__nobody">
      {plan.nobodyElse && <p>They said: nobody else.</p>}
      <input type="hidden" name="nobodyElse" value={plan.nobodyElse ? 'no' : 'yes'} />
      <Button variant="secondary">
        {plan.nobodyElse ? 'Take “nobody else” back' : 'They said: nobody else'}
      </Button>
    </form>
  )
}
