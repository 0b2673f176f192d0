import { AsyncLocalStorage } from 'node:async_hooks'
import { AppError } from '@waymark/core'

// The one marker the whole process shares: only the runtime knows which chain of calls is inside a
// write. It is closed at the end, so that a timer set inside a write is not inside it later.
const openWrite = new AsyncLocalStorage<{ open: boolean }>()

/** Runs `work` marked as being inside a write, until its promise settles. */
export async function runInsideWrite<T>(work: () => Promise<T>): Promise<T> {
  const marker = { open: true }
  try {
    return await openWrite.run(marker, work)
  } finally {
    marker.open = false
  }
}

/** True in code called, directly or not, by an open write. */
export function insideWrite(): boolean {
  return openWrite.getStore()?.open === true
}

/**
 * Throws `internal` inside an open write: a call to another service made there can join the
 * transaction, or two services can wait for each other for ever. `what` is the act, no value.
 */
export function assertOutsideWrite(what: string): void {
  if (insideWrite()) {
    throw new AppError('internal', `This cannot be done while a change is being saved: ${what}.`)
  }
}
