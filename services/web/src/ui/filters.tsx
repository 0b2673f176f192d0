import { Button } from './button.tsx'
import { type Content, classNames } from './element.ts'
import { Sign } from './icon.tsx'

export interface FilterPanelProps {
  /** How many filters are on, said beside the word so that it shows while closed. */
  readonly appliedCount: number
  readonly children?: Content
}

/**
 * Closed on phones, so that results come first; the script opens it where there is room. Its
 * controls belong to the search form by their `form` attribute, wherever they stand on the page.
 */
export function FilterPanel({ children, appliedCount }: FilterPanelProps) {
  return (
    <details class="wm-filters" id="filters">
      <summary class="wm-filters__summary">
        <span>More filters</span>
        <span class="wm-filters__count" id="filters-on" data-live>
          {appliedCount > 0 && ` (${appliedCount} on)`}
        </span>
      </summary>
      {children}
      <Button
        type="submit"
        variant="secondary"
        classes="wm-without-script"
        attributes={{ form: 'search' }}
      >
        Show results
      </Button>
    </details>
  )
}

export interface FilterOption {
  readonly value: string
  readonly label: string
  /** How many would be found. */
  readonly count: number
  readonly checked: boolean
}

export interface FilterGroupProps {
  readonly name: string
  readonly legend: string
  readonly options: readonly FilterOption[]
}

/** One filter's checkboxes, each with how many it would find. */
export function FilterGroup({ name, legend, options }: FilterGroupProps) {
  return (
    <fieldset class="nhsuk-fieldset wm-filter">
      <legend class="nhsuk-fieldset__legend wm-filter__legend">{legend}</legend>
      <div class="nhsuk-checkboxes nhsuk-checkboxes--small">
        {options.map((option) => (
          <div
            class={classNames('nhsuk-checkboxes__item', option.count === 0 && 'wm-filter__none')}
          >
            <input
              class="nhsuk-checkboxes__input"
              type="checkbox"
              form="search"
              id={`${name}-${option.value}`}
              name={name}
              value={option.value}
              checked={option.checked}
            />
            <label class="nhsuk-label nhsuk-checkboxes__label" for={`${name}-${option.value}`}>
              {option.label} <Count of={option.count} />
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  )
}

function Count({ of }: { readonly of: number }) {
  return <span class="wm-count">({of})</span>
}

export interface QuickChipProps {
  readonly name: string
  readonly label: string
  readonly count: number
  readonly checked: boolean
}

/** A filter used so often that it is always in view: a checkbox that looks like a chip. */
export function QuickChip({ name, label, count, checked }: QuickChipProps) {
  return (
    <label class="wm-quick">
      <input
        class="wm-quick__input"
        type="checkbox"
        id={`quick-${name}`}
        name={name}
        value="1"
        checked={checked}
        form="search"
      />
      <span class="wm-quick__label">
        {label} <Count of={count} />
      </span>
    </label>
  )
}

export interface AppliedFilter {
  readonly label: string
  /** The same search without it. */
  readonly href: string
}

/** What is narrowing the results, always in view, each taken off by one press. */
export function AppliedFilters({
  applied,
  clearHref,
}: {
  readonly applied: readonly AppliedFilter[]
  readonly clearHref: string
}) {
  if (applied.length === 0) return null
  return (
    <ul class="wm-applied" aria-label="Filters that are on">
      {applied.map(({ label, href }) => (
        <li>
          <a class="wm-applied__chip" href={href} data-swap>
            <span class="nhsuk-u-visually-hidden">Take off </span>
            {label}
            <Sign name="remove" />
          </a>
        </li>
      ))}
      {applied.length > 1 && (
        <li>
          <a class="wm-applied__clear" href={clearHref} data-swap>
            Take off all
          </a>
        </li>
      )}
    </ul>
  )
}
