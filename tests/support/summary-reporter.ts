import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'

/** Ends a run with one plain line, after naming what was skipped and why. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    // A hook that throws fails its suite or file without failing a test.
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const broken = suites.filter((suite) => suite.errors().length > 0).length
    const failed = countOf(tests, 'failed') + broken + unhandled.length
    for (const test of tests.filter(isSkipped)) {
      const result = test.result()
      const note = result.state === 'skipped' ? result.note : undefined
      process.stdout.write(`SKIPPED ${test.fullName}${note === undefined ? '' : `: ${note}`}\n`)
    }
    // After the other reporters have had their say.
    process.once('exit', () => {
      const skipped = tests.filter(isSkipped).length
      process.stdout.write(
        `${countOf(tests, 'passed')} passed, ${failed} failed, ${skipped} skipped\n`,
      )
    })
  }
}

function countOf(tests: readonly TestCase[], state: 'passed' | 'failed'): number {
  return tests.filter((test) => test.result().state === state).length
}

function isSkipped(test: TestCase): boolean {
  return test.result().state === 'skipped'
}
