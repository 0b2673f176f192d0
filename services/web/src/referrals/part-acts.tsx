import type { Assignment, AssignmentMove, Referral } from '@waymark/contracts'
import { Button } from '../ui/button.tsx'
import { OnceField } from './once.tsx'

interface PartActsProps {
  readonly referral: Pick<Referral, 'id'>
  readonly part: Pick<Assignment, 'id' | 'moves' | 'overdue' | 'organisationName'>
}

/** What can be done about a group's part now: the likeliest first, and strongest. */
export function PartActs({ referral, part }: PartActsProps) {
  const order = part.overdue ? whenOverdue : usually
  const moves = order.filter((move) => part.moves.includes(move))
  if (moves.length === 0) return null
  return (
    <div class="wm-acts">
      {moves.map((move, at) => (
        <Act {...{ referral, part, move }} isFirst={at === 0} />
      ))}
    </div>
  )
}

const usually: readonly AssignmentMove[] = [
  'answerQuestion',
  'recordAnswer',
  'recordOutcome',
  'askWhatHappened',
  'sendAgain',
  'askAnother',
  'stopSharing',
]
const whenOverdue: readonly AssignmentMove[] = [
  'askAnother',
  'recordAnswer',
  'sendAgain',
  'stopSharing',
]

const words = {
  answerQuestion: 'Answer their question',
  recordAnswer: 'Write down what they told you',
  sendAgain: 'Send the e-mail again',
  askAnother: 'Ask another group',
  recordOutcome: 'Write down what happened',
  askWhatHappened: 'Ask them what happened',
  stopSharing: 'Stop sharing with them',
} as const satisfies Record<AssignmentMove, string>

interface ActProps extends PartActsProps {
  readonly move: AssignmentMove
  readonly isFirst: boolean
}

function Act({ referral, part, move, isFirst }: ActProps) {
  const path = pathOf(move, referral.id, part.id)
  const id = `${move}-${part.id}`
  const about = <span class="nhsuk-u-visually-hidden">: {part.organisationName}</span>
  if (move === 'sendAgain' || move === 'askWhatHappened') {
    return (
      <form method="post" action={path}>
        <OnceField />
        <Button variant="secondary" small id={id}>
          {words[move]}
          {about}
        </Button>
      </form>
    )
  }
  const isQuiet = !isFirst || move === 'stopSharing'
  return (
    <Button href={path} id={id} small variant={isQuiet ? 'secondary' : undefined}>
      {words[move]}
      {about}
    </Button>
  )
}

function pathOf(move: AssignmentMove, referralId: string, partId: string): string {
  const referral = `/referrals/${referralId}`
  if (move === 'askAnother') return `${referral}/ask`
  const step = {
    answerQuestion: 'question',
    recordAnswer: 'answer',
    sendAgain: 'again',
    recordOutcome: 'outcome',
    askWhatHappened: 'ask-outcome',
    stopSharing: 'stop',
  } as const satisfies Record<Exclude<AssignmentMove, 'askAnother'>, string>
  return `${referral}/parts/${partId}/${step[move]}`
}
