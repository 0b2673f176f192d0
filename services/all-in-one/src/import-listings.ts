import { readFile } from 'node:fs/promises'
import type { ImportOutcome, ImportRow } from '@waymark/contracts'
import { AppError } from '@waymark/core'
import { readListingsFile } from '@waymark/directory'
import type { Operator } from './operator.ts'

/** So much goes in one request: small enough for its limits, and the person sees it move. */
const atOnce = { lines: 25, characters: 60_000 } as const

interface ImportAsked {
  readonly file: string
  readonly dryRun: boolean
  readonly say: (line: string) => void
}

/** Imports a CSV file of listings and says what became of each line. Gives the number refused. */
export async function importListings(
  operator: Operator,
  { file, dryRun, say }: ImportAsked,
): Promise<number> {
  const { rows, refused, unusedColumns } = readListingsFile(await readBytes(file))
  if (unusedColumns.length > 0) say(`Columns we have no use for: ${unusedColumns.join(', ')}`)
  const unread = refused.map(({ line, problems }) => refusal(line, problems))
  const outcomes: ImportOutcome[] = []
  for (const outcome of unread) say(lineOf(outcome, dryRun))
  for (const portion of portionsOf(rows)) {
    const body = { dryRun, rows: portion }
    const answer = await operator.directory.importListings({ body })
    for (const outcome of answer.outcomes) say(lineOf(outcome, dryRun))
    outcomes.push(...answer.outcomes)
  }
  const all = [...unread, ...outcomes]
  say(summaryOf(all, dryRun))
  return all.filter(({ result }) => result === 'refused').length
}

/** Lines a few at a time, fewer where they are long. */
function* portionsOf(rows: readonly ImportRow[]): Generator<ImportRow[]> {
  let portion: ImportRow[] = []
  let characters = 0
  for (const row of rows) {
    const size = JSON.stringify(row).length
    const isFull = portion.length === atOnce.lines || characters + size > atOnce.characters
    if (isFull && portion.length > 0) {
      yield portion
      portion = []
      characters = 0
    }
    portion.push(row)
    characters += size
  }
  if (portion.length > 0) yield portion
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new AppError('notFound', 'We cannot read that file. Check its name and try again.', {
      cause: error,
    })
  }
}

function refusal(
  line: number,
  problems: readonly ImportOutcome['problems'][number][],
): ImportOutcome {
  return { line, result: 'refused', listingId: null, problems: [...problems], notes: [] }
}

function lineOf({ line, result, problems, notes }: ImportOutcome, dryRun: boolean): string {
  const would = { created: 'would be created', changed: 'would be changed' } as const
  const word = dryRun && (result === 'created' || result === 'changed') ? would[result] : result
  const details = [...problems, ...notes].map(({ column, detail }) => `  ${column}: ${detail}`)
  return [`line ${line}: ${word}`, ...details].join('\n')
}

function summaryOf(outcomes: readonly ImportOutcome[], dryRun: boolean): string {
  const counts = (['created', 'changed', 'unchanged', 'refused'] as const).map(
    (wanted) => `${outcomes.filter(({ result }) => result === wanted).length} ${wanted}`,
  )
  const said = counts.join(', ')
  return dryRun ? `A dry run: nothing was written. It would be ${said}.` : `${said}.`
}
