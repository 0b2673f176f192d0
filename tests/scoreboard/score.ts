import type { TestContext } from 'vitest'

/** One line of the scoreboard. It is a pass where the test that says it passes. */
export interface Score {
  readonly area: string
  readonly target: string
  /** What was measured; `null` where the test ended before it could say. */
  readonly result: string | null
}

declare module 'vitest' {
  interface TaskMeta {
    score?: Score
  }
}

/** What every storm of kills is to reach. */
export const killAim = {
  area: 'Kills',
  target:
    'nothing acknowledged lost, no notice missing or twice, order kept, files and audit whole',
} as const

/**
 * Says what a storm is to reach, before it begins; gives what says how it went. The scoreboard that
 * `npm run storm` ends with is made of these.
 */
export function scoreOf(
  { task }: Pick<TestContext, 'task'>,
  aim: Omit<Score, 'result'>,
): (result: string) => void {
  task.meta.score = { ...aim, result: null }
  return (result) => {
    task.meta.score = { ...aim, result }
  }
}
