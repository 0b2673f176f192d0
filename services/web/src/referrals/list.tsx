import { needs, type ReferralSummary, type ReferralsPage } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import { nameOf } from '../people/names.ts'
import { Button } from '../ui/button.tsx'
import { Tag } from '../ui/content.tsx'
import { Pagination } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'
import { lineNext, lineStanding, listSaid, type Section, sectionOf, sections } from './words.ts'

export const shownStates = { all: 'All', open: 'Open', ended: 'Ended' } as const
export type Shown = keyof typeof shownStates

export interface ReferralsListProps {
  readonly page: ReferralsPage
  readonly shown: Shown
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** The referrals somebody follows: what needs them first. */
export function ReferralsView({
  frame,
  ...list
}: ReferralsListProps & { readonly frame: PageFrame }) {
  return (
    <Page frame={frame} title="Referrals" area="referrals">
      <div class="nhsuk-width-container wm-referrals" data-refresh="4">
        <h1 class="nhsuk-heading-l">Referrals</h1>
        <ShownLinks shown={list.shown} />
        <ReferralsList {...list} />
      </div>
    </Page>
  )
}

function ShownLinks({ shown }: Pick<ReferralsListProps, 'shown'>) {
  return (
    <nav class="wm-shown" aria-label="Which referrals to show">
      {keysOf(shownStates).map((each) => (
        <a
          class="wm-shown__link"
          href={each === 'all' ? '/referrals' : `/referrals?show=${each}`}
          aria-current={each === shown ? 'page' : undefined}
        >
          {shownStates[each]}
        </a>
      ))}
    </nav>
  )
}

/** The list itself, which the script looks at again. */
export function ReferralsList({ page, shown, today }: ReferralsListProps) {
  const { contents, totalItems } = page
  return (
    <div id="referrals" data-live data-said={listSaid(contents)} tabindex={-1}>
      {totalItems === 0 ? (
        <NoReferrals shown={shown} />
      ) : (
        <>
          <p class="wm-referrals__order">
            What needs you comes first, then what waits for an answer, then yeses, then what has
            ended. In each the newest is on top.
          </p>
          {keysOf(sections).map((section) => (
            <ReferralsSection
              section={section}
              lines={contents.filter((line) => sectionOf(line) === section)}
              today={today}
            />
          ))}
          <Pages page={page} shown={shown} />
        </>
      )}
    </div>
  )
}

interface SectionProps {
  readonly section: Section
  readonly lines: readonly ReferralSummary[]
  readonly today: string
}

function ReferralsSection({ section, lines, today }: SectionProps) {
  if (lines.length === 0) return null
  return (
    <section class={`wm-lines wm-lines--${section}`} aria-labelledby={`section-${section}`}>
      <h2 class="nhsuk-heading-m" id={`section-${section}`}>
        {sections[section]}
      </h2>
      <ul class="wm-lines__list">
        {lines.map((line) => (
          <ReferralLine line={line} today={today} />
        ))}
      </ul>
    </section>
  )
}

function ReferralLine({
  line,
  today,
}: { readonly line: ReferralSummary } & Pick<SectionProps, 'today'>) {
  const { words, colour } = lineStanding(line)
  const next = lineNext(line, today)
  return (
    <li class="wm-line-item">
      <div>
        <a class="wm-line-item__name" href={`/referrals/${line.id}`} id={`line-${line.id}`}>
          <bdi>{nameOf(line)}</bdi>
        </a>
        <span class="wm-line">{needs[line.need]}</span>
        <span class="wm-line wm-line-item__group">
          <bdi>{line.latest.listingName}</bdi>, <bdi>{line.latest.organisationName}</bdi>
        </span>
      </div>
      <div class="wm-line-item__standing">
        <Tag colour={colour}>{words}</Tag>
        {next !== '' && <span class="wm-line">{next}</span>}
      </div>
    </li>
  )
}

function NoReferrals({ shown }: Pick<ReferralsListProps, 'shown'>) {
  if (shown === 'ended') return <p>No referral has ended yet.</p>
  return (
    <>
      <p>
        {shown === 'open'
          ? 'No referral is open just now.'
          : 'You have not sent a referral yet. Find a group that is ready for referrals first.'}
      </p>
      <Button href="/find">Find support</Button>
    </>
  )
}

function Pages({ page, shown }: Pick<ReferralsListProps, 'page' | 'shown'>) {
  const { pageNumber, totalPages } = page
  if (totalPages <= 1) return null
  const link = (number: number) => ({ href: `/referrals?show=${shown}&page=${number}` })
  return (
    <Pagination
      previous={pageNumber > 1 ? link(pageNumber - 1) : undefined}
      next={pageNumber < totalPages ? link(pageNumber + 1) : undefined}
    />
  )
}
