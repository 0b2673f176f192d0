import { readFileSync, writeFileSync } from 'node:fs'
import { machineSize, type ScoreRow, tableOf, writeScores } from '../scoreboard/page.ts'
import { effectsBench } from './effects.ts'
import type { Bench, Figure } from './figure.ts'
import { pagesBench } from './pages.ts'
import { referralBench } from './referral.ts'
import { searchBench } from './search.ts'
import { startBench } from './start.ts'

// Behind `npm run bench`: all of them, or those whose letters come after it.

const benches: readonly Bench[] = [searchBench, referralBench, effectsBench, pagesBench, startBench]
const page = new URL('../BENCHMARKS.md', import.meta.url)
const marks = ['<!-- The last run, written by the bench. -->', '<!-- End of the last run. -->']

interface Measured {
  readonly bench: Bench
  readonly figures: readonly Figure[]
}

async function main(): Promise<void> {
  const chosen = process.argv.slice(2)
  const wanted = benches.filter(({ letter }) => chosen.length === 0 || chosen.includes(letter))
  const unknown = chosen.filter((letter) => !benches.some((bench) => bench.letter === letter))
  if (unknown.length > 0) throw new Error(`There is no bench ${unknown.join(', ')}: say a to e.`)
  const measured: Measured[] = []
  for (const bench of wanted) {
    process.stdout.write(`(${bench.letter}) ${bench.name} …\n`)
    measured.push({ bench, figures: await bench.measure() })
  }
  const rows = measured.flatMap(({ bench, figures }) => figures.map((each) => rowOf(bench, each)))
  const all = measured.map(({ bench, figures }) => ({ letter: bench.letter, figures }))
  process.stdout.write(`${JSON.stringify({ machine: machineSize(), benches: all })}\n`)
  // A part of them says nothing of the others: only a whole run is kept.
  if (chosen.length > 0) process.stdout.write(`${tableOf(rows)}\n`)
  else keep(rows)
}

function rowOf({ name }: Bench, { what, target, result, passed }: Figure): ScoreRow {
  return { area: name, test: what, target: target ?? 'told', result, passed }
}

function keep(rows: readonly ScoreRow[]): void {
  writeScores('Bench', 'Medians of five rounds.', rows)
  const [start = '', end = ''] = marks
  const text = readFileSync(page, 'utf8')
  const [before = ''] = text.split(start)
  const [, after = ''] = text.split(end)
  const day = new Date().toISOString().slice(0, 10)
  const said = `${day}, ${machineSize()}.\n\n${tableOf(rows)}`
  writeFileSync(page, `${before}${start}\n\n${said}\n\n${end}${after}`)
}

await main()
