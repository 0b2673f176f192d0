import type { GroupAssignmentSummary, Organisation } from '@waymark/contracts'
import { groupStandingOf, momentInWords } from '../referrals/words.ts'
import { Tag } from '../ui/content.tsx'
import { BackLink, Pagination } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

export interface SentToUsProps {
  readonly organisation: Organisation
  readonly page: {
    readonly pageNumber: number
    readonly totalPages: number
    readonly contents: readonly GroupAssignmentSummary[]
  }
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** What was sent to a group: what waits for its answer first, the oldest on top. */
export function SentToUsView({ frame, ...sent }: SentToUsProps & { readonly frame: PageFrame }) {
  return (
    <Page frame={frame} title="Referrals to us" area="groups">
      <div class="nhsuk-width-container wm-referrals" data-refresh="4">
        <BackLink href="/groups">My groups</BackLink>
        <h1 class="nhsuk-heading-l">Referrals to us</h1>
        <p class="wm-groups__lead">
          <bdi>{sent.organisation.name}</bdi>
        </p>
        <p>
          <a href={`/groups/${sent.organisation.id}/register`}>Registers: tick who came</a>
        </p>
        <SentToUsList {...sent} />
      </div>
    </Page>
  )
}

/** It is the group's turn. */
export function waitsForUs({ state }: Pick<GroupAssignmentSummary, 'state'>): boolean {
  return state === 'requested'
}

/** The list itself, which the script looks at again. */
export function SentToUsList({ organisation, page, today }: SentToUsProps) {
  const { contents } = page
  const waiting = contents.filter(waitsForUs).sort(oldestFirst)
  const others = contents.filter((part) => !waitsForUs(part))
  const said = `${waiting.length} waiting for your answer. ${others.length} others.`
  const shown = { organisation, today }
  return (
    <div id="sent-to-us" data-live data-said={said} tabindex={-1}>
      {contents.length === 0 ? (
        <p>
          Nobody has been referred to you yet. When somebody is, we write to your group, and it
          stands here. A page that is up to date brings people:{' '}
          <a href="/find">look at yours in Find support</a>.
        </p>
      ) : (
        <>
          <p class="wm-referrals__order">
            What waits for your answer comes first, the oldest on top. Then the newest.
          </p>
          <Section {...shown} id="waitsForYou" title="Waiting for your answer" parts={waiting} />
          <Section {...shown} id="others" title="Answered and ended" parts={others} />
          <Pages organisation={organisation} page={page} />
        </>
      )}
    </div>
  )
}

function oldestFirst(one: GroupAssignmentSummary, other: GroupAssignmentSummary): number {
  return one.sentAt.localeCompare(other.sentAt)
}

interface SectionProps extends Pick<SentToUsProps, 'organisation' | 'today'> {
  readonly id: string
  readonly title: string
  readonly parts: readonly GroupAssignmentSummary[]
}

function Section({ organisation, today, id, title, parts }: SectionProps) {
  if (parts.length === 0) return null
  return (
    <section class={`wm-lines wm-lines--${id}`} aria-labelledby={`section-${id}`}>
      <h2 class="nhsuk-heading-m" id={`section-${id}`}>
        {title}
      </h2>
      <ul class="wm-lines__list">
        {parts.map((part) => (
          <Line organisation={organisation} today={today} part={part} />
        ))}
      </ul>
    </section>
  )
}

function Line({
  organisation,
  today,
  part,
}: Pick<SentToUsProps, 'organisation' | 'today'> & { readonly part: GroupAssignmentSummary }) {
  const { words, colour } = groupStandingOf(part)
  return (
    <li class="wm-line-item">
      <div>
        <a
          class="wm-line-item__name"
          href={`/groups/${organisation.id}/referrals/${part.id}`}
          id={`line-${part.id}`}
        >
          <bdi>{part.firstName ?? 'Somebody whose details you no longer see'}</bdi>
        </a>
        <span class="wm-line">
          <bdi>{part.listingName}</bdi>
        </span>
        <span class="wm-line wm-line-item__group">
          From <bdi>{part.workplaceName}</bdi>
        </span>
      </div>
      <div class="wm-line-item__standing">
        <Tag colour={colour}>{words}</Tag>
        <span class="wm-line">{whenInWords(part, today)}</span>
      </div>
    </li>
  )
}

/** By when to answer or, once that is past, when it was answered or sent. */
function whenInWords(part: GroupAssignmentSummary, today: string): string {
  const { state, overdue, answerBy, answeredAt, sentAt } = part
  if (state === 'underReview') return 'They answer you first'
  if (state === 'requested') {
    const by = momentInWords(answerBy, today)
    return overdue ? `You were to answer by ${by}. You still can` : `Please answer by ${by}`
  }
  if (answeredAt !== null) return `Answered ${momentInWords(answeredAt, today)}`
  return `Sent ${momentInWords(sentAt, today)}`
}

function Pages({ organisation, page }: Pick<SentToUsProps, 'organisation' | 'page'>) {
  const { pageNumber, totalPages } = page
  if (totalPages <= 1) return null
  const link = (number: number) => ({
    href: `/groups/${organisation.id}/referrals?page=${number}`,
  })
  return (
    <Pagination
      previous={pageNumber > 1 ? link(pageNumber - 1) : undefined}
      next={pageNumber < totalPages ? link(pageNumber + 1) : undefined}
    />
  )
}
