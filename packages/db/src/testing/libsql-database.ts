import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { type Client, createClient, type Transaction } from '@libsql/client'
import { createTurnstile } from '../turnstile.ts'

/** A transaction that its stream ends, unless the server does so before. */
export interface ServedTransaction {
  readonly transaction: Transaction
  /** True once its lock was given to somebody who waited. */
  readonly timedOut: boolean
  end(how: 'commit' | 'rollback'): Promise<void>
}

/** One database of the server: any number of readers, one writer at a time. */
export interface DatabaseFile {
  readonly reading: Client
  begin(): Promise<ServedTransaction>
  close(): void
}

interface Holder {
  timedOut: boolean
  release(): Promise<void>
}

const lookEveryMs = 5

/** Whoever waits longer than `lockMs` gets the lock, and whoever held it is rolled back. */
export function openDatabaseFile(path: string, lockMs: number): DatabaseFile {
  const { href: url } = pathToFileURL(path)
  const writing = createClient({ url, concurrency: 1 })
  const reading = createClient({ url, concurrency: 1 })
  const turnstile = createTurnstile()
  let holder: Holder | undefined

  async function free(): Promise<void> {
    const until = performance.now() + lockMs
    while (holder !== undefined && performance.now() < until) await pause(lookEveryMs)
    if (holder === undefined) return
    holder.timedOut = true
    await holder.release()
  }

  async function take(): Promise<ServedTransaction> {
    await free()
    const transaction = await writing.transaction('write')
    const mine: Holder = {
      timedOut: false,
      async release() {
        if (holder === mine) holder = undefined
        if (!transaction.closed) await transaction.rollback()
      },
    }
    holder = mine
    return {
      transaction,
      get timedOut() {
        return mine.timedOut
      },
      async end(how) {
        try {
          if (how === 'commit') await transaction.commit()
        } finally {
          await mine.release()
        }
      },
    }
  }

  return {
    reading,
    begin: () => turnstile(take),
    close() {
      writing.close()
      reading.close()
    },
  }
}
