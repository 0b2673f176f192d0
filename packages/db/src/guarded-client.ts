import type { Client, InArgs, InStatement, ResultSet, Transaction } from '@libsql/client'
import { assertOutsideWrite } from '@waymark/runtime'
import { readStatement } from './reader.ts'
import type { HeldTransaction, WriteQueue } from './write-queue.ts'
import type { Writer } from './writer.ts'

/** As long as a libSQL server lets a transaction hold its lock. */
const heldLimitMs = 5000

/**
 * A client for libraries that write by themselves. Plain selects go to the reading client;
 * everything else goes through the database's one queue as a transaction, because a bare `execute`
 * can report a write that never reaches the disk. Inside `db.write` both join the open transaction.
 */
export function createGuardedClient(parts: {
  readonly reading: Client
  readonly queue: WriteQueue
  readonly writer: Writer
}): Client {
  const { reading, queue, writer } = parts

  async function execute(statement: InStatement, args?: InArgs): Promise<ResultSet> {
    const given = typeof statement === 'string' ? { sql: statement, args: args ?? [] } : statement
    const open = writer.current()
    if (open === undefined && /^\s*select\b/i.test(given.sql)) return readStatement(reading, given)
    return writer.writeStatements((transaction) => transaction.execute(given))
  }

  async function transaction(): Promise<Transaction> {
    assertOutsideWrite('a transaction of its own')
    return handOver(await queue.hold(heldLimitMs))
  }

  return {
    execute,
    batch: (statements) =>
      writer.writeStatements((open) => open.batch(statements.map(asStatement))),
    transaction,
    executeMultiple: (sql) => writer.writeStatements((open) => open.executeMultiple(sql)),
    migrate: () => refused('migrations'),
    sync: () => refused('replica sync'),
    // The connections belong to the database, which closes and reopens them itself.
    close: () => {},
    reconnect: () => {},
    get closed() {
      return reading.closed
    },
    protocol: reading.protocol,
  }
}

function asStatement(given: InStatement | [string, InArgs?]): InStatement {
  return Array.isArray(given) ? { sql: given[0], args: given[1] ?? [] } : given
}

function refused(what: string): Promise<never> {
  return Promise.reject(new Error(`The guarded client does not offer ${what}.`))
}

/** The library's handle: its commit and rollback give the turn back. */
function handOver(held: HeldTransaction): Transaction {
  const inner = held.transaction
  return {
    execute: (statement: InStatement) => inner.execute(statement),
    batch: (statements) => inner.batch(statements),
    executeMultiple: (sql) => inner.executeMultiple(sql),
    commit: held.commit,
    rollback: held.rollback,
    close: () => void held.rollback(),
    get closed() {
      return inner.closed
    },
  }
}
