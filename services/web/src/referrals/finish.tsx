import type { Assignment, Referral } from '@waymark/contracts'
import { firstNameOf } from '../people/names.ts'
import { Button } from '../ui/button.tsx'
import { StepPage, type StepProps } from './form-page.tsx'
import { OnceField } from './once.tsx'

/** What stands in the way of finishing a referral; null when nothing does. */
export function inTheWay({ state, assignments }: Pick<Referral, 'state' | 'assignments'>) {
  if (state !== 'open') return 'ended'
  if (assignments.some((part) => part.state === 'requested' || part.state === 'underReview')) {
    return 'waiting'
  }
  const isSaid = (part: Assignment) => part.outcomes.some(({ standing }) => standing === 'final')
  return assignments.some(isSaid) ? null : 'nothingSaid'
}

/** Making sure, before a referral is finished with what happened written down. */
export function FinishView(props: StepProps) {
  const { referral } = props
  const name = firstNameOf(referral)
  const way = inTheWay(referral)
  return (
    <StepPage {...props} title="Finish this referral?">
      {way === null ? <FinishForm referral={referral} name={name} /> : <NotYet {...props} />}
      <p>
        <a href={`/referrals/${referral.id}`}>Keep it open</a>
      </p>
    </StepPage>
  )
}

function FinishForm({ referral, name }: Pick<StepProps, 'referral'> & { readonly name: string }) {
  return (
    <>
      <p>
        It came to its end, and what happened is written down. From the moment you press the button:
      </p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>
          the group no longer sees anything of <bdi>{name}</bdi>, and its link shows nothing;
        </li>
        <li>
          what it said stays here, and with <bdi>{name}</bdi>, who can still answer it;
        </li>
        <li>it cannot be opened again. A correction can still be written down.</li>
      </ul>
      <form method="post" action={`/referrals/${referral.id}/finish`} id="finish">
        <OnceField />
        <Button>Finish the referral</Button>
      </form>
    </>
  )
}

/** What there is to do first. */
function NotYet({ referral }: Pick<StepProps, 'referral'>) {
  if (inTheWay(referral) === 'waiting') {
    return <p>A group has not answered yet. Stop sharing with it first, or wait for its answer.</p>
  }
  const part = referral.assignments.find(({ moves }) => moves.includes('recordOutcome'))
  return (
    <>
      <p>Write down what happened first. If nobody knows, “We do not know” is an answer too.</p>
      {part !== undefined && (
        <Button href={`/referrals/${referral.id}/parts/${part.id}/outcome`}>
          Write down what happened
        </Button>
      )}
    </>
  )
}
