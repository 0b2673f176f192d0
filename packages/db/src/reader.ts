import { setTimeout as pause } from 'node:timers/promises'
import type { Client, InArgs, InStatement, ResultSet } from '@libsql/client'
import { unavailable } from '@waymark/core'
import { drizzle } from 'drizzle-orm/libsql'
import { engineError, isAway, isBusy, isCut } from './engine-errors.ts'
import type { Reader } from './transaction.ts'

const attempts = 5

/** Drizzle for selects over a client of its own. */
export function createReader(client: Client): Reader {
  const selects = {
    execute: (statement: InStatement) => readStatement(client, statement),
  }
  // Drizzle asks nothing but `execute` of its client for the builders that Reader lets through.
  return drizzle(selects as Client)
}

/** Runs one select. A read may be repeated, so one that meets a lock or a reconnect is. */
export async function readStatement(
  client: Client,
  statement: InStatement,
  args?: InArgs,
): Promise<ResultSet> {
  if (!isSelect(statement)) throw new Error('A reader was given a statement that is not a select.')
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (typeof statement === 'string' && args !== undefined) {
        return await client.execute(statement, args)
      }
      return await client.execute(statement)
    } catch (error) {
      if (!isPassing(error) || attempt >= attempts) throw plainly(error)
      if (isBusy(error)) client.reconnect()
    }
    await pause(attempt * 10)
  }
}

/** A `with` may end in a write: it is a select only for a reader, whose types rule that out. */
export function isSelect(statement: InStatement): boolean {
  const sql = typeof statement === 'string' ? statement : statement.sql
  return /^\s*(select|with)\b/i.test(sql)
}

function isPassing(error: unknown): boolean {
  return isBusy(error) || isCut(error) || engineError(error)?.code === 'CLIENT_CLOSED'
}

function plainly(error: unknown): unknown {
  if (isAway(error)) return unavailable('The database does not answer. Try again soon.', error)
  if (!isPassing(error)) return error
  return unavailable('The database is busy. Try again soon.', error)
}
