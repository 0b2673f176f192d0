import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface ChildRun {
  readonly child: ChildProcess
  /** Everything it printed so far, both streams. */
  output(): string
  /** Resolves with the exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>
  /** SIGKILL: no goodbye, as when the power goes. */
  kill(): Promise<void>
  /** The same, so much later: for a death at no moment the child could know. */
  killIn(delayMs: number): void
}

interface ChildOptions {
  readonly script: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** Starts a file as a process, by `node` itself so that its id is the server's. */
export function runChild({ script, args = [], env = {}, cwd }: ChildOptions): ChildRun {
  const loader = /\.m?js$/.test(script) ? [] : ['--import', 'tsx']
  const child = spawn(process.execPath, [...loader, script, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null))
  return {
    child,
    output: () => printed,
    ended,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    killIn: (delayMs) => void setTimeout(() => child.kill('SIGKILL'), delayMs),
  }
}
