import { setTimeout as pause } from 'node:timers/promises'
import type { Client, Transaction } from '@libsql/client'
import { unavailable } from '@waymark/core'
import { isAway, isBusy, isCut, isDiskTrouble } from './engine-errors.ts'
import { createTurnstile } from './turnstile.ts'

/** Called at a named point of a write; tests stop the process in it. */
export type Failpoint = (name: string) => void | Promise<void>

/** A transaction that its holder ends. A commit throws `unavailable` when the limit came first. */
export interface HeldTransaction {
  readonly transaction: Transaction
  commit(): Promise<void>
  rollback(): Promise<void>
}

/** The one way to the writing connection: first come, first served, one transaction at a time. */
export interface WriteQueue {
  /** Begins, runs `work`, commits; rolls back when it throws. */
  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** Begins and hands the transaction over; rolled back by itself after `limitMs`. */
  hold(limitMs: number): Promise<HeldTransaction>
  /** Refuses newcomers and waits for those already queued. */
  close(): Promise<void>
}

const busyBudgetMs = 10_000
const longestPauseMs = 100
const triesWhenCut = 3

/** Queues everything that writes on one client, whose only user it must be. */
export function createWriteQueue(client: Client, failpoint: Failpoint): WriteQueue {
  const turnstile = createTurnstile()
  let closed = false

  function enter<T>(job: () => Promise<T>): Promise<T> {
    if (closed) return Promise.reject(unavailable('Waymark is stopping. Nothing was saved.'))
    return turnstile(job)
  }

  async function runOne<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const transaction = await begin(client)
    let result: T
    try {
      result = await work(transaction)
      await failpoint('db.before-commit')
    } catch (error) {
      await rollBack(client, transaction, error)
      throw plainly(error)
    }
    await commit(client, transaction)
    await failpoint('db.after-commit')
    return result
  }

  return {
    run: (work) => enter(() => runOne(work)),
    hold: (limitMs) =>
      new Promise((resolve, reject) => {
        enter(() => holdOne(client, limitMs, resolve)).catch(reject)
      }),
    async close() {
      closed = true
      await turnstile(async () => {})
    },
  }
}

/** Only here is anything tried again: nothing has run yet. After BUSY a connection loses writes. */
async function begin(client: Client): Promise<Transaction> {
  const giveUpAt = performance.now() + busyBudgetMs
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await beginOnce(client)
    } catch (error) {
      const isAgain = isBusy(error) || (isCut(error) && attempt < triesWhenCut)
      if (!isAgain || performance.now() >= giveUpAt) throw plainly(error)
      client.reconnect()
    }
    await pause(1 + Math.random() * Math.min(longestPauseMs, 2 ** Math.min(attempt, 7)))
  }
}

async function beginOnce(client: Client): Promise<Transaction> {
  const transaction = await client.transaction('write')
  // A server begins with the first statement: send one now, while BUSY is still harmless.
  if (client.protocol !== 'file') {
    await transaction.execute('select 1').catch((error: unknown) => {
      transaction.close()
      throw error
    })
  }
  return transaction
}

async function commit(client: Client, transaction: Transaction): Promise<void> {
  if (transaction.closed) throw endedEarly()
  try {
    await transaction.commit()
  } catch (error) {
    client.reconnect()
    throw unavailable(
      'We could not make sure that this was saved. Check before you do it again.',
      error,
    )
  }
}

async function rollBack(client: Client, transaction: Transaction, why: unknown): Promise<void> {
  try {
    await transaction.rollback()
  } catch {
    client.reconnect()
    return
  }
  if (isBusy(why)) client.reconnect()
}

/** Keeps the turn until the holder ends the transaction, or the limit does. */
async function holdOne(
  client: Client,
  limitMs: number,
  give: (held: HeldTransaction) => void,
): Promise<void> {
  const transaction = await begin(client)
  await new Promise<void>((release) => {
    let ended = false
    const end = async (how: () => Promise<void>) => {
      ended = true
      clearTimeout(timer)
      await how().finally(release)
    }
    const rollback = async () => {
      if (!ended) await end(() => rollBack(client, transaction, undefined))
    }
    const timer = setTimeout(() => void rollback(), limitMs)
    give({
      transaction,
      rollback,
      async commit() {
        if (ended) throw endedEarly()
        await end(() => commit(client, transaction))
      },
    })
  })
}

function endedEarly(): Error {
  return unavailable('The database ended this change early. Nothing was saved. Try again.')
}

/** Before COMMIT nothing is saved, whatever went wrong: what may pass is said to pass. */
function plainly(error: unknown): unknown {
  if (isBusy(error)) {
    return unavailable('The database is busy. Nothing was saved. Try again in a moment.', error)
  }
  if (isDiskTrouble(error)) {
    return unavailable('The disk is full or failing. Nothing was saved. Try again soon.', error)
  }
  if (!isAway(error)) return error
  return unavailable('The database does not answer. Nothing was saved. Try again soon.', error)
}
