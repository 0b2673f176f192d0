import { likenesses, type Match, type MatchPage } from '@waymark/contracts'
import { londonDay } from '@waymark/core'
import { type FormProblem, messageFor } from '../forms.ts'
import { PeoplePage, toMyPeople } from '../people/people-page.tsx'
import { birthInWords, nhsNumberInWords } from '../people/words.ts'
import { Button } from '../ui/button.tsx'
import { Checkboxes, Radios } from '../ui/choices.tsx'
import { dayInWords, listInWords } from '../ui/format.ts'
import { NotificationBanner } from '../ui/messages.tsx'
import type { PageFrame } from '../ui/page.tsx'
import { Table } from '../ui/table.tsx'

interface MatchesProps {
  readonly frame: PageFrame
  readonly matches: readonly Match[]
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** One was just settled. */
  readonly isDone: boolean
}

/** What waits to be settled: why, and since when, without a name. */
export function MatchesView({ frame, matches, today, isDone }: MatchesProps) {
  return (
    <PeoplePage frame={frame} title="Records that may be of the same person" back={toMyPeople}>
      {isDone && (
        <NotificationBanner variant="success" title={{ content: 'Done' }}>
          <p class="nhsuk-notification-banner__heading">Settled.</p>
        </NotificationBanner>
      )}
      {matches.length === 0 ? (
        <p>Nothing waits to be settled.</p>
      ) : (
        <>
          <p class="wm-people__order">
            The one that has waited longest comes first. Records that you made or work with are left
            to somebody else.
          </p>
          <ul class="wm-lines__list">
            {matches.map(({ id, because, raisedAt }) => (
              <li class="wm-line-item">
                <a class="wm-line-item__name" href={`/matches/${id}`}>
                  {listInWords(because.map((each) => likenesses[each]))}
                </a>
                <span class="wm-line-item__standing">
                  Since {dayInWords(londonDay(new Date(raisedAt)), today)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </PeoplePage>
  )
}

export const settleAnswers = ['same', 'different'] as const
type Answer = (typeof settleAnswers)[number]

interface MatchProps {
  readonly frame: PageFrame
  readonly pair: MatchPage
  readonly today: string
  readonly problems: readonly FormProblem[]
  readonly answer?: Answer | undefined
}

/** Two records side by side, and the question whether they are of one person. */
export function MatchView({ frame, pair, today, problems, answer }: MatchProps) {
  const { match, older, newer } = pair
  const rows = [
    ['First name', older.givenName, newer.givenName],
    ['Family name', older.familyName, newer.familyName],
    ['Likes to be called', older.knownAs ?? unknown, newer.knownAs ?? unknown],
    ['Born on', birthInWords(older.birthDate, today), birthInWords(newer.birthDate, today)],
    ['NHS number', nhsNumberInWords(older.nhsNumber), nhsNumberInWords(newer.nhsNumber)],
    ['Postcode', older.postcode ?? unknown, newer.postcode ?? unknown],
  ]
  return (
    <PeoplePage
      frame={frame}
      title="Are these the same person?"
      back={{ href: '/matches', label: 'Records to settle' }}
      problems={problems}
    >
      <p>{listInWords(match.because.map((each) => likenesses[each]))}.</p>
      <Table
        columns={['What', 'Older record', 'Newer record', 'Alike?'].map((label) => ({ label }))}
        rows={rows.map(([what, ...both]) => [
          what,
          ...both.map((each) => <bdi>{each}</bdi>),
          likeness(both),
        ])}
        firstCellIsHeader
        responsive
      />
      {match.state === 'open' ? (
        <SettleForm {...{ match, problems, answer }} />
      ) : (
        <p>This has been settled already.</p>
      )}
    </PeoplePage>
  )
}

/** Said of every line, so that nobody has to compare digits by eye. */
function likeness([one, other]: readonly (string | undefined)[]): string {
  if (one === unknown || other === unknown) return 'Cannot say'
  return one === other ? 'The same' : 'Different'
}

const unknown = 'Not known'

function SettleForm({
  match,
  problems,
  answer,
}: Omit<MatchProps, 'frame' | 'pair' | 'today'> & Pick<MatchPage, 'match'>) {
  return (
    <form method="post" action={`/matches/${match.id}`} novalidate>
      <Radios
        name="answer"
        fieldset={{ legend: { children: 'What do you say?', size: 's' } }}
        error={messageFor(problems, 'answer')}
        items={[
          {
            value: 'same',
            label: 'The same person',
            hint: 'The newer record becomes the older. This cannot be undone.',
            checked: answer === 'same',
          },
          {
            value: 'different',
            label: 'Different people',
            hint: 'Both records stay as they are, and you are not asked again.',
            checked: answer === 'different',
          },
        ]}
      />
      <Checkboxes
        name="sure"
        error={messageFor(problems, 'sure')}
        items={[{ value: 'yes', label: 'I have compared every line' }]}
      />
      <Button>Settle it</Button>
    </form>
  )
}
