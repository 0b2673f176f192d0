import type { Assignment, ReferralEnding } from '@waymark/contracts'
import { messageFor } from '../forms.ts'
import { firstNameOf } from '../people/names.ts'
import { Button } from '../ui/button.tsx'
import { Radios } from '../ui/choices.tsx'
import { Textarea } from '../ui/textarea.tsx'
import { inTheWay } from './finish.tsx'
import { StepPage, type StepProps } from './form-page.tsx'
import { OnceField } from './once.tsx'
import { QuestionsView } from './shared-copy.tsx'

interface PartStepProps extends StepProps {
  readonly part: Assignment
}

const explainHint =
  'They read exactly these words before they have decided: no surname, no address, no number. ' +
  'Up to 500 characters.'

interface ExplainProps extends PartStepProps {
  /** What was typed. */
  readonly words: string
}

/** Answering what a group wants to know before it decides. */
export function ExplainView(props: ExplainProps) {
  const { referral, part, words, problems = [] } = props
  return (
    <StepPage {...props} title="Answer their question">
      <p>
        From <bdi>{part.organisationName}</bdi>:
      </p>
      <QuestionsView questions={part.questions} reader="sender" />
      <form method="post" action={`/referrals/${referral.id}/parts/${part.id}/question`} novalidate>
        <OnceField />
        <Textarea
          name="words"
          label={{ children: 'Your answer', size: 's' }}
          hint={explainHint}
          value={words}
          error={messageFor(problems, 'words')}
        />
        <Button>Send the answer</Button>
      </form>
      <p>They get a fresh link, and five working days to decide.</p>
    </StepPage>
  )
}

/** Making sure, before sharing with one group stops. */
export function StopSharingView(props: PartStepProps) {
  const { referral, part } = props
  const name = firstNameOf(referral)
  const action = `/referrals/${referral.id}/parts/${part.id}/stop`
  return (
    <StepPage {...props} title={`Stop sharing with ${part.organisationName}?`}>
      <p>From the moment you press the button:</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>they no longer see anything of {name}, and their link shows nothing;</li>
        {part.mailedAt !== null && (
          <li>they get an e-mail that says to stop, without saying who it is about;</li>
        )}
        <li>it cannot be undone: to go on with them, send it again with a new agreement.</li>
      </ul>
      <form method="post" action={action} id="stop">
        <OnceField />
        <Button variant="warning">Stop sharing</Button>
      </form>
      <p>
        <a href={`/referrals/${referral.id}`}>Keep sharing</a>
      </p>
    </StepPage>
  )
}

const endings = [
  ['declinedByPerson', 'They decided not to go'],
  ['closedUnmet', 'Nobody could help'],
  ['withdrawn', 'It is stopped for another reason'],
  ['enteredInError', 'It was made by mistake'],
] as const satisfies readonly (readonly [ReferralEnding, string])[]

interface EndProps extends StepProps {
  readonly as: string
}

/** Making sure, and saying why, before a referral ends. */
export function EndView(props: EndProps) {
  const { referral, as, problems = [] } = props
  const isSaid = inTheWay(referral) === null
  return (
    <StepPage {...props} title="End this referral?">
      {isSaid && (
        <p>
          Did it come to its end, and is what happened written down? Then{' '}
          <a href={`/referrals/${referral.id}/finish`}>finish it instead</a>.
        </p>
      )}
      <p>
        Groups that still have it no longer see anything of {firstNameOf(referral)}. It stays in
        your list under “Ended”. It cannot be opened again.
      </p>
      <form method="post" action={`/referrals/${referral.id}/end`} novalidate>
        <OnceField />
        <Radios
          name="as"
          fieldset={{ legend: { children: 'Why does it end?', size: 's' } }}
          error={messageFor(problems, 'as')}
          items={endings.map(([value, label]) => ({ value, label, checked: as === value }))}
        />
        <Button variant="warning">End the referral</Button>
      </form>
      <p>
        <a href={`/referrals/${referral.id}`}>Keep it open</a>
      </p>
    </StepPage>
  )
}
