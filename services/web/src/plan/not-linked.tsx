import type { Plan } from '@waymark/contracts'
import { SaidView } from '../outcome/said.tsx'
import { firstNameOf } from '../people/names.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { planHref } from './at-plan.ts'
import type { Shown } from './plan-page.tsx'

interface NotLinkedProps extends Pick<Shown, 'person' | 'today'> {
  readonly plan: Plan
}

/** What groups said of referrals that belong to no goal: which goal was it for? */
export function NotLinked({ person, plan, today }: NotLinkedProps) {
  const said = plan.notLinked.filter(({ outcome }) => outcome !== null)
  if (said.length === 0) return null
  const firstName = firstNameOf(person)
  const goals = plan.goals.map(({ id, words }) => ({ value: id, label: shortened(words) }))
  return (
    <section class="wm-plan__unlinked" aria-labelledby="unlinked">
      <h2 class="nhsuk-heading-m" id="unlinked">
        Belongs to no goal yet
      </h2>
      {goals.length === 0 && <p>Write a goal down first. Then this can be linked to it.</p>}
      {said.map(({ referralId, listingName, outcome }, index) => (
        <form method="post" action={planHref(person.id, 'linked')}>
          <h3 class="nhsuk-heading-s">
            What <bdi>{listingName}</bdi> says
          </h3>
          {outcome !== null && <SaidView {...{ outcome, firstName, today }} reader="sender" />}
          {goals.length > 0 && plan.state !== 'ended' && (
            <>
              <input type="hidden" name="referral" value={referralId} />
              <Select
                id={`goal-${index + 1}`}
                name="goal"
                label={{ children: 'Which goal was it for?', size: 's' }}
                options={goals}
              />
              <Button small>Link it to this goal</Button>
            </>
          )}
        </form>
      ))}
    </section>
  )
}

/** An option of a list is one line. */
function shortened(words: string): string {
  const [...letters] = words.replaceAll(/\s+/g, ' ').trim()
  return letters.length <= 80 ? letters.join('') : `${letters.slice(0, 79).join('')}…`
}
