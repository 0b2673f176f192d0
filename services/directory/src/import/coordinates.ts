import type { Cells } from './columns.ts'
import type { CellNote } from './read-row.ts'

interface Point {
  readonly latitude: number
  readonly longitude: number
}

interface PointReading {
  /** Null where the file gives no coordinates that can be used. */
  readonly point: Point | null
  readonly problems: readonly CellNote[]
}

const ukBox = { south: 49, north: 61, west: -9, east: 2 }

/** Reads the coordinates of a line. A broken pair is refused rather than put in the sea. */
export function readPoint(cells: Cells): PointReading {
  const latitudeText = cells.latitude?.text ?? ''
  const longitudeText = cells.longitude?.text ?? ''
  if (latitudeText === '' && longitudeText === '') return { point: null, problems: [] }
  const latitude = degrees(latitudeText)
  const longitude = degrees(longitudeText)
  const problems = [
    ...problemIf(latitude === null, cells, 'latitude', 'Use a number like 53.2361.'),
    ...problemIf(longitude === null, cells, 'longitude', 'Use a number like -0.5328.'),
  ]
  if (latitude === null || longitude === null) return { point: null, problems }
  const outside = outsideProblems(cells, { latitude, longitude })
  return { point: outside.length > 0 ? null : { latitude, longitude }, problems: outside }
}

function outsideProblems(cells: Cells, { latitude, longitude }: Point): CellNote[] {
  if (isInside(latitude, longitude)) return []
  const advice = isInside(longitude, latitude)
    ? 'Latitude and longitude look swapped. Exchange the two.'
    : 'This point is not in the United Kingdom. Check both numbers.'
  return problemIf(true, cells, 'latitude', advice)
}

function isInside(latitude: number, longitude: number): boolean {
  const { south, north, west, east } = ukBox
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east
}

function degrees(text: string): number | null {
  return /^-?\d{1,3}(\.\d{1,15})?$/.test(text) ? Number(text) : null
}

function problemIf(
  isProblem: boolean,
  cells: Cells,
  field: 'latitude' | 'longitude',
  detail: string,
): CellNote[] {
  return isProblem ? [{ column: cells[field]?.column ?? field, detail }] : []
}
