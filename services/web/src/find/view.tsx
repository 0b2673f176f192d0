import {
  deliveries,
  type FindQuery,
  type FindResult,
  needs,
  radii,
  weekdays,
} from '@waymark/contracts'
import { Button } from '../ui/button.tsx'
import { FilterGroup, type FilterOption, FilterPanel, QuickChip } from '../ui/filters.tsx'
import { TextInput } from '../ui/input.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'
import { Select } from '../ui/select.tsx'
import { appliedFilters, nothingAsked } from './address.ts'
import { type FindProps, FindResults } from './results.tsx'

/** The search page: one GET form whose controls may stand anywhere on the page. */
export function FindView({ frame, ...found }: FindProps & { readonly frame: PageFrame }) {
  const { result, query } = found
  return (
    <Page frame={frame} title="Find support near you" area="find" hasResults>
      <div class="wm-band">
        <div class="nhsuk-width-container">
          <h1 class="wm-band__title">Find support near you</h1>
          <SearchForm query={query} />
          <QuickFilters {...found} />
        </div>
      </div>
      <div class="nhsuk-width-container wm-find">
        <div class="wm-find__filters">
          <FilterPanel appliedCount={appliedFilters(query).length}>
            <Filters query={query} facets={result.facets} />
          </FilterPanel>
        </div>
        <FindResults {...found} />
      </div>
    </Page>
  )
}

/** What the script swaps in: everything on the page that an answer changes. */
export function FindFragment(found: FindProps) {
  const on = appliedFilters(found.query).length
  return (
    <>
      <FindResults {...found} />
      <Filters query={found.query} facets={found.result.facets} />
      <QuickFilters {...found} />
      <span class="wm-filters__count" id="filters-on" data-live>
        {on > 0 && ` (${on} on)`}
      </span>
    </>
  )
}

function SearchForm({ query }: Pick<FindProps, 'query'>) {
  return (
    <search>
      <form class="wm-search" id="search" action="/find" method="get" autocomplete="off">
        <TextInput
          name="q"
          type="search"
          label={{ children: 'What would help?' }}
          value={query.q}
          group={{ classes: 'wm-search__words' }}
          attributes={{ maxlength: 200, dir: 'auto', 'data-default': nothingAsked.q }}
        />
        <TextInput
          name="near"
          label={{ children: 'Postcode or town' }}
          value={query.near}
          group={{ classes: 'wm-search__near' }}
          attributes={{ maxlength: 100, 'data-default': nothingAsked.near }}
        />
        <Select
          name="within"
          label={{ children: 'Within' }}
          value={query.within}
          group={{ classes: 'wm-search__within' }}
          attributes={{ 'data-default': nothingAsked.within }}
          options={radii.map((radius) => ({ value: radius, label: radiusInWords(radius) }))}
        />
        <Button classes="wm-search__button" icon="search">
          Search
        </Button>
      </form>
    </search>
  )
}

function radiusInWords(radius: FindQuery['within']): string {
  if (radius === 'any') return 'The whole area'
  return radius === '1' ? '1 mile' : `${radius} miles`
}

function QuickFilters({ query, result }: Pick<FindProps, 'query' | 'result'>) {
  const { free, stepFree, takesReferrals, checked } = result.facets
  return (
    <fieldset class="wm-quicks" id="quick-filters" data-live>
      <legend class="nhsuk-u-visually-hidden">Only show</legend>
      <QuickChip name="free" label="Free" count={free} checked={query.free} />
      <QuickChip name="stepFree" label="Step-free" count={stepFree} checked={query.stepFree} />
      <QuickChip
        name="takesReferrals"
        label="Ready for referrals"
        count={takesReferrals}
        checked={query.takesReferrals}
      />
      <QuickChip
        name="checked"
        label="Checked in 90 days"
        count={checked}
        checked={query.checked}
      />
    </fieldset>
  )
}

type Facets = FindResult['facets']

function Filters({ query, facets }: { readonly query: FindQuery; readonly facets: Facets }) {
  return (
    <div id="filter-groups" data-live>
      <FilterGroup name="how" legend="How" options={options(deliveries, query.how, facets.how)} />
      <FilterGroup name="day" legend="Day" options={options(weekdays, query.day, facets.day)} />
      <FilterGroup name="need" legend="About" options={options(needs, query.need, facets.need)} />
    </div>
  )
}

/** The choices in a steady order: nothing jumps under the finger when counts change. */
function options(
  labels: Readonly<Record<string, string>>,
  chosen: readonly string[],
  counts: Readonly<Record<string, number>>,
): FilterOption[] {
  return Object.entries(labels).map(([value, label]) => ({
    value,
    label,
    count: counts[value] ?? 0,
    checked: chosen.includes(value),
  }))
}
