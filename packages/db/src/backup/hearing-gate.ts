import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { type Client, createClient, type Transaction } from '@libsql/client'
import { unavailable } from '@waymark/core'
import { isBusy } from '../engine-errors.ts'
import { cannotWrite } from '../location.ts'

/** Lets a backup stop a database from hearing others for as long as it copies. */
export interface HearingGate {
  /** Gives what to call once what was heard is written; null while a backup copies. */
  enter(): Promise<(() => Promise<void>) | null>
  close(): void
}

/** Hearing stands still until it ends, or until the process that holds it does. */
export interface HearingPause {
  end(): Promise<void>
}

/** A database on a server is not copied from here: nothing ever stops its hearing. */
export const openGate: HearingGate = { enter: async () => async () => {}, close: () => {} }

/**
 * The gate of a database's file: whoever hears shares a lock on a tiny database beside it, and a
 * backup takes it alone. The operating system frees it when a process dies; no clock is involved.
 */
export function createHearingGate(path: string): HearingGate {
  const client = openLockFile(path, 0)
  return {
    async enter() {
      const transaction = await client.transaction('read')
      try {
        await transaction.execute('select 1 from sqlite_master')
        return () => transaction.rollback()
      } catch (error) {
        transaction.close()
        if (isBusy(error)) return null
        throw cannotWrite(path, error)
      }
    },
    close: () => client.close(),
  }
}

/** Each wait blocks this process; between two of them those who hear here can come to their end. */
const oneWaitMs = 250

/**
 * Stops the hearing of every one of these files, once what is being heard is written. Throws
 * `unavailable` when that takes longer than `withinMs`; then nothing is stopped.
 */
export async function pauseHearing(
  paths: readonly string[],
  withinMs: number,
): Promise<HearingPause> {
  const giveUpAt = performance.now() + withinMs
  const held: HearingPause[] = []
  const end = async () => {
    for (const each of held) await each.end()
  }
  try {
    for (const path of paths) held.push(await takeAlone(path, giveUpAt))
  } catch (error) {
    await end()
    throw error
  }
  return { end }
}

async function takeAlone(path: string, giveUpAt: number): Promise<HearingPause> {
  const client = openLockFile(path, oneWaitMs)
  for (;;) {
    const transaction = await tryAlone(client, path)
    if (transaction !== null) {
      return {
        async end() {
          await transaction.rollback()
          client.close()
        },
      }
    }
    if (performance.now() >= giveUpAt) {
      client.close()
      throw unavailable(
        'Waymark is still taking in what its services told each other. Try again in a few minutes.',
      )
    }
    await pause(20)
  }
}

/** While it waits, SQLite lets nobody new share the lock: a busy server cannot keep it out. */
async function tryAlone(client: Client, path: string): Promise<Transaction | null> {
  const transaction = await client.transaction('deferred')
  try {
    // The driver has no mode for it, so the transaction that it opened gives way to ours.
    await transaction.executeMultiple('rollback; begin exclusive')
    return transaction
  } catch (error) {
    transaction.close()
    if (isBusy(error)) return null
    throw cannotWrite(path, error)
  }
}

function openLockFile(path: string, timeout: number): Client {
  try {
    return createClient({ url: `${pathToFileURL(path).href}.hearing`, timeout })
  } catch (error) {
    throw cannotWrite(path, error)
  }
}
