import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createIds, type OperatorActor } from '@waymark/core'
import {
  type AuditKey,
  audit,
  beginNewLog,
  type Database,
  type LogNow,
  openDatabase,
  readMigrations,
  repointCursors,
  type Tx,
  takeBackAgain,
  type Withdrawal,
  withdrawalsFile,
} from '@waymark/db'
import type { Records } from './records.ts'
import type { Restoring } from './stage.ts'

export interface Settling {
  readonly dataDir: string
  /** The operator's own, and every tenant that the backup knows of. */
  readonly tenant: string
  readonly tenants: readonly string[]
  readonly backup: { readonly id: string; readonly takenAt: string }
  readonly auditKey: AuditKey
  readonly restoring: readonly Restoring[]
  /** Everybody whose records are there, restored or not. */
  readonly house: readonly Records[]
  readonly withdrawals: readonly Withdrawal[]
  readonly at: Date
}

export interface Settled {
  /** Cursors that were pointed to another log. */
  readonly cursors: number
  /** Withdrawals that the backup did not know of. */
  readonly takenBack: number
}

interface Opened {
  readonly records: Records
  readonly db: Database
  readonly restored: Restoring | undefined
}

/** Makes one house of what came back and what stayed. Every operating lock is held meanwhile. */
export async function settle(settling: Settling): Promise<Settled> {
  const house: Opened[] = []
  try {
    for (const records of settling.house) house.push(await open(records, settling))
    const logs = new Map<string, LogNow>()
    for (const each of house) logs.set(each.records.service, await startNewLog(each, settling))
    let cursors = 0
    for (const { db } of house) cursors += await repoint(db, settling, logs)
    let takenBack = 0
    for (const each of house) takenBack += await takeBack(each, settling)
    return { cursors, takenBack }
  } finally {
    for (const { db } of house) await db.close()
  }
}

/** Its clock stands still: what the restore tells, was told by the moment of the restore. */
async function open(records: Records, settling: Settling): Promise<Opened> {
  const { at, auditKey, dataDir, restoring } = settling
  const now = () => at
  const db = await openDatabase({
    service: records.service,
    url: pathToFileURL(records.path).href,
    ...{ now, newId: createIds(now), auditKey },
    migrations: await readMigrations(records.migrations),
    operatingLock: false,
    withdrawals: join(resolve(dataDir), withdrawalsFile),
  })
  const restored = restoring.find(({ kept }) => kept.service === records.service)
  return { records, db, restored }
}

/** A restored log gets another id, what must not live on ends, and the audit trail says so. */
async function startNewLog({ records, db, restored }: Opened, settling: Settling): Promise<LogNow> {
  if (restored === undefined) return { log: db.logId, copied: null }
  const { at, backup, tenants } = settling
  const { log, head } = restored.kept
  const id = randomBytes(16).toString('hex')
  await db.write(async (tx) => {
    await beginNewLog(tx, id)
    await records.end(tx, { at, tenants })
    for (const tenant of tenants) {
      const detail = { takenAt: backup.takenAt, head }
      await note(tx, tenant, { action: 'records.restored', subject: backup.id, detail })
    }
  })
  return { log: id, copied: { log, head } }
}

function note(tx: Tx, tenant: string, entry: Parameters<typeof audit>[2]): Promise<void> {
  const operator: OperatorActor = { kind: 'operator', tenant }
  return audit(tx, operator, entry)
}

function repoint(
  db: Database,
  { tenant, backup }: Settling,
  logs: ReadonlyMap<string, LogNow>,
): Promise<number> {
  return db.write(async (tx) => {
    const cursors = await repointCursors(tx, logs)
    if (cursors === 0) return 0
    await note(tx, tenant, { action: 'cursors.moved', subject: backup.id, detail: { cursors } })
    return cursors
  })
}

async function takeBack({ records, db, restored }: Opened, settling: Settling): Promise<number> {
  if (restored === undefined) return 0
  const handlers = records.again({ now: () => settling.at, newId: createIds(() => settling.at) })
  let count = 0
  for (const each of settling.withdrawals) {
    if (each.service !== records.service) continue
    if (await db.write((tx) => takeBackAgain(tx, handlers, each))) count += 1
  }
  return count
}
