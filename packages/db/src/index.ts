export {
  type AuditEntry,
  audit,
  auditHead,
  eraseAuditDetail,
  type TenantSubject,
  verifyAuditChain,
} from './audit.ts'
export type { AuditDetail } from './audit-chain.ts'
export { copyDatabase, makeDurable } from './backup/copy.ts'
export { type DatabaseFacts, readFacts } from './backup/facts.ts'
export { type HearingPause, pauseHearing } from './backup/hearing-gate.ts'
export {
  type AfterRestore,
  beginNewLog,
  type LogNow,
  type RestoredNow,
  repointCursors,
  takeBackAgain,
} from './backup/restored.ts'
export { beginRestore, demandWholeRestore, endRestore } from './backup/unfinished.ts'
export { readWithdrawals, type Withdrawal, withdrawalsFile } from './backup/withdrawals.ts'
export {
  type Consumer,
  type ConsumerOptions,
  createConsumer,
  type DrainResult,
  type EventSource,
} from './consumer.ts'
export { listParked, type ParkedEvent } from './consumer-store.ts'
export { expectOne, isUniqueViolation } from './engine-errors.ts'
export { eraseEvents, type Position, readEvents, readHead, record } from './events.ts'
export { type Handler, handler } from './handler.ts'
export { type OnceKey, type OnceResult, sweepIdempotencyKeys } from './idempotency.ts'
export { filePathOf } from './location.ts'
export { listLooks, type NotedLook } from './looks.ts'
export { type Migration, readMigrations } from './migrate.ts'
export { ofTenant } from './of-tenant.ts'
export { type Database, type DatabaseHealth, type DatabaseOptions, openDatabase } from './open.ts'
export { type OperatingLock, takeOperatingLock } from './operating-lock.ts'
export { createReadAudit, type ReadAudit } from './read-audit.ts'
export { schemaDifferences } from './schema-differences.ts'
export { commonTables } from './tables.ts'
export type { AuditKey, Reader, Tx } from './transaction.ts'
export type { Failpoint } from './write-queue.ts'
