import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A process that was started here, and is ended here. */
export interface Running {
  readonly name: string
  readonly child: ChildProcess
  /** Resolves when it has ended, however that came about. */
  readonly ended: Promise<void>
}

export function watch(name: string, child: ChildProcess): Running {
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve()).once('exit', () => resolve())
  })
  return { name, child, ended }
}

/** Also one that never began. */
export function hasEnded({ child }: Running): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

/** Longer than a process takes that finishes what it has begun. */
const patienceMs = 25_000

/** Asks each to stop, waits for all, and ends those that do not. */
export async function stopAll(
  processes: readonly Running[],
  signal: NodeJS.Signals,
): Promise<void> {
  for (const { child } of processes) child.kill(signal)
  const all = Promise.all(processes.map(({ ended }) => ended))
  const late = new AbortController()
  const isLate = wait(patienceMs, true, { signal: late.signal }).catch(() => false)
  if (await Promise.race([all.then(() => false), isLate])) {
    for (const { child } of processes) child.kill('SIGKILL')
  }
  await all
  late.abort()
}

/** So many ports that nobody uses now. All are held until the last is known: none comes twice. */
export async function freePorts(count: number): Promise<number[]> {
  const holders = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(holders.map((holder) => once(holder, 'listening')))
  const ports = holders.map((holder) => {
    const address = holder.address()
    if (address === null || typeof address === 'string') throw new Error('No port is free.')
    return address.port
  })
  await Promise.all(holders.map((holder) => once(holder.close(), 'close')))
  return ports
}
