import { type InValue, LibsqlError, type ResultSet, type Value } from '@libsql/client'
import type { DatabaseFile, ServedTransaction } from './libsql-database.ts'

interface SentValue {
  readonly type: 'null' | 'integer' | 'float' | 'text' | 'blob'
  readonly value?: string | number
  readonly base64?: string
}

interface SentStatement {
  readonly sql?: string
  readonly sql_id?: number
  readonly args?: readonly SentValue[]
  readonly named_args?: readonly { readonly name: string; readonly value: SentValue }[]
}

type Condition =
  | { readonly type: 'ok' | 'error'; readonly step: number }
  | { readonly type: 'not'; readonly cond: Condition }
  | { readonly type: 'and' | 'or'; readonly conds: readonly Condition[] }

interface Step {
  readonly condition?: Condition
  readonly stmt: SentStatement
}

/** What a client asks of a stream, in the words of Hrana version 2. */
export interface StreamRequest {
  readonly type: 'execute' | 'batch' | 'sequence' | 'store_sql' | 'close_sql' | 'close'
  readonly stmt?: SentStatement
  readonly batch?: { readonly steps: readonly Step[] }
  readonly sql?: string
  readonly sql_id?: number
}

/** One connection of a client: it may hold a transaction from one request to the next. */
export interface Stream {
  readonly isClosed: boolean
  answer(request: StreamRequest): Promise<unknown>
  /** Rolls back what was not committed. */
  close(): Promise<void>
}

interface Refusal {
  readonly message: string
  readonly code: string
}

type StepOutcome = { readonly result: unknown } | { readonly error: Refusal }

/** Opens a stream on one database. */
export function createStream(file: DatabaseFile): Stream {
  const texts = new Map<number, string>()
  let held: ServedTransaction | undefined
  let isClosed = false

  async function end(how: 'commit' | 'rollback'): Promise<void> {
    const ending = held
    held = undefined
    if (ending?.timedOut) throw timedOut()
    await ending?.end(how)
  }

  async function run(statement: SentStatement): Promise<unknown> {
    const sql = statement.sql ?? texts.get(statement.sql_id ?? -1) ?? ''
    if (/^\s*(pragma|vacuum|attach|create\s+temp)/i.test(sql)) {
      throw new LibsqlError('SQL not allowed statement', 'SQL_PARSE_ERROR')
    }
    if (/^\s*begin\b/i.test(sql)) held = await file.begin()
    else if (/^\s*(commit|end)\b/i.test(sql)) await end('commit')
    else if (/^\s*rollback\b/i.test(sql)) await end('rollback')
    else return sent(await execute(file, held, { sql, args: argumentsOf(statement) }))
    return sent(undefined)
  }

  async function runBatch(steps: readonly Step[]): Promise<unknown> {
    const outcomes: (StepOutcome | undefined)[] = []
    for (const { condition, stmt } of steps) {
      const isDue = condition === undefined || holds(condition, outcomes)
      outcomes.push(isDue ? await outcomeOf(() => run(stmt)) : undefined)
    }
    return {
      step_results: outcomes.map((each) => (each && 'result' in each ? each.result : null)),
      step_errors: outcomes.map((each) => (each && 'error' in each ? each.error : null)),
    }
  }

  async function close(): Promise<void> {
    isClosed = true
    await end('rollback').catch(() => undefined)
  }

  async function respond(request: StreamRequest): Promise<object> {
    switch (request.type) {
      case 'execute':
        return { result: await run(request.stmt ?? {}) }
      case 'batch':
        return { result: await runBatch(request.batch?.steps ?? []) }
      case 'sequence':
        for (const sql of (request.sql ?? '').split(';').filter((part) => part.trim() !== '')) {
          await run({ sql })
        }
        return {}
      case 'store_sql':
        texts.set(request.sql_id ?? -1, request.sql ?? '')
        return {}
      case 'close_sql':
        texts.delete(request.sql_id ?? -1)
        return {}
      case 'close':
        await close()
        return {}
    }
  }

  return {
    get isClosed() {
      return isClosed
    },
    close,
    async answer(request) {
      const outcome = await outcomeOf(() => respond(request))
      if ('error' in outcome) return { type: 'error', error: outcome.error }
      return { type: 'ok', response: { type: request.type, ...Object(outcome.result) } }
    },
  }
}

async function execute(
  file: DatabaseFile,
  held: ServedTransaction | undefined,
  statement: { sql: string; args: InValue[] },
): Promise<ResultSet> {
  if (held?.timedOut) throw timedOut()
  if (held !== undefined) return held.transaction.execute(statement)
  if (/^\s*select\b/i.test(statement.sql)) return file.reading.execute(statement)
  const alone = await file.begin()
  try {
    const result = await alone.transaction.execute(statement)
    await alone.end('commit')
    return result
  } catch (error) {
    await alone.end('rollback')
    throw error
  }
}

function holds(condition: Condition, outcomes: readonly (StepOutcome | undefined)[]): boolean {
  switch (condition.type) {
    case 'ok':
      return 'result' in (outcomes[condition.step] ?? {})
    case 'error':
      return 'error' in (outcomes[condition.step] ?? {})
    case 'not':
      return !holds(condition.cond, outcomes)
    case 'and':
      return condition.conds.every((each) => holds(each, outcomes))
    case 'or':
      return condition.conds.some((each) => holds(each, outcomes))
  }
}

async function outcomeOf(work: () => Promise<unknown>): Promise<StepOutcome> {
  try {
    return { result: await work() }
  } catch (error) {
    if (!(error instanceof LibsqlError)) throw error
    const { code, message } = error
    if (!code.startsWith('SQLITE_')) return { error: { code, message } }
    // The server gives the code without its extension, and the engine's words behind its own.
    const words = message.replace(/^[A-Z_]+: /, '')
    const [plain = ''] = /^SQLITE_[A-Z]+/.exec(code) ?? []
    return { error: { code: plain, message: `SQLite error: ${words}` } }
  }
}

function timedOut(): LibsqlError {
  return new LibsqlError('Transaction timed out', 'TRANSACTION_TIMEOUT')
}

function argumentsOf({ args = [], named_args: named = [] }: SentStatement): InValue[] {
  if (named.length > 0) throw new LibsqlError('Not spoken here: named arguments.', 'ARGS_INVALID')
  return args.map(({ type, value, base64 = '' }) => {
    if (type === 'null') return null
    if (type === 'blob') return Buffer.from(base64, 'base64')
    return type === 'integer' ? BigInt(value ?? 0) : (value ?? '')
  })
}

function sent(result: ResultSet | undefined): unknown {
  return {
    cols: (result?.columns ?? []).map((name) => ({ name, decltype: null })),
    rows: (result?.rows ?? []).map((row) => Array.from(row).map(sentValue)),
    affected_row_count: result?.rowsAffected ?? 0,
    last_insert_rowid: result?.lastInsertRowid?.toString() ?? null,
  }
}

function sentValue(value: Value): SentValue {
  if (value === null) return { type: 'null' }
  if (typeof value === 'string') return { type: 'text', value }
  if (value instanceof ArrayBuffer) {
    return { type: 'blob', base64: Buffer.from(value).toString('base64') }
  }
  const isWhole = typeof value === 'bigint' || Number.isInteger(value)
  return isWhole ? { type: 'integer', value: String(value) } : { type: 'float', value }
}
