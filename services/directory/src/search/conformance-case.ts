import type { ListingDocument, SearchRequest } from './port.ts'

export const tenant = 'north'

/** A listing for a case; what it does not say is empty. */
export function aDocument(
  said: Partial<ListingDocument> & { readonly id: string },
): ListingDocument {
  return {
    tenant,
    name: said.id,
    organisationName: '',
    summary: '',
    description: '',
    needWords: '',
    town: '',
    needs: [],
    deliveries: ['inPerson'],
    days: [],
    languages: ['en'],
    joining: 'turnUp',
    free: true,
    stepFree: false,
    takesReferrals: false,
    fromAnywhere: false,
    points: [],
    assuredDay: 0,
    nextSessionMs: null,
    ...said,
  }
}

/** What is there, what is asked, and what must be found. */
export interface SearchCase {
  readonly name: string
  readonly listings: readonly (Partial<ListingDocument> & { readonly id: string })[]
  readonly ask: Partial<SearchRequest>
  readonly finds: readonly string[]
  /** `whole`: exactly these in this order. `first`: these first, and others may follow. */
  readonly order?: 'whole' | 'first'
}

/** A listing for each name, with an id made of it. */
export const named = (...names: string[]) => names.map((name) => ({ id: idOf(name), name }))

/** Ids take only what every engine takes: the letters and digits of the name. */
function idOf(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '')
}

/** Each of several ways to type it finds the same listings. */
export function eachWay(
  name: string,
  listings: SearchCase['listings'],
  ways: readonly string[],
  finds: readonly string[],
): SearchCase[] {
  return ways.map((words) => ({ name: `${name}: ${words}`, listings, ask: { words }, finds }))
}
