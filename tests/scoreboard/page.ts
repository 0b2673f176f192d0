import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

export interface ScoreRow {
  readonly area: string
  readonly test: string
  readonly target: string
  readonly result: string
  readonly passed: boolean
}

export type Section = 'Storms' | 'Bench'

const page = new URL('../SCOREBOARD.md', import.meta.url)
const heading = `# Scoreboard

What the foundations are measured against, and how it went. Each half is written by the command that
measures it: \`npm run storm\` and \`npm run bench\` (its figures are explained in
[BENCHMARKS.md](BENCHMARKS.md)). Nothing here is typed by hand.
`

/** The size of this machine, without its name. */
export function machineSize(): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} processors, ${memory} GB, Node ${process.versions.node}`
}

/** Which state of the tree was measured, where git can say. */
function commit(): string {
  try {
    const said = (args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
    const changed = said(['status', '--porcelain', '--', ':!tests/*.md']) === '' ? '' : ', changed'
    return `, commit ${said(['rev-parse', '--short', 'HEAD'])}${changed}`
  } catch {
    return ''
  }
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** The rows as a table of Markdown, each column as wide as its widest cell, as formatted. */
export function tableOf(rows: readonly ScoreRow[]): string {
  const head = ['Area', 'Test', 'Target', 'Result', '']
  const cells = rows.map(({ area, test, target, result, passed }) => [
    ...[area, test, target, result].map(cell),
    passed ? 'pass' : '**fail**',
  ])
  const widths = head.map((name, at) =>
    Math.max(3, name.length, ...cells.map((line) => line[at]?.length ?? 0)),
  )
  const lineOf = (line: readonly string[]) =>
    `| ${line.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const rule = widths.map((width) => '-'.repeat(width))
  return [head, rule, ...cells].map(lineOf).join('\n')
}

/** The text with one half replaced and the other left as it was. */
export function withSection(text: string, section: Section, body: string): string {
  const others = text
    .split(/^(?=## )/m)
    .filter((part) => part.startsWith('## ') && !part.startsWith(`## ${section}\n`))
  return [heading, ...[...others, `## ${section}\n\n${body}\n`].map((part) => part.trim())]
    .map((part) => part.trim())
    .sort(byOrder)
    .join('\n\n')
    .concat('\n')
}

const order = ['# Scoreboard', '## Storms', '## Bench']
function byOrder(left: string, right: string): number {
  const place = (part: string) => order.findIndex((start) => part.startsWith(start))
  return place(left) - place(right)
}

/** Writes one half of the scoreboard, and says it on the terminal. */
export function writeScores(section: Section, about: string, rows: readonly ScoreRow[]): void {
  const day = new Date().toISOString().slice(0, 10)
  const failed = rows.filter(({ passed }) => !passed).length
  const outcome =
    failed === 0 ? `All ${rows.length} passed.` : `${failed} of ${rows.length} failed.`
  const body = `${day}, ${machineSize()}${commit()}. ${about} ${outcome}\n\n${tableOf(rows)}`
  const before = existsSync(page) ? readFileSync(page, 'utf8') : ''
  writeFileSync(page, withSection(before, section, body))
  process.stdout.write(`\n${body}\n\nKept in tests/SCOREBOARD.md.\n`)
}
