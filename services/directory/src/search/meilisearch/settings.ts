import { createHash } from 'node:crypto'
import type { Settings } from 'meilisearch'
import type { Synonyms } from '../synonyms.ts'

/** Totals and pages are true up to so many listings. */
export const mostCounted = 100_000

/** Grows by one when the rows change shape, so that an index of older rows is made anew. */
const rowFormat = 1

/** All of them, because their defaults moved from one version of the engine to the next. */
export function indexSettings({ always }: Synonyms): Settings {
  return {
    searchableAttributes: [
      'nameWords',
      'organisationWords',
      'summaryWords',
      'needWords',
      'townWords',
      'descriptionWords',
    ],
    displayedAttributes: [
      ...['id', 'listing', 'place', 'fingerprint', 'nameOrder', 'nextSessionMs', '_geo'],
      ...['log', 'seq', 'format'],
    ],
    filterableAttributes: [
      ...['tenant', 'listing', 'place', 'needs', 'deliveries', 'days', 'languages', 'joining'],
      ...['free', 'stepFree', 'takesReferrals', 'fromAnywhere', 'assuredDay', '_geo'],
    ],
    sortableAttributes: ['_geo', 'nextSessionMs', 'nameOrder', 'listing'],
    distinctAttribute: 'listing',
    rankingRules: [
      ...['words', 'typo', 'attributeRank', 'exactness', 'sort'],
      ...['nextSessionMs:asc', 'nameOrder:asc', 'listing:asc'],
    ],
    typoTolerance: {
      enabled: true,
      minWordSizeForTypos: { oneTypo: 3, twoTypos: 8 },
      disableOnNumbers: true,
      disableOnWords: [],
      disableOnAttributes: [],
    },
    synonyms: Object.fromEntries(
      [...always].map(([said, meant]) => [said, meant.map((words) => words.join(' '))]),
    ),
    // Common words are left out of what is asked, by us, as the embedded engine does.
    stopWords: [],
    faceting: { maxValuesPerFacet: 500, sortFacetValuesBy: { '*': 'alpha' } },
    pagination: { maxTotalHits: mostCounted },
    prefixSearch: 'indexingTime',
    proximityPrecision: 'byWord',
    facetSearch: false,
    searchCutoffMs: 1500,
    separatorTokens: [],
    nonSeparatorTokens: [],
    dictionary: [],
    localizedAttributes: null,
    embedders: {},
  }
}

/** Names this shape of index: of the rows and of the settings. */
export function formatOf(settings: Settings): string {
  const text = JSON.stringify([rowFormat, settings])
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}
