import { setTimeout as pause } from 'node:timers/promises'
import { type Client, createClient } from '@libsql/client'
import {
  AppError,
  type Clock,
  isAppError,
  type NewId,
  ownErrorIn,
  type ServiceName,
  unavailable,
} from '@waymark/core'
import { createHearingGate, type HearingGate, openGate } from './backup/hearing-gate.ts'
import { openWithdrawals } from './backup/withdrawals.ts'
import { engineError, isAway, isBusy } from './engine-errors.ts'
import { readLogId } from './events.ts'
import { createGuardedClient } from './guarded-client.ts'
import { findKept, type OnceKey, type OnceResult, once } from './idempotency.ts'
import { cannotWrite, filePathOf, makeFolderFor } from './location.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { type OperatingLock, takeOperatingLock } from './operating-lock.ts'
import { createReader } from './reader.ts'
import type { AuditKey, Reader, Tx } from './transaction.ts'
import { createWriteQueue, type Failpoint, type WriteQueue } from './write-queue.ts'
import { createWriter } from './writer.ts'

export interface DatabaseHealth {
  readonly engine: string
  readonly ready: boolean
  readonly detail?: string
}

/** A service's own database. */
export interface Database {
  readonly service: ServiceName
  /** Names this database's event log; a restored copy has another one. */
  readonly logId: string
  readonly reader: Reader
  /**
   * The only way to change a row: one at a time, in order. A nested call joins the open one; a
   * nested throw ends the outer one even if caught. Make no outside call in it. Throws
   * `unavailable` when busy (nothing saved) or when a commit failed (look whether it was saved).
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * A write guarded by an `Idempotency-Key`: the same key and body again gives the same id without
   * doing the work; another body throws `invalid`. Without a key it simply writes.
   */
  writeOnce(
    key: OnceKey | undefined,
    work: (tx: Tx) => Promise<{ id: string }>,
  ): Promise<OnceResult>
  /**
   * What a key has made already, or null: for an act that asks others before it writes, and must
   * not ask again when it is repeated. Throws `invalid` for another body.
   */
  madeBy(key: OnceKey | undefined): Promise<string | null>
  /** Shut while a backup copies this database: what reads other logs asks before it does. */
  readonly hearing: HearingGate
  /** For libraries that write by themselves. Closing it is not needed and does nothing. */
  guardedClient(): Client
  health(): Promise<DatabaseHealth>
  /** Waits for the writes under way, then lets go of the file. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly service: ServiceName
  /** `file:./data/directory.db` or `libsql://…`. */
  readonly url: string
  readonly authToken?: string
  readonly now: Clock
  readonly newId: NewId
  /** The service's own; the common tables come first. */
  readonly migrations: readonly Migration[]
  readonly auditKey: AuditKey
  /** One process per file. Only tests lift it, and a restore, which holds every lock itself. */
  readonly operatingLock?: boolean
  /** The file that lists what was taken back, outside the records and their backups. */
  readonly withdrawals?: string
  /** How long the engine itself waits for a lock, blocking the process. */
  readonly busyTimeoutMs?: number
  /** How long a server may take to answer: longer than it lets a transaction hold its lock. */
  readonly answerMs?: number
  readonly failpoint?: Failpoint
  /** Called after each commit that wrote an event. A hint for readers: it must not throw. */
  readonly onTold?: () => void
}

interface Opened {
  readonly writing: Client
  readonly reading: Client
  readonly queue: WriteQueue
  readonly lock: OperatingLock | undefined
}

const readingStreams = 20

/** Opens, locks and migrates a database. Throws `unavailable`, in plain words, when it cannot. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const path = filePathOf(options.url)
  if (path !== undefined) await makeFolderFor(path)
  const locked = path !== undefined && (options.operatingLock ?? true)
  const lock = locked ? await takeOperatingLock(path) : undefined
  try {
    return await openLocked(options, path, lock)
  } catch (error) {
    await lock?.release()
    throw plainly(error, path)
  }
}

async function openLocked(
  options: DatabaseOptions,
  path: string | undefined,
  lock: OperatingLock | undefined,
): Promise<Database> {
  const { failpoint = () => {} } = options
  const isFile = path !== undefined
  const writing = connect(options, path, 1)
  // Calls on a file are synchronous: a second reading connection only doubles the page cache.
  const reading = connect(options, path, isFile ? 1 : readingStreams)
  try {
    if (isFile) await useWriteAheadLog(writing)
    const queue = createWriteQueue(writing, failpoint)
    const common = await readMigrations(new URL('../migrations/', import.meta.url))
    const sets = [
      { owner: 'common', migrations: common },
      { owner: options.service, migrations: options.migrations },
    ]
    await migrate(queue, sets, failpoint)
    return await createDatabase(options, { writing, reading, queue, lock })
  } catch (error) {
    reading.close()
    writing.close()
    throw error
  }
}

/** The driver's error for a file it cannot open has no code: it is known by where it is thrown. */
function connect(options: DatabaseOptions, path: string | undefined, concurrency: number): Client {
  const { url, authToken, busyTimeoutMs: timeout = 5000, answerMs = 10_000 } = options
  try {
    const server = path === undefined && { fetch: fetchWithin(answerMs) }
    return createClient({ url, concurrency, timeout, ...server, ...(authToken && { authToken }) })
  } catch (error) {
    if (path === undefined || engineError(error) !== undefined) throw error
    throw cannotWrite(path, error)
  }
}

function fetchWithin(limitMs: number) {
  return (request: Request) => fetch(request, { signal: AbortSignal.timeout(limitMs) })
}

async function createDatabase(options: DatabaseOptions, opened: Opened): Promise<Database> {
  const { writing, reading, queue, lock } = opened
  const { now, newId, auditKey } = options
  const { service, onTold, withdrawals: list } = options
  const withdrawals = list === undefined ? undefined : await openWithdrawals(list, service)
  const recorder = { now, newId, auditKey }
  const writer = createWriter(queue, { recorder, withdrawals, onTold })
  const reader = createReader(reading)
  const logId = await readLogId(reader)
  const path = filePathOf(options.url)
  const hearing = path === undefined ? openGate : createHearingGate(path)
  const engine = writing.protocol === 'file' ? 'libSQL file' : 'libSQL server'
  return {
    service,
    logId,
    reader,
    hearing,
    write: writer.write,
    writeOnce: (key, work) =>
      writer.write(async (tx) =>
        key === undefined ? { id: (await work(tx)).id, repeated: false } : once(tx, key, work),
      ),
    madeBy: async (key) => (key === undefined ? null : findKept(reader, key, now)),
    guardedClient: () => createGuardedClient({ reading, queue, writer }),
    health: () => healthOf(reader, engine),
    async close() {
      await queue.close()
      hearing.close()
      reading.close()
      writing.close()
      await lock?.release()
    },
  }
}

async function healthOf(reader: Reader, engine: string): Promise<DatabaseHealth> {
  try {
    await readLogId(reader)
    return { engine, ready: true }
  } catch (error) {
    const code = ownErrorIn(error)?.code ?? engineError(error)?.code ?? 'unknown'
    return { engine, ready: false, detail: `The database does not answer (${code}).` }
  }
}

/** Three times the durable writes a second, and readers never wait. It stays with the file. */
async function useWriteAheadLog(client: Client): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { rows } = await client.execute('pragma journal_mode')
      if (rows[0]?.journal_mode !== 'wal') await client.execute('pragma journal_mode = wal')
      return
    } catch (error) {
      if (!isBusy(error)) throw error
      client.reconnect()
      if (attempt >= 100) throw unavailable('The database is busy. Try again in a moment.', error)
    }
    await pause(Math.random() * 50)
  }
}

function plainly(error: unknown, path: string | undefined): unknown {
  if (isAppError(error)) return error
  const code = engineError(error)?.code ?? ''
  if (path !== undefined && /^SQLITE_(CANTOPEN|READONLY|PERM|IOERR)/.test(code)) {
    return cannotWrite(path, error)
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return unavailable('A file of the data is damaged or not a database. Restore a backup.', error)
  }
  if (path === undefined && isAway(error)) {
    return unavailable('The database server does not answer.', error)
  }
  return new AppError('internal', 'The database could not be opened.', { cause: error })
}
