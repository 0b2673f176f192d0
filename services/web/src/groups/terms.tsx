import { termsVersion } from '@waymark/contracts'
import { messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { Checkboxes } from '../ui/choices.tsx'
import { InsetText } from '../ui/messages.tsx'
import { TaskPage, type TaskProps } from './task-page.tsx'

const promises = [
  'We answer each referral within five working days: yes, no, or that we are full.',
  'We use what we are told about a person for their place with us, and for nothing else.',
  'We keep it where only those who need it can see it, and delete it when we no longer need it.',
  'We tell the person who referred them at once when we are worried about somebody’s safety.',
  'We keep our own page right: times, place, cost, and how many places are left.',
]

/** What a group promises before people are referred to it. */
export function TermsView(props: TaskProps) {
  const { organisation, readiness } = props.group
  const isMet = readiness.tasks.some(({ task, met }) => task === 'terms' && met)
  return (
    <TaskPage {...props} title="Terms for taking referrals">
      <p>
        What <bdi>{organisation.name}</bdi> promises to the people who are referred to it.
      </p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {promises.map((promise) => (
          <li>{promise}</li>
        ))}
      </ul>
      {isMet ? (
        <InsetText>
          <p>You have accepted these terms.</p>
        </InsetText>
      ) : (
        <form method="post" action={`/groups/${organisation.id}/ready/terms`} novalidate>
          <input type="hidden" name="version" value={termsVersion} />
          <Checkboxes
            name="accept"
            items={[{ value: 'yes', label: 'I accept these terms for the group' }]}
            error={messageFor(props.problems ?? [], 'accept')}
          />
          <Button>Accept the terms</Button>
        </form>
      )}
    </TaskPage>
  )
}
