import { type ImportRow, longestCell } from '@waymark/contracts'
import { AppError } from '@waymark/core'
import { CsvError, parse } from 'csv-parse/sync'
import { cellsByField, fieldOf } from './columns.ts'
import { type CellNote, keyOf } from './read-row.ts'

/** A file's lines, ready to be sent, and those that could not even be read. */
export interface ListingsFile {
  readonly rows: readonly ImportRow[]
  readonly refused: readonly { readonly line: number; readonly problems: readonly CellNote[] }[]
  /** Columns that hold nothing we keep. */
  readonly unusedColumns: readonly string[]
}

interface CsvRecord {
  readonly info: { readonly lines: number }
  readonly record: readonly string[]
}

/** Reads a CSV file of listings: any column order, with or without a byte-order mark. */
export function readListingsFile(bytes: Uint8Array): ListingsFile {
  const [header, ...records] = parseCsv(decode(bytes))
  const columns = header?.record.map((column) => column.trim()) ?? []
  if (!columns.some((column) => fieldOf(column) === 'name')) {
    throw new AppError(
      'invalid',
      'The first line must name the columns, and one of them must be "name".',
    )
  }
  const rows: ImportRow[] = []
  const refused: ListingsFile['refused'][number][] = []
  const lineOfKey = new Map<string, number>()
  for (const { info, record } of records) {
    const line = firstLineOf(info.lines, record)
    const cells = toCells(columns, record)
    const problem =
      lineProblem(columns, record) ?? longCell(cells) ?? repeatProblem(lineOfKey, cells)
    if (problem === null) {
      rows.push({ line, cells })
      lineOfKey.set(keyOf(cellsByField(cells)), line)
    } else refused.push({ line, problems: [problem] })
  }
  return { rows, refused, unusedColumns: columns.filter((column) => fieldOf(column) === null) }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AppError(
      'malformed',
      'The file is not UTF-8 text. Save it as "CSV UTF-8" and try again.',
    )
  }
}

function parseCsv(text: string): CsvRecord[] {
  try {
    // With `info`, each record comes with the line it ends on; the library's type does not say so.
    return parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
    }) as unknown as CsvRecord[]
  } catch (error) {
    const line = error instanceof CsvError ? Number(error.lines) : Number.NaN
    const where = Number.isFinite(line) ? ` Look at line ${line}.` : ''
    throw new AppError('malformed', `The file is not CSV: its quotation marks are wrong.${where}`)
  }
}

/** A record whose cells hold line breaks ends further down than it begins. */
function firstLineOf(lastLine: number, record: readonly string[]): number {
  return lastLine - (record.join('').match(/\n/g)?.length ?? 0)
}

/** Only what we have a use for. */
function toCells(columns: readonly string[], record: readonly string[]): Record<string, string> {
  const cells = columns.map((column, index) => [column, record[index] ?? ''] as const)
  return Object.fromEntries(cells.filter(([column]) => fieldOf(column) !== null))
}

function longCell(cells: Readonly<Record<string, string>>): CellNote | null {
  const found = Object.entries(cells).find(([, text]) => text.length > longestCell)
  if (found === undefined) return null
  return { column: found[0], detail: `Use ${longestCell} characters or fewer.` }
}

function lineProblem(columns: readonly string[], record: readonly string[]): CellNote | null {
  if (record.length === columns.length) return null
  const count = `This line has ${record.length} cells; the first line names ${columns.length}.`
  return { column: columns[0] ?? 'name', detail: `${count} A comma may need quotation marks.` }
}

function repeatProblem(
  lineOfKey: ReadonlyMap<string, number>,
  cells: Readonly<Record<string, string>>,
): CellNote | null {
  const byField = cellsByField(cells)
  const earlier = lineOfKey.get(keyOf(byField))
  if (earlier === undefined || !byField.name?.text) return null
  return {
    column: byField.name.column,
    detail: `The same name and postcode as line ${earlier}. Keep one of them.`,
  }
}
