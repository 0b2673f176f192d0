import {
  formats,
  type GroupAssignment,
  needs,
  type Question,
  type SharedAfter,
  type SharedBefore,
} from '@waymark/contracts'
import { languageInWords } from '../people/languages.ts'
import { SummaryList, type SummaryRow } from '../ui/content.tsx'
import type { Content } from '../ui/element.ts'
import { phoneAddress } from '../ui/listing-card.tsx'

/** What a group may read before it answers: enough to decide, nothing that leads to a door. */
export function SharedBeforeView({ shared }: { readonly shared: SharedBefore }) {
  const rows: SummaryRow[] = [
    { key: 'First name', value: <bdi>{shared.firstName}</bdi> },
    { key: 'Lives around', value: shared.outcode ?? 'Not known' },
    { key: 'Would like help with', value: needs[shared.need] },
    { key: 'To know beforehand', value: <OwnWords words={shared.needToKnow} none="Nothing" /> },
    { key: 'Risks', value: <RisksTold shared={shared} /> },
    { key: 'Language and formats', value: <Communication shared={shared} /> },
  ]
  return <SummaryList rows={rows} classes="wm-shared" lastRowBorder={false} />
}

interface SharedAfterViewProps {
  readonly shared: SharedAfter
  /** Through whom they are reached when no way is safe. */
  readonly sender: GroupAssignment['sender']
}

/** What a group may read after its yes: the whole name, why, and only the safe ways to reach. */
export function SharedAfterView({ shared, sender }: SharedAfterViewProps) {
  const { givenName, familyName, knownAs } = shared
  const rows: SummaryRow[] = [
    { key: 'Name', value: <bdi>{`${givenName} ${familyName}`}</bdi> },
    ...(knownAs === null ? [] : [{ key: 'Likes to be called', value: <bdi>{knownAs}</bdi> }]),
    ...safeWays(shared, sender),
    ...(shared.contactNote === null
      ? []
      : [{ key: 'About reaching them', value: <OwnWords words={shared.contactNote} /> }]),
    { key: 'Why', value: <OwnWords words={shared.reason} /> },
    {
      key: 'What matters to them',
      value: <OwnWords words={shared.whatMatters} none="Not yet in their own words" />,
    },
  ]
  return <SummaryList rows={rows} classes="wm-shared" lastRowBorder={false} />
}

/** A way that is not safe is not a row: nobody tries what is not there. */
function safeWays(shared: SharedAfter, sender: GroupAssignment['sender']): SummaryRow[] {
  const { phone, text, email, post, messageSafe } = shared
  const ways: SummaryRow[] = [
    ...(phone === null ? [] : [{ key: 'Ring', value: <PhoneLink number={phone} /> }]),
    ...(text === null ? [] : [{ key: 'Text', value: <bdi>{text}</bdi> }]),
    ...(email === null ? [] : [{ key: 'E-mail', value: <a href={`mailto:${email}`}>{email}</a> }]),
    ...(post === null ? [] : [{ key: 'Write', value: <OwnWords words={post} /> }]),
  ]
  if (ways.length === 0) return [{ key: 'Reach them', value: <ThroughSender sender={sender} /> }]
  const mayLeave = messageSafe
    ? 'You may leave one with somebody else or on a machine'
    : 'Speak to them alone. Leave no message with anybody or on a machine'
  return phone === null ? ways : [...ways, { key: 'Messages', value: mayLeave }]
}

function ThroughSender({ sender }: Pick<SharedAfterViewProps, 'sender'>) {
  return (
    <>
      No way is safe. Reach them through <SenderLine sender={sender} />
    </>
  )
}

/** "Priya, Vale Surgery, 01632 960 160": who sent it, and the number to check it on. */
export function SenderLine({ sender }: Pick<SharedAfterViewProps, 'sender'>) {
  return (
    <>
      <bdi>{sender.name}</bdi>, <bdi>{sender.workplaceName}</bdi>,{' '}
      <PhoneLink number={sender.workplacePhone} />
    </>
  )
}

/** A telephone number that a phone rings when it is pressed. */
export function PhoneLink({ number }: { readonly number: string }) {
  return (
    <a class="wm-phone" href={phoneAddress(number)}>
      {number}
    </a>
  )
}

/** Words as somebody wrote them, their lines kept. */
export function OwnWords({
  words,
  none = '',
}: {
  readonly words: string | null
  readonly none?: string
}) {
  if (words === null) return <>{none}</>
  return (
    <span class="wm-own-words" dir="auto">
      {words}
    </span>
  )
}

function RisksTold({ shared }: { readonly shared: SharedBefore }) {
  const { risks, noKnownRisks, ringSenderFirst } = shared
  if (noKnownRisks) return <>No known risks</>
  const lines: Content[] = [
    ...risks.map((risk) => <OwnWords words={risk} />),
    ...(ringSenderFirst
      ? [<strong>Ring the sender before the first meeting: there is something to tell</strong>]
      : []),
  ]
  if (lines.length === 0) return <>None that concern this group</>
  return (
    <>
      {lines.map((line) => (
        <span class="wm-line">{line}</span>
      ))}
    </>
  )
}

function Communication({ shared }: { readonly shared: SharedBefore }) {
  const { communication } = shared
  if (communication === null) return <>Nobody has asked yet</>
  const { language, interpreter, formats: wanted, note } = communication
  const needed = wanted.map((format) => formats[format])
  return (
    <>
      <span class="wm-line">
        {languageInWords(language)}
        {interpreter && ', with an interpreter'}
      </span>
      {needed.length > 0 && <span class="wm-line">Needs: {needed.join(', ')}</span>}
      {note !== null && (
        <span class="wm-line">
          <OwnWords words={note} />
        </span>
      )}
    </>
  )
}

interface QuestionsViewProps {
  readonly questions: readonly Question[]
  /** Who reads this: decides who "you" are. */
  readonly reader: 'group' | 'sender'
}

/** What the group wanted to know, and what it was told. */
export function QuestionsView({ questions, reader }: QuestionsViewProps) {
  const asker = reader === 'group' ? 'You asked' : 'They asked'
  const answerer = reader === 'group' ? 'They answered' : 'Answer'
  return (
    <ul class="wm-questions">
      {questions.map(({ words, answer }) => (
        <li>
          <p>
            <strong>{asker}:</strong> <OwnWords words={words} />
          </p>
          <p>
            {answer === null ? (
              'Not answered yet'
            ) : (
              <>
                <strong>{answerer}:</strong> <OwnWords words={answer} />
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}
