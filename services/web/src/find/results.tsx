import type { FindQuery, FindResult, ListingCard } from '@waymark/contracts'
import { AppliedFilters } from '../ui/filters.tsx'
import { ListingCardView } from '../ui/listing-card.tsx'
import { InsetText } from '../ui/messages.tsx'
import { type PageLink, Pagination } from '../ui/navigation.tsx'
import { Select } from '../ui/select.tsx'
import {
  appliedFilters,
  findAddress,
  nothingAsked,
  relaxedSearch,
  withoutFilters,
} from './address.ts'
import { orderInWords, resultsInWords } from './words.ts'

export interface FindProps {
  readonly result: FindResult
  readonly query: FindQuery
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** The answer: how many, in which order, the cards; or what to do when there are none. */
export function FindResults({ result, query, today }: FindProps) {
  const said = resultsInWords(query, result)
  const isEmpty = result.totalItems === 0
  return (
    <div class="wm-results" id="results" data-live data-said={said} tabindex={-1}>
      <div class="wm-results__head">
        <h2 class="wm-results__count" dir="auto">
          {said}
        </h2>
        {!isEmpty && <SortSelect query={query} result={result} />}
      </div>
      <AppliedFilters applied={appliedFilters(query)} clearHref={withoutFilters(query)} />
      <PlaceUnknown place={result.place} />
      {result.limited && <LimitedSearch />}
      {isEmpty ? (
        <NothingFound {...{ result, query, today }} />
      ) : (
        <>
          <Cards {...{ result, query, today }} />
          {result.relaxations.length > 0 && (
            <WaysToSeeMore lead="To see more, ask for a little less:" {...{ query, result }} />
          )}
        </>
      )}
      {result.totalItems > 1 && <p class="wm-results__order">{orderInWords(query, result)}</p>}
      <Pages query={query} result={result} />
    </div>
  )
}

function SortSelect({ query, result }: Pick<FindProps, 'query' | 'result'>) {
  const canSayNearest = result.place.status === 'found'
  const options = [
    { value: 'best', label: 'Best match' },
    ...(canSayNearest ? [{ value: 'nearest', label: 'Nearest first' }] : []),
    { value: 'soonest', label: 'Soonest first' },
  ]
  return (
    <Select
      name="sort"
      label={{ children: 'Sort by' }}
      value={query.sort}
      options={options}
      group={{ classes: 'wm-sort' }}
      attributes={{ form: 'search', 'data-default': nothingAsked.sort }}
    />
  )
}

function PlaceUnknown({ place }: Pick<FindResult, 'place'>) {
  if (place.status !== 'unknown') return null
  return (
    <InsetText classes="wm-notice">
      <p>
        We could not find{' '}
        <strong>
          “<bdi>{place.asked}</bdi>”
        </strong>
        , so we searched the whole area. Check the spelling, or try a full postcode or the nearest
        town.
      </p>
    </InsetText>
  )
}

function LimitedSearch() {
  return (
    <InsetText classes="wm-notice">
      <p>
        Our main search is not working just now, so a simpler one answered. What it found is right,
        but it may come in another order. Try again in a few minutes.
      </p>
    </InsetText>
  )
}

function Cards({ result, query, today }: FindProps) {
  const near = result.contents.filter((card) => card.place?.miles != null)
  const elsewhere = result.contents.filter((card) => card.place?.miles == null)
  // Sorted by distance, what has no distance would look misplaced at the end without a heading.
  const isGrouped = query.sort === 'nearest' && near.length > 0 && elsewhere.length > 0
  if (!isGrouped) return <CardList cards={result.contents} today={today} />
  return (
    <>
      <CardList cards={near} today={today} />
      <h2 class="wm-results__group">Online, by phone and from anywhere</h2>
      <CardList cards={elsewhere} today={today} />
    </>
  )
}

function CardList({
  cards,
  today,
}: {
  readonly cards: readonly ListingCard[]
  readonly today: string
}) {
  return (
    <ol class="wm-cards">
      {cards.map((card) => (
        <li>
          <ListingCardView card={card} today={today} />
        </li>
      ))}
    </ol>
  )
}

function NothingFound({ result, query, today }: FindProps) {
  return (
    <>
      <EmptyState query={query} result={result} />
      {result.fromAnywhere.length > 0 && (
        <>
          <h2 class="wm-results__group">Online or by phone, from anywhere</h2>
          <CardList cards={result.fromAnywhere} today={today} />
        </>
      )}
    </>
  )
}

/** Never a dead end: what to take off, what helps most first. */
function EmptyState({ query, result }: Pick<FindProps, 'query' | 'result'>) {
  if (result.relaxations.length === 0) {
    return (
      <div class="wm-empty">
        <p>Try other words, such as what a person would enjoy or what they would need help with.</p>
        <p>
          <a class="wm-empty__link" href="/find" data-swap>
            Start a new search
          </a>
        </p>
      </div>
    )
  }
  return <WaysToSeeMore lead="You could ask for a little less:" {...{ query, result }} />
}

interface WaysProps extends Pick<FindProps, 'query' | 'result'> {
  readonly lead: string
}

function WaysToSeeMore({ lead, query, result }: WaysProps) {
  return (
    <div class="wm-empty">
      <p>{lead}</p>
      <ul class="wm-empty__ways">
        {result.relaxations.map(({ filter, wouldFind }) => {
          const { words, href } = relaxedSearch(query, filter)
          return (
            <li>
              <a class="wm-empty__link" href={href} data-swap>
                {words} <span class="wm-empty__gain">to see {wouldFind}</span>
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Pages({ query, result }: Pick<FindProps, 'query' | 'result'>) {
  const { pageNumber, totalPages } = result
  if (totalPages < 2) return null
  const to = (page: number) => ({ href: findAddress(query, { page }) })
  return (
    <Pagination
      ariaLabel="Pages of results"
      previous={pageNumber > 1 ? to(pageNumber - 1) : undefined}
      next={pageNumber < totalPages ? to(pageNumber + 1) : undefined}
      items={pageLinks(query, pageNumber, totalPages)}
    />
  )
}

/** The first page, the last, and the one before and after this; a gap where pages are left out. */
export function pageLinks(query: FindQuery, current: number, last: number): (PageLink | 'gap')[] {
  const shown = [1, current - 1, current, current + 1, last].filter(
    (page) => page >= 1 && page <= last,
  )
  const pages = [...new Set(shown)].sort((a, b) => a - b)
  return pages.flatMap((page, index) => {
    const link = { number: page, href: findAddress(query, { page }), current: page === current }
    const isAfterGap = page - (pages[index - 1] ?? page - 1) > 1
    return isAfterGap ? (['gap', link] as const) : [link]
  })
}
