import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient, type InArgs } from '@libsql/client'
import type { ServiceName } from '@waymark/core'

/** A connection that wrote nothing: a writer sees its own lost rows, this sees the file. */
export interface Outside {
  rows(sql: string, args?: InArgs): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** The one number that a `select count(…)` gives. */
  count(sql: string, args?: InArgs): Promise<number>
  close(): void
}

/** Opens a service's file afresh, beside whoever else has it open. */
export function lookInto(dataDir: string, service: ServiceName): Outside {
  const url = pathToFileURL(join(dataDir, `${service}.db`)).href
  const client = createClient({ url, timeout: 5_000 })
  const rows: Outside['rows'] = async (sql, args = []) => {
    const { columns, rows: found } = await client.execute({ sql, args })
    return found.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])))
  }
  return {
    rows,
    async count(sql, args) {
      const [row = {}] = await rows(sql, args)
      return Number(Object.values(row)[0])
    },
    close: () => client.close(),
  }
}

/** What the engine itself finds wrong with the file: nothing, when all is well. */
export async function damageIn(outside: Outside): Promise<readonly unknown[]> {
  const said = await outside.rows('pragma integrity_check')
  const orphans = await outside.rows('pragma foreign_key_check')
  return [...said.map((row) => row.integrity_check).filter((word) => word !== 'ok'), ...orphans]
}
