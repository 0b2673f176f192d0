import type { Queue, QueueReports } from './port.ts'

/** Opens an engine with nothing in it, closed after its case. */
export type OpenOne = (reports?: QueueReports) => Promise<Queue>

export const id = (number: number) => `job-${number}`
export const ids = (count: number) => Array.from({ length: count }, (_, index) => id(index + 1))

/** A door that handlers wait at until the test opens it. */
export function aGate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** One turn of the event loop. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
