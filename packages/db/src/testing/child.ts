import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Starts a script of this folder in a process of its own. */
export function startChild(script: string, ...args: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
}

/** The lines a child prints, as they come; `stopAfter` lets a test act on one of them. */
export async function linesOf(
  child: ChildProcess,
  onLine: (count: number) => void = () => {},
): Promise<{ lines: string[]; signal: NodeJS.Signals | null; code: number | null }> {
  const lines: string[] = []
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) {
      lines.push(line)
      onLine(lines.length)
    }
  })
  await once(child, 'close')
  return { lines, signal: child.signalCode, code: child.exitCode }
}

/** The next thing a child says to its parent. */
export async function wordFrom(child: ChildProcess): Promise<unknown> {
  const [word] = await once(child, 'message')
  return word
}
