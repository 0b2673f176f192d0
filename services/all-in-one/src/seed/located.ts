import type { LocationDetails } from '@waymark/contracts'
import { harrowbyValePostcodes, type PlacedCode, saltmerePostcodes } from '@waymark/directory'

type HarrowbyValePostcode = (typeof harrowbyValePostcodes)[number][0]
type SaltmerePostcode = (typeof saltmerePostcodes)[number][0]
type Described = Pick<
  LocationDetails,
  | 'name'
  | 'address1'
  | 'transport'
  | 'stepFree'
  | 'accessibleToilet'
  | 'hearingLoop'
  | 'accessNotes'
>

/** A place in Harrowby Vale, put on the map by its postcode. */
export function inHarrowbyVale(
  postcode: HarrowbyValePostcode,
  described: Described,
): LocationDetails {
  return { ...described, town: 'Harrowby Vale', ...placed(harrowbyValePostcodes, postcode) }
}

/** A place in Saltmere, put on the map by its postcode. */
export function inSaltmere(postcode: SaltmerePostcode, described: Described): LocationDetails {
  return { ...described, town: 'Saltmere', ...placed(saltmerePostcodes, postcode) }
}

function placed(codes: readonly PlacedCode[], postcode: string) {
  const [, latitude, longitude] = codes.find(([code]) => code === postcode) ?? unplaced
  return { postcode, latitude, longitude, precision: 'postcode', hideAddress: false } as const
}

/** Off every map: the types allow only listed postcodes, and the schema refuses this one. */
const unplaced: PlacedCode = ['', 0, 0]
