import { z } from 'zod'

/** Variables that belong together under one heading of `.env.example`. */
export interface EnvSection {
  readonly title: string
  readonly schema: z.ZodObject
}

/**
 * The text of `.env.example`: every variable once, described, commented out. Shown is its default,
 * or its example where it has none. A variable of an earlier section is not repeated.
 */
export function renderEnvExample(sections: readonly EnvSection[]): string {
  const seen = new Set<string>()
  const blocks = sections.flatMap(({ title, schema }) => {
    const variables = describe(schema).filter(({ name }) => !seen.has(name))
    for (const { name } of variables) seen.add(name)
    return variables.length === 0 ? [] : [`## ${title}`, ...variables.map(renderVariable)]
  })
  return `${[heading, ...blocks].join('\n\n')}\n`
}

const heading = [
  '# Every setting of Waymark. Nothing set: one process, embedded engines, the demo.',
  '# Copy to .env and take the # away from what you change. An empty value counts as unset.',
].join('\n')

interface Variable {
  readonly name: string
  readonly description: string
  readonly shown: string
}

const property = z.object({
  description: z.string().default(''),
  example: z.string().default(''),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
})

function describe(schema: z.ZodObject): Variable[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.entries(json.properties ?? {}).map(([name, given]) => {
    const { description, example, default: fallback } = property.parse(given)
    return { name, description, shown: String(fallback ?? example) }
  })
}

function renderVariable({ name, description, shown }: Variable): string {
  return `# ${description}\n#${name}=${shown}`
}
