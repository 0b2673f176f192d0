/** A code (a full postcode, a sector or an outcode), its latitude and its longitude. */
export type PlacedCode = readonly [code: string, latitude: number, longitude: number]

export interface NamedTown {
  readonly name: string
  readonly latitude: number
  readonly longitude: number
}

/**
 * A small table of places of our own: towns by name, and codes from the most to the least exact.
 */
export interface PlaceTable {
  readonly towns: readonly NamedTown[]
  readonly codes: readonly PlacedCode[]
}

/** Towns that exist nowhere: no place in GeoNames has either name. About 11 miles apart. */
export const harrowbyVale = {
  name: 'Harrowby Vale',
  latitude: 53.18,
  longitude: 0.06,
} as const satisfies NamedTown

export const saltmere = {
  name: 'Saltmere',
  latitude: 53.2,
  longitude: 0.32,
} as const satisfies NamedTown

/**
 * Postcodes nobody lives at: Royal Mail never ends one in C, I, K, M, O or V, and all of these do.
 * Each lies within about three miles of its town's centre.
 */
export const harrowbyValePostcodes = [
  ['PE23 4AC', 53.211, 0.072],
  ['PE23 4AM', 53.175, 0.051],
  ['PE23 4FM', 53.179, 0.042],
  ['PE23 4FV', 53.176, 0.063],
  ['PE23 4GC', 53.199, 0.054],
  ['PE23 4HK', 53.186, 0.025],
  ['PE23 4JK', 53.175, 0.072],
  ['PE23 4JV', 53.171, 0.074],
  ['PE23 4NC', 53.17, 0.111],
  ['PE23 4PC', 53.185, 0.058],
  ['PE23 4PM', 53.175, 0.067],
  ['PE23 4PV', 53.21, 0.088],
  ['PE23 4RV', 53.165, 0.024],
  ['PE23 4SM', 53.183, 0.076],
  ['PE23 4TK', 53.175, 0.048],
  ['PE23 4XC', 53.171, 0.07],
  ['PE23 4XK', 53.19, 0.049],
  ['PE23 4XV', 53.18, 0.056],
  ['PE23 5AC', 53.154, 0.064],
  ['PE23 5FK', 53.174, 0.067],
  ['PE23 5LC', 53.178, 0.075],
  ['PE23 5LM', 53.19, 0.029],
  ['PE23 5QC', 53.18, 0.079],
  ['PE23 5RC', 53.169, 0.1],
  ['PE23 5TV', 53.208, 0.079],
  ['PE23 5WM', 53.184, 0.084],
  ['PE23 5XM', 53.163, 0.029],
  ['PE23 5YK', 53.169, 0.095],
  ['PE23 5YM', 53.187, 0.105],
  ['PE23 5ZK', 53.181, 0.093],
] as const satisfies readonly PlacedCode[]

export const saltmerePostcodes = [
  ['PE24 4JV', 53.176, 0.297],
  ['PE24 4LV', 53.184, 0.308],
  ['PE24 4PM', 53.171, 0.3],
  ['PE24 4QK', 53.171, 0.273],
  ['PE24 4RV', 53.2, 0.317],
  ['PE24 4SC', 53.165, 0.329],
  ['PE24 4XV', 53.177, 0.297],
  ['PE24 4ZC', 53.198, 0.308],
  ['PE24 5DM', 53.207, 0.331],
  ['PE24 5EC', 53.199, 0.337],
  ['PE24 5EV', 53.232, 0.334],
  ['PE24 5FC', 53.211, 0.319],
  ['PE24 5FM', 53.19, 0.315],
  ['PE24 5GK', 53.193, 0.314],
  ['PE24 5GV', 53.204, 0.304],
  ['PE24 5HK', 53.2, 0.302],
  ['PE24 5HV', 53.202, 0.32],
  ['PE24 5JV', 53.206, 0.293],
  ['PE24 5NM', 53.192, 0.272],
  ['PE24 5NV', 53.192, 0.316],
  ['PE24 5PM', 53.218, 0.324],
  ['PE24 5QC', 53.169, 0.328],
  ['PE24 5RC', 53.206, 0.333],
  ['PE24 5RK', 53.193, 0.312],
  ['PE24 5SM', 53.225, 0.329],
  ['PE24 5TM', 53.201, 0.311],
  ['PE24 5UV', 53.231, 0.328],
  ['PE24 5WK', 53.167, 0.31],
  ['PE24 5ZM', 53.194, 0.336],
  ['PE24 5ZV', 53.195, 0.31],
] as const satisfies readonly PlacedCode[]

/**
 * Real sectors and outcodes round the two towns, rounded to about half a mile. After a table with
 * OS, Royal Mail and National Statistics data © Crown copyright and database right 2025 (OGL 3.0).
 */
const surroundings = [
  ['PE23 4', 53.18, 0.05],
  ['PE23 5', 53.17, 0.12],
  ['PE24 4', 53.12, 0.24],
  ['PE24 5', 53.2, 0.29],
  ['PE22 7', 53.08, -0.07],
  ['PE22 8', 53.09, 0.09],
  ['PE22 9', 53.04, 0.1],
  ['PE25 1', 53.17, 0.34],
  ['PE25 2', 53.15, 0.33],
  ['PE25 3', 53.14, 0.34],
  ['LN9 5', 53.22, -0.13],
  ['LN9 6', 53.21, -0.09],
  ['LN12 1', 53.35, 0.25],
  ['LN12 2', 53.32, 0.27],
  ['LN13 0', 53.28, 0.15],
  ['LN13 9', 53.25, 0.21],
  ['PE20', 52.93, -0.1],
  ['PE21', 52.97, -0.02],
  ['PE22', 53.05, 0.04],
  ['PE23', 53.17, 0.09],
  ['PE24', 53.16, 0.27],
  ['PE25', 53.15, 0.33],
  ['LN4', 53.15, -0.39],
  ['LN9', 53.22, -0.11],
  ['LN10', 53.16, -0.22],
  ['LN11', 53.37, 0.02],
  ['LN12', 53.33, 0.26],
  ['LN13', 53.26, 0.18],
] as const satisfies readonly PlacedCode[]

/** The demo's own gazetteer: enough to search round both towns with nothing else installed. */
export const demoPlaces: PlaceTable = {
  towns: [harrowbyVale, saltmere],
  codes: [...harrowbyValePostcodes, ...saltmerePostcodes, ...surroundings],
}
