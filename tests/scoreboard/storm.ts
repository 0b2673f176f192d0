import { fileURLToPath } from 'node:url'
import { startVitest, type TestCase } from 'vitest/node'
import { type ScoreRow, tableOf, writeScores } from './page.ts'
import './score.ts'

// Behind `npm run storm`: every storm in its full form, one file after another, for hours where it
// takes hours. Words after it choose files (`npm run storm -- tests/storms/loop`), and `--short`
// takes the sizes of every run of the tests.

const short = '--short'

const storms = [
  'tests/storms',
  'tests/engines',
  'tests/faults',
  'tests/backup',
  'tests/corpus',
  'packages/db/src/storms.test.ts',
  'packages/db/src/poison.test.ts',
  'services/notifications/src/notice/kills.test.ts',
]

function rowOf(test: TestCase): ScoreRow {
  const { area, target, result } = test.meta().score ?? {
    area: test.module.relativeModuleId.replace(/^.*\/(.*)\.test\.tsx?$/, '$1'),
    target: 'passes',
    result: null,
  }
  const { state } = test.result()
  const seconds = Math.round((test.diagnostic()?.duration ?? 0) / 1000)
  const said = result ?? (state === 'passed' ? 'passed' : 'ended before it was measured')
  return {
    area,
    test: test.name,
    target,
    result: `${said} (${seconds} s)`,
    passed: state === 'passed',
  }
}

async function main(): Promise<void> {
  const given = process.argv.slice(2)
  const isShort = given.includes(short)
  if (!isShort) process.env.STORM = 'full'
  const chosen = given.filter((word) => word !== short)
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const files = chosen.length > 0 ? chosen : storms
  const vitest = await startVitest('test', files, { root, watch: false, fileParallelism: false })
  const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()])
  await vitest.close()
  const ran = tests.filter((test) => test.result().state !== 'skipped')
  const skipped = tests.length - ran.length
  const form = isShort ? 'short form, as every run of the tests has it' : 'full form'
  const about = `${ran.length} tests in their ${form}, ${skipped} skipped.`
  // A part of them says nothing of the others: only a whole run is kept.
  if (chosen.length > 0) process.stdout.write(`\n${about}\n\n${tableOf(rowsOf(ran))}\n`)
  else writeScores('Storms', about, rowsOf(ran))
}

/** Scored tests a line each; of the others, a line for each file. */
function rowsOf(tests: readonly TestCase[]): ScoreRow[] {
  const scored = tests.filter((test) => test.meta().score !== undefined)
  const others = tests.filter((test) => test.meta().score === undefined).map(rowOf)
  const areas = [...new Set(others.map(({ area }) => area))]
  const inArea = (wanted: string) => others.filter(({ area }) => area === wanted)
  return [...scored.map(rowOf), ...areas.map((area) => together(area, inArea(area)))]
}

function together(area: string, rows: readonly ScoreRow[]): ScoreRow {
  const passed = rows.filter((row) => row.passed).length
  const test = `${rows.length} tests`
  const result = `${passed} of ${rows.length} passed`
  return { area, test, target: 'all pass', result, passed: passed === rows.length }
}

await main()
