import { AsyncLocalStorage } from 'node:async_hooks'
import type { Transaction } from '@libsql/client'
import { assertOutsideWrite, runInsideWrite } from '@waymark/runtime'
import type { ToldEvent, WithdrawalList } from './backup/withdrawals.ts'
import { writeRecorded } from './recorded.ts'
import { type Recorder, type Tx, transactionHandle } from './transaction.ts'
import type { WriteQueue } from './write-queue.ts'

/** A write under way: what nested calls join. */
interface OpenWrite {
  readonly queue: WriteQueue
  readonly transaction: Transaction
  readonly tx: Tx
  open: boolean
  joined: number
  doom: { readonly error: unknown } | undefined
}

export interface Writer {
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same on the bare transaction, for libraries that bring their own SQL. */
  writeStatements<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** The transaction of the write that the caller is inside of. */
  current(): Transaction | undefined
}

interface WriterOptions {
  readonly recorder: Recorder
  readonly withdrawals: WithdrawalList | undefined
  readonly onTold?: (() => void) | undefined
}

/** One for every database: each storage that there is costs a little at every promise made. */
const writes = new AsyncLocalStorage<OpenWrite>()

/** One open write per chain of calls: a nested one joins it, and one that throws dooms it. */
export function createWriter(
  queue: WriteQueue,
  { recorder, withdrawals, onTold = () => {} }: WriterOptions,
): Writer {
  /** The write that the caller is inside of: of this database, and no other's. */
  function openHere(): OpenWrite | undefined {
    const outer = writes.getStore()
    return outer?.open && outer.queue === queue ? outer : undefined
  }

  async function enter<T>(work: (open: OpenWrite) => Promise<T>): Promise<T> {
    const outer = openHere()
    if (outer !== undefined) return join(outer, work)
    assertOutsideWrite('a write to another database')
    let told = false
    const result = await queue.run(async (transaction) => {
      told = false
      const tell = () => {
        told = true
      }
      const takenBack: ToldEvent[] = []
      const takeBack = (event: ToldEvent) => void takenBack.push(event)
      const waiting = { audits: [], events: [] }
      const tx = transactionHandle(transaction, { ...recorder, tell, takeBack, waiting })
      const open: OpenWrite = { queue, transaction, tx, open: true, joined: 0, doom: undefined }
      const done = await runInsideWrite(() => writes.run(open, () => lead(open, work)))
      // Before the commit: acknowledged, it is on the list. Of one that then fails, the list says
      // too much, which takes back what somebody did ask to take back.
      if (takenBack.length > 0) await withdrawals?.add(takenBack)
      return done
    })
    if (told) onTold()
    return result
  }

  return {
    write: (work) => enter((open) => work(open.tx)),
    writeStatements: (work) => enter((open) => work(open.transaction)),
    current: () => openHere()?.transaction,
  }
}

/** A throw that the outer work catches still ends the whole: half of what it meant is missing. */
async function lead<T>(open: OpenWrite, work: (open: OpenWrite) => Promise<T>): Promise<T> {
  try {
    const result = await work(open)
    if (open.doom !== undefined) throw open.doom.error
    if (open.joined > 0) throw new Error('A nested write was not awaited by the outer one.')
    await writeRecorded(open.tx)
    return result
  } finally {
    open.open = false
  }
}

async function join<T>(open: OpenWrite, work: (open: OpenWrite) => Promise<T>): Promise<T> {
  open.joined += 1
  try {
    return await work(open)
  } catch (error) {
    open.doom ??= { error }
    throw error
  } finally {
    open.joined -= 1
  }
}
