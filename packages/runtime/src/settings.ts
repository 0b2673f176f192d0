import { z } from 'zod'

/** What a person who sets a variable needs to know. Every variable of every service carries it. */
export interface SettingMeta {
  readonly description: string
  /** Ends the sentence "Set PORT to …". */
  readonly put: string
  readonly example?: string
}

/** The process cannot start as it is set up. One plain sentence for each problem, never a value. */
export class SettingsError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'SettingsError'
    this.problems = problems
  }
}

/** Describes one variable. Call it last: a later `.default()` would lose the description. */
export function setting<S extends z.ZodType>(schema: S, meta: SettingMeta): S {
  return schema.meta({ ...meta })
}

/**
 * Reads the environment once. An empty variable counts as unset.
 * Throws `SettingsError` with every problem at once.
 */
export function readSettings<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<Shape>> {
  const given = Object.entries(env).filter(([, text]) => text !== undefined && text.trim() !== '')
  const result = schema.safeParse(Object.fromEntries(given))
  if (result.success) return result.data
  const names = new Set(given.map(([name]) => name))
  const problems = new Map<string, string>()
  for (const issue of result.error.issues) {
    const name = String(issue.path[0] ?? '')
    if (!problems.has(name)) problems.set(name, sentence(schema, issue, names.has(name)))
  }
  throw new SettingsError([...problems.values()])
}

function sentence(schema: z.ZodObject, issue: z.core.$ZodIssue, isSet: boolean): string {
  const name = String(issue.path[0] ?? '')
  // A rule over several variables writes its own sentence; a single one is described by its meta.
  if (issue.code === 'custom' && issue.params?.wholeSentence === true) return issue.message
  const field = schema.shape[name]
  const { put, example } = (field && z.globalRegistry.get(field)) ?? {}
  const start = isSet ? `Set ${name}` : `${name} is missing: set it`
  const forExample = typeof example === 'string' ? `, for example ${example}` : ''
  return `${start} to ${typeof put === 'string' ? put : 'a value it allows'}${forExample}.`
}
