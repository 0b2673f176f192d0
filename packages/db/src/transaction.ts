import type { Client, Transaction } from '@libsql/client'
import type { Clock, NewId } from '@waymark/core'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import type { DatedAuditEntry } from './audit.ts'
import type { ToldEvent } from './backup/withdrawals.ts'

type Selecting = Pick<LibSQLDatabase, 'select' | 'selectDistinct' | '$with' | '$count'>

/** Select-only drizzle: a write with it does not compile. */
export interface Reader extends Selecting {
  with(
    ...queries: Parameters<LibSQLDatabase['with']>
  ): Pick<ReturnType<LibSQLDatabase['with']>, 'select' | 'selectDistinct'>
}

/** What every write needs at hand to record what it does. */
export interface Recorder {
  readonly now: Clock
  readonly newId: NewId
  readonly auditKey: AuditKey
}

/** What one transaction records with. */
export interface TxRecorder extends Recorder {
  /** What it has recorded and is written at its end, all at once. */
  readonly waiting: { readonly audits: DatedAuditEntry[]; readonly events: ToldEvent[] }
  /** Says that an event was written: once it is committed, readers can be told. */
  tell(): void
  /** Something was taken back: it goes on the list outside the records before it is committed. */
  takeBack(event: ToldEvent): void
}

/** The key of the audit chain; its id is written on each row, so that keys can change. */
export interface AuditKey {
  readonly id: string
  readonly secret: Uint8Array
}

const recorder: unique symbol = Symbol('recorder')

type Changing = Pick<LibSQLDatabase, 'insert' | 'update' | 'delete' | 'with'>

/** The open transaction that `db.write` hands out: the only thing that can change a row. */
export type Tx = Changing & Reader & { readonly [recorder]: TxRecorder }

/** The clock, ids and audit key of the database that a transaction belongs to. */
export function recorderOf(tx: Tx): TxRecorder {
  return tx[recorder]
}

/** Drizzle over one open transaction. */
export function transactionHandle(transaction: Transaction, given: TxRecorder): Tx {
  const statements = {
    execute: (statement: Parameters<Transaction['execute']>[0]) => transaction.execute(statement),
  }
  // Drizzle asks nothing but `execute` of its client for the builders that Tx lets through.
  const database = drizzle(statements as Client)
  return Object.assign(database, { [recorder]: given })
}
