import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allSettings } from '@waymark/all-in-one'
import { type Engine, findEngine } from '@waymark/testing'

export const infra = fileURLToPath(new URL('../../infra/', import.meta.url))

/** The text of a file of infra. */
export function infraFile(name: string): string {
  return readFileSync(join(infra, name), 'utf8')
}

/** Every setting there is, and the one that Node itself reads. */
const known = new Set([...Object.keys(allSettings.shape), 'NODE_ENV'])

/** Of these names, those that no configuration schema has. */
export function unknownSettings(names: Iterable<string>): string[] {
  return [...names].filter((name) => !known.has(name))
}

interface Checked {
  readonly code: number | null
  readonly said: string
}

/** Lets a program that others write check a file of ours; looked for before, with `missingOf`. */
export function checkBy(
  engine: Engine,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Checked {
  const { path } = findEngine(engine)
  if (path === null) throw new Error(`${engine} is not there.`)
  const options = { cwd: infra, encoding: 'utf8', env: { ...process.env, ...env } } as const
  const { status, stdout, stderr } = spawnSync(path, args, options)
  return { code: status, said: `${stdout}${stderr}` }
}

/** Why a check is skipped; null where it can be made. */
export function missingOf(engine: Engine): string | null {
  return findEngine(engine).missing
}
