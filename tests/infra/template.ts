import { parse, stringify } from 'yaml'

// Helm is a Go program that neither npm nor Debian has. The chart keeps to a few words of its
// language (a value, range, if, quote, toYaml, indent), and those are carried out here.

type Values = Readonly<Record<string, unknown>>
type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly words: string }
  | { readonly kind: 'range' | 'if'; readonly words: string; readonly inside: readonly Node[] }

/** What the chart makes of its values, as documents. Throws for a word that it does not know. */
export function renderTemplate(text: string, values: Values): unknown[] {
  const rendered = write(read(text), { '.Values': values, '$.Values': values })
  return rendered
    .split(/^---$/m)
    .filter((part) => part.trim() !== '')
    .map((part) => parse(part))
}

/** Text, and what stands between braces; a hyphen takes the blanks on its side away. */
function read(text: string): Node[] {
  const pieces = text
    .replaceAll(/\s*\{\{-/g, '{{')
    .replaceAll(/-\}\}\s*/g, '}}')
    .split(/(\{\{.*?\}\})/)
  const root: Node[] = []
  const open: Node[][] = [root]
  for (const piece of pieces) {
    const inside = open.at(-1) ?? root
    const words = /^\{\{\s*(.*?)\s*\}\}$/.exec(piece)?.[1]
    if (words === undefined) inside.push({ kind: 'text', text: piece })
    else if (words === 'end') open.pop()
    else if (/^(?:range|if) /.test(words)) {
      const block: Node[] = []
      inside.push({ kind: words.startsWith('if') ? 'if' : 'range', words, inside: block })
      open.push(block)
    } else inside.push({ kind: 'value', words })
  }
  if (open.length !== 1) throw new Error('A block of the template has no end.')
  return root
}

function write(nodes: readonly Node[], scope: Values): string {
  return nodes.map((node) => writeOne(node, scope)).join('')
}

function writeOne(node: Node, scope: Values): string {
  if (node.kind === 'text') return node.text
  if (node.kind === 'value') return String(piped(node.words, scope))
  if (node.kind === 'if') {
    return lookUp(node.words.slice('if '.length), scope) ? write(node.inside, scope) : ''
  }
  const said = /^range (\$\w+), (\$\w+) := (\S+)$/.exec(node.words)
  if (said === null) throw new Error(`We do not read: ${node.words}`)
  const [, key = '', value = '', source = ''] = said
  const held = lookUp(source, scope)
  if (typeof held !== 'object' || held === null) throw new Error(`${source} is not a table.`)
  // Go walks a map by its keys in order.
  const entries = Object.entries(held).sort(([one], [other]) => (one < other ? -1 : 1))
  return entries
    .map(([name, each]) => write(node.inside, { ...scope, [key]: name, [value]: each }))
    .join('')
}

function piped(words: string, scope: Values): unknown {
  const [source = '', ...steps] = words.split('|').map((step) => step.trim())
  return steps.reduce<unknown>(carryOut, lookUp(source, scope))
}

function carryOut(given: unknown, step: string): unknown {
  if (step === 'quote') return JSON.stringify(String(given))
  if (step === 'toYaml') return stringify(given).trimEnd()
  const blanks = /^indent (\d+)$/.exec(step)?.[1]
  if (blanks === undefined) throw new Error(`We do not carry out: ${step}`)
  return String(given).replaceAll(/^/gm, ' '.repeat(Number(blanks)))
}

/** `.Values.a.b` or `$name.b`. Throws where nothing has that name, as a strict Helm does. */
function lookUp(path: string, scope: Values): unknown {
  const start = Object.keys(scope).find((name) => path === name || path.startsWith(`${name}.`))
  if (start === undefined) throw new Error(`We do not know ${path}.`)
  const steps = path.slice(start.length).split('.').filter(Boolean)
  return steps.reduce<unknown>((held, step) => {
    if (typeof held !== 'object' || held === null || !Object.hasOwn(held, step)) {
      throw new Error(`The values have no ${path}.`)
    }
    return Object.getOwnPropertyDescriptor(held, step)?.value
  }, scope[start])
}
