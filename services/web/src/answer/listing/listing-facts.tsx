import { joiningWays, type ListingPage } from '@waymark/contracts'
import { SummaryList, type SummaryRow } from '../../ui/content.tsx'
import {
  assuranceInWords,
  costInWords,
  occurrenceInWords,
  placesInWords,
  rhythmInWords,
  timesInWords,
} from '../../ui/format.ts'

export interface ListingFactsProps {
  readonly page: ListingPage
  readonly today: string
}

/** What a leader checks at a glance: name, times, place, cost, how to join, and how fresh it is. */
export function ListingFacts({ page, today }: ListingFactsProps) {
  const { listing, organisation, places } = page
  const cost = costInWords(listing.costPence) ?? listing.costNote ?? 'Nobody has told us'
  const rows: SummaryRow[] = [
    { key: 'Name', value: <bdi>{listing.name}</bdi> },
    { key: 'Run by', value: <bdi>{organisation.name}</bdi> },
    { key: 'When', value: <When page={page} today={today} /> },
    { key: 'Where', value: <Where page={page} /> },
    { key: 'Cost', value: cost },
    { key: 'How to join', value: joiningWays[listing.joining] },
    { key: 'Phone', value: listing.phone ?? organisation.phone ?? 'Nobody has told us' },
    { key: 'Places left', value: places ? placesInWords(places, today) : 'Nobody has told us' },
    { key: 'Last checked', value: assuranceInWords(listing, today).words },
  ]
  return (
    <div class="wm-answer__facts">
      <SummaryList rows={rows} lastRowBorder={false} />
    </div>
  )
}

function When({ page, today }: ListingFactsProps) {
  const [next] = page.occurrences
  if (page.listing.sessions.length === 0) return <>No times have been given</>
  return (
    <>
      {page.listing.sessions.map((session) => (
        <span class="wm-line">
          {rhythmInWords(session)}, {timesInWords(session.startsAt, session.endsAt)}
        </span>
      ))}
      {next && <span class="wm-line">Next: {occurrenceInWords(next, today)}</span>}
    </>
  )
}

function Where({ page }: Pick<ListingFactsProps, 'page'>) {
  const { locations } = page.listing
  if (locations.length === 0) return <>No place has been given</>
  return (
    <>
      {locations.map(({ name, address1, town, postcode }) => (
        <bdi class="wm-line">
          {[name, address1, `${town} ${postcode.replace(' ', '\u00a0')}`]
            .filter(Boolean)
            .join(', ')}
        </bdi>
      ))}
    </>
  )
}
