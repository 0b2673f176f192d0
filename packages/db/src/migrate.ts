import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { AppError, isAppError } from '@waymark/core'
import type { Failpoint, WriteQueue } from './write-queue.ts'

/** One change of the database's shape, applied whole or not at all. */
export interface Migration {
  readonly name: string
  readonly statements: readonly string[]
}

/** The migrations of one owner (the common tables, or a service), in the order they are applied. */
export interface MigrationSet {
  readonly owner: string
  readonly migrations: readonly Migration[]
}

interface Step {
  readonly key: string
  readonly hash: string
  readonly statements: readonly string[]
}

const createJournal = `create table if not exists migrations
  (name text primary key not null, hash text not null) strict`

/** Reads `*.sql` in name order; a line `--> statement-breakpoint` stands between statements. */
export async function readMigrations(folder: URL): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8')
      const statements = text.split(/^--> statement-breakpoint\s*$/m).map((part) => part.trim())
      return { name: name.slice(0, -'.sql'.length), statements: statements.filter(Boolean) }
    }),
  )
}

/**
 * Applies what is pending. Each migration is one write transaction whose first statement inserts
 * its journal key, so that of ten processes starting together one applies it. Throws `unavailable`
 * when the file was made by a newer version, or by different text of an applied migration.
 */
export async function migrate(
  queue: WriteQueue,
  sets: readonly MigrationSet[],
  failpoint: Failpoint,
): Promise<void> {
  const known = sets.map(stepsOf)
  for (;;) {
    const journal = await readJournal(queue)
    const next = pendingSteps(journal, known)[0]
    if (next === undefined) return
    await applyStep(queue, next, failpoint)
  }
}

function stepsOf(set: MigrationSet): readonly Step[] {
  return set.migrations.map(({ name, statements }) => ({
    key: `${set.owner}/${name}`,
    hash: createHash('sha256').update(JSON.stringify(statements)).digest('hex'),
    statements,
  }))
}

async function readJournal(queue: WriteQueue): Promise<ReadonlyMap<string, string>> {
  return queue.run(async (transaction) => {
    await transaction.execute(createJournal)
    const { rows } = await transaction.execute('select name, hash from migrations')
    return new Map(rows.map((row) => [String(row.name), String(row.hash)]))
  })
}

/** Each set's applied steps must be its first ones, unchanged, and no step may be unknown. */
function pendingSteps(journal: ReadonlyMap<string, string>, known: readonly (readonly Step[])[]) {
  const keys = new Set(known.flat().map((step) => step.key))
  if ([...journal.keys()].some((key) => !keys.has(key))) {
    throw cannotUse('was written by a newer version of Waymark. Start that version')
  }
  return known.flatMap((steps) => {
    const applied = steps.filter((step) => journal.has(step.key)).length
    const expected = steps.slice(0, applied)
    if (expected.some((step) => journal.get(step.key) !== step.hash)) {
      throw cannotUse('was built from other steps than this version has. Start the right version')
    }
    return steps.slice(applied)
  })
}

function cannotUse(why: string): AppError {
  return new AppError('unavailable', `The data ${why}, or set DATA_DIR to another folder.`)
}

/** A rival's journal key is there already: the caller reads the journal again. */
async function applyStep(queue: WriteQueue, step: Step, failpoint: Failpoint): Promise<void> {
  const insertKey = {
    sql: 'insert into migrations (name, hash) values (?, ?) on conflict do nothing',
    args: [step.key, step.hash],
  }
  try {
    await queue.run(async (transaction) => {
      const { rowsAffected } = await transaction.execute(insertKey)
      if (rowsAffected === 0) return
      await transaction.batch([...step.statements])
      await failpoint('db.migration-half')
    })
  } catch (error) {
    if (isAppError(error)) throw error
    throw new AppError('internal', 'A step of building the database failed. None of it was kept.', {
      cause: error,
    })
  }
}
