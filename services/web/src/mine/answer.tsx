import {
  answerGiven,
  type Goal,
  type PersonSays,
  type Plan,
  personSaysWords,
  type Suggestion,
} from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { numberOrNull, type Reading, type Typed, wordsOrNull, yesOrNo } from '../plan/typed.ts'
import { OnceField } from '../referrals/once.tsx'
import { Button } from '../ui/button.tsx'
import { Radios } from '../ui/choices.tsx'
import { WarningCallout } from '../ui/messages.tsx'
import { Textarea } from '../ui/textarea.tsx'
import { MinePage, type MineShown } from './mine-page.tsx'
import { NobodyReadsNow } from './ring.tsx'
import { GroupSays, YouSaid } from './says.tsx'
import { ScoreField } from './scores.tsx'

/** What a group says beside a goal, and the goal. */
export interface Asked {
  readonly goal: Goal
  readonly said: Suggestion
}

/** What a group says, by its id; undefined where the plan has no such thing. */
export function askedIn({ goals }: Plan, id: string): Asked | undefined {
  return goals
    .flatMap((goal) => goal.suggestions.map((said) => ({ goal, said })))
    .find(({ said }) => said.id === id)
}

/** Why there is nothing to answer; null where there is. */
export function whyNothing({ said }: Asked, { state }: Pick<Plan, 'state'>): string | null {
  if (state === 'ended') return 'This plan has ended. It is kept as it was.'
  if (said.state === 'unlinked') return 'This is not tied to your goal any more.'
  if (said.state === 'takenBack') return 'The group took this back. It was a mistake.'
  return said.outcome === null ? 'You took out what the group wrote.' : null
}

/** The answer out of the form, as care-plans takes it. */
export const answerReading: Reading<typeof answerGiven> = {
  schema: answerGiven,
  draft: (typed) => ({
    revision: Number(typed.get('revision')),
    says: typed.get('says') ?? undefined,
    score: numberOrNull(typed, 'score'),
    words: wordsOrNull(typed, 'words'),
    ...{ saidBy: 'person', told: null },
    tellReferrer: yesOrNo(typed, 'tell'),
  }),
  unanswered: {
    says: 'Choose what you think',
    tell: 'Choose yes or no',
    score: 'Choose a number from 0 to 10, or no number',
  },
  fields: { tellReferrer: 'tell', revision: 'says' },
}

interface AnswerProps extends MineShown {
  readonly asked: Asked
  readonly typed: Typed
  readonly problems?: readonly FormProblem[]
  /** Who sent them there; null while that cannot be asked. */
  readonly sender: string | null
  readonly names: ReadonlyMap<string, string>
  /** The group changed its words while the person wrote. */
  readonly isNewer?: boolean
}

/** What the group says, and what the person says of it. It alone moves the goal. */
export function AnswerView(props: AnswerProps) {
  const { frame, today, asked, typed, problems = [], names, isNewer } = props
  const { goal, said } = asked
  const revision = said.outcome?.revision ?? null
  return (
    <MinePage frame={frame} title="Say what you think" problems={problems}>
      {isNewer && (
        <WarningCallout heading={{ content: 'The group has changed its words', level: 2 }}>
          <p>Read what it says now. What you wrote is still here. Nothing of it is sent yet.</p>
        </WarningCallout>
      )}
      <p class="wm-mine__soft">What I want:</p>
      <blockquote class="wm-goal__words" dir="auto" lang={goal.language}>
        {goal.words}
      </blockquote>
      <GroupSays said={said} today={today} />
      {said.confirmations.length > 0 && (
        <section class="wm-said wm-said--person">
          <h2 class="wm-said__label">What you said before</h2>
          {said.confirmations.toReversed().map((answer) => (
            <YouSaid {...{ answer, revision, names, today }} />
          ))}
          <p>It stays. What you say now stands beside it.</p>
        </section>
      )}
      <form method="post" action={`/mine/answers/${said.id}`} novalidate>
        <OnceField />
        <input type="hidden" name="revision" value={`${revision ?? ''}`} />
        <AnswerFields {...props} problems={problems} typed={typed} />
        <Button>Send what I think</Button>
      </form>
    </MinePage>
  )
}

function AnswerFields({
  typed,
  problems,
  sender,
}: Pick<AnswerProps, 'typed' | 'sender'> & { readonly problems: readonly FormProblem[] }) {
  const who = sender === null ? 'the person who sent you there' : <bdi>{sender}</bdi>
  const says: readonly [PersonSays, string][] = [
    ['yes', personSaysWords.yes],
    ['partly', personSaysWords.partly],
    ['no', personSaysWords.no],
    ['notAboutThis', personSaysWords.notAboutThis],
  ]
  const item =
    (name: string) =>
    ([value, label]: readonly [string, string]) => ({
      value,
      label,
      checked: typed.get(name) === value,
    })
  return (
    <>
      <Radios
        name="says"
        classes="wm-mine__says"
        fieldset={{ legend: { children: 'Did it help with this goal?', size: 'm' } }}
        error={messageFor(problems, 'says')}
        items={says.map(item('says'))}
      />
      <ScoreField
        legend="How near are you now? You can leave this out."
        mayLeave
        {...{ typed, problems }}
      />
      <Textarea
        name="words"
        rows={4}
        label={{ children: 'In your own words. You can leave this out.', size: 'm' }}
        value={typed.get('words') ?? ''}
        error={messageFor(problems, 'words')}
        autocomplete="off"
        attributes={{ dir: 'auto' }}
      />
      <NobodyReadsNow />
      <Radios
        name="tell"
        inline
        fieldset={{ legend: { children: <>May {who} read what you say here?</>, size: 'm' } }}
        hint="If you say no, they only see that you have answered. The group does not see it."
        error={messageFor(problems, 'tell')}
        items={(
          [
            ['yes', 'Yes'],
            ['no', 'No'],
          ] as const
        ).map(item('tell'))}
      />
    </>
  )
}

/** Nothing is left to answer, and why. */
export function NothingToSayView({ frame, why }: Pick<MineShown, 'frame'> & { why: string }) {
  return (
    <MinePage frame={frame} title="There is nothing to answer">
      <p>{why}</p>
      <p>
        <a href="/mine">Go to my plan and groups</a>
      </p>
    </MinePage>
  )
}
