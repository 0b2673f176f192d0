import type { KeptMessage } from '@waymark/contracts'
import { londonDay, londonWallTime } from '@waymark/core'
import { Card } from '../ui/card.tsx'
import { SummaryList } from '../ui/content.tsx'
import { dayInWords, timeInWords } from '../ui/format.ts'
import { Page, type PageFrame } from '../ui/page.tsx'

interface MailboxViewProps {
  readonly frame: PageFrame
  readonly messages: readonly KeptMessage[]
  readonly today: string
  /** The origin of our own links: no other address in a message becomes a link. */
  readonly site: string
}

/** Every message that would have been sent, newest first, with its links to press. */
export function MailboxView({ frame, messages, today, site }: MailboxViewProps) {
  return (
    <Page frame={frame} title="What would have been sent">
      <div class="nhsuk-width-container wm-plain">
        <h1 class="nhsuk-heading-l">What would have been sent</h1>
        <p>
          In the demonstration these e-mails stayed here. Load this page again to see what is new.
          The links work as they would from somebody’s own mailbox.
        </p>
        {messages.length === 0 && <p>Nothing has been sent yet.</p>}
        {messages.map((message) => (
          <Message message={message} today={today} site={site} />
        ))}
      </div>
    </Page>
  )
}

interface MessageProps extends Pick<MailboxViewProps, 'today' | 'site'> {
  readonly message: KeptMessage
}

function Message({ message, today, site }: MessageProps) {
  const keptAt = new Date(message.keptAt)
  const when = `${dayInWords(londonDay(keptAt), today)}, ${timeInWords(londonWallTime(keptAt))}`
  return (
    <Card heading={{ content: message.subject, size: 's' }} classes="wm-message">
      <SummaryList
        rows={[
          { key: 'To', value: message.to },
          { key: 'From', value: message.from },
          { key: 'When', value: when },
        ]}
      />
      {message.text
        .trim()
        .split('\n\n')
        .map((block) => (
          <Block block={block} site={site} />
        ))}
    </Card>
  )
}

/** A paragraph of a message: its lines stay apart. */
function Block({ block, site }: { readonly block: string; readonly site: string }) {
  const lines = block.split('\n').filter((line) => line !== '-- ')
  return (
    <p>
      {lines.map((line, index) => (
        <>
          {index > 0 && <br />}
          <Line line={line} site={site} />
        </>
      ))}
    </p>
  )
}

/** Within this site, so that it works by whatever address the demonstration was opened. */
function Line({ line, site }: { readonly line: string; readonly site: string }) {
  const address = URL.parse(line)
  if (address?.origin !== site) return <>{line}</>
  return (
    <a class="nhsuk-link" href={`${address.pathname}${address.search}`}>
      {line}
    </a>
  )
}
