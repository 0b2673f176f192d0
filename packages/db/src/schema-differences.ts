import { sql } from 'drizzle-orm'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Reader } from './transaction.ts'

type TableConfig = ReturnType<typeof getTableConfig>

/**
 * Compares drizzle tables with the migrated file: columns (type, not null, place in the primary
 * key) and indexes (name, columns, uniqueness), both ways. A plain line per difference.
 */
export async function schemaDifferences(
  reader: Reader,
  tables: readonly SQLiteTable[],
): Promise<string[]> {
  const found: string[] = []
  for (const table of tables) {
    const config = getTableConfig(table)
    const columns = compare(declaredColumns(config), await fileColumns(reader, config.name))
    const indexes = compare(declaredIndexes(config), await fileIndexes(reader, config.name))
    found.push(...[...columns, ...indexes].map((line) => `${config.name}: ${line}`))
  }
  return found
}

function declaredColumns(config: TableConfig): string[] {
  const together = config.primaryKeys.flatMap((key) => key.columns.map((column) => column.name))
  return config.columns.map((column) => {
    const place = column.primary ? 1 : together.indexOf(column.name) + 1
    return columnLine(column.name, column.getSQLType(), { notNull: column.notNull, place })
  })
}

async function fileColumns(reader: Reader, table: string): Promise<string[]> {
  const rows = await reader
    .select({
      name: sql<string>`name`,
      type: sql<string>`type`,
      notNull: sql<number>`"notnull"`,
      place: sql<number>`pk`,
    })
    .from(sql`pragma_table_info(${table})`)
  return rows.map(({ name, type, notNull, place }) =>
    columnLine(name, type, { notNull: notNull === 1, place }),
  )
}

function columnLine(
  name: string,
  type: string,
  more: { readonly notNull: boolean; readonly place: number },
): string {
  const key = more.place > 0 ? `, primary key ${more.place}` : ''
  return `column ${name} ${type.toLowerCase()}${more.notNull ? ' not null' : ''}${key}`
}

function declaredIndexes(config: TableConfig): string[] {
  const indexes = config.indexes.map(({ config: index }) => {
    const columns = index.columns.map((column) => ('name' in column ? column.name : '(expression)'))
    return indexLine(index.name, index.unique, columns)
  })
  const uniques = config.uniqueConstraints.map((unique) => {
    const columns = unique.columns.map((column) => column.name)
    return indexLine(unique.getName() ?? 'unnamed', true, columns)
  })
  const single = config.columns
    .filter((column) => column.isUnique)
    .map((column) => indexLine(column.uniqueName ?? 'unnamed', true, [column.name]))
  return [...indexes, ...uniques, ...single]
}

async function fileIndexes(reader: Reader, table: string): Promise<string[]> {
  const rows = await reader
    .select({
      name: sql<string>`list.name`,
      unique: sql<number>`list."unique"`,
      columns: sql<string>`(
        select group_concat(coalesce(info.name, '(expression)'), ', ')
        from pragma_index_info(list.name) as info
      )`,
    })
    .from(sql`pragma_index_list(${table}) as list`)
    .where(sql`list.origin <> 'pk'`)
  return rows.map(({ name, unique, columns }) => indexLine(name, unique === 1, [columns]))
}

function indexLine(name: string, unique: boolean, columns: readonly string[]): string {
  return `${unique ? 'unique index' : 'index'} ${name} (${columns.join(', ')})`
}

function compare(declared: readonly string[], inFile: readonly string[]): string[] {
  return [
    ...declared
      .filter((line) => !inFile.includes(line))
      .map((line) => `${line} is not in the file`),
    ...inFile
      .filter((line) => !declared.includes(line))
      .map((line) => `${line} is only in the file`),
  ]
}
