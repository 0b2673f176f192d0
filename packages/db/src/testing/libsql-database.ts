import { pathToFileURL } from 'node:url'
import { type Client, createClient, type Transaction } from '@libsql/client'
import { endsWithin } from '@waymark/runtime'
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
  readonly released: Promise<void>
  release(): Promise<void>
}

/** Whoever waits longer than `lockMs` gets the lock, and whoever held it is rolled back. */
export function openDatabaseFile(path: string, lockMs: number): DatabaseFile {
  const { href: url } = pathToFileURL(path)
  const writing = createClient({ url, concurrency: 1 })
  const reading = createClient({ url, concurrency: 1 })
  const turnstile = createTurnstile()
  let holder: Holder | undefined

  async function free(): Promise<void> {
    const waitedFor = holder
    if (waitedFor === undefined || (await endsWithin(waitedFor.released, lockMs))) return
    waitedFor.timedOut = true
    await waitedFor.release()
  }

  async function take(): Promise<ServedTransaction> {
    await free()
    const transaction = await writing.transaction('write')
    let hasEnded = () => {}
    const released = new Promise<void>((resolve) => {
      hasEnded = resolve
    })
    const mine: Holder = {
      timedOut: false,
      released,
      async release() {
        if (!transaction.closed) await transaction.rollback()
        if (holder === mine) holder = undefined
        hasEnded()
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
