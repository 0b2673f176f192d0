import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { describe, expect, test } from 'vitest'
import { adapters, type Given } from './conformance.adapters.tsx'

/**
 * What of the design system Waymark leaves out, by component: an option, or an option's value. A
 * fixture that uses one is not compared; every other fixture must match. `*` is any item, `!` an
 * option not given.
 */
const headings = {
  'heading.level': 'a label that is a heading is the page’s first',
  'heading.id': 'nothing links to it',
  'heading.size': 'said once, beside the words',
  caption: 'no page has one',
  'isPageHeading=false': 'deprecated',
}

const errorOnly = { 'errorMessage=true': 'an error is always said in words' }

const leftOut: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'back-link': {
    type: 'a way back is a link',
    '!href': 'a way back is a link',
    'variant=reverse': 'no dark pages',
  },
  breadcrumb: {
    backLink: 'the way back is the last step',
    'items.*.attributes': 'not needed',
    'variant=reverse': 'no dark pages',
  },
  button: { preventDoubleClick: 'forms carry an idempotency key' },
  card: {
    actions: 'lists of facts have actions, cards do not',
    image: 'no pictures',
    'variant=non-urgent': 'Waymark gives no medical advice',
    'variant=urgent': 'Waymark gives no medical advice',
    'variant=emergency': 'Waymark gives no medical advice',
  },
  checkboxes: {
    ...errorOnly,
    'items.*.behaviour': 'needs their script',
    'items.*.exclusive': 'needs their script',
    'items.*.exclusiveGroup': 'needs their script',
  },
  fieldset: { 'legend.caption': 'no page has one' },
  input: { ...errorOnly, 'classes=nhsuk-input--width-10': 'said by an option' },
  label: { ...headings, 'classes=nhsuk-label--l': 'said by an option' },
  legend: { ...headings, 'classes=nhsuk-fieldset__legend--l': 'said by an option' },
  'notification-banner': { 'heading.element': 'a heading is a heading' },
  pagination: {
    'previous.text': 'one language as yet',
    previousUrl: 'deprecated',
  },
  'password-input': {
    ...errorOnly,
    'button.preventDoubleClick': 'it sends nothing',
    showPasswordText: 'one language as yet',
  },
  radios: errorOnly,
  'search-input': {
    ...errorOnly,
    'button=false': 'a search works without script, so it has a button',
  },
  select: {
    ...errorOnly,
    'formGroup.afterInput': 'no page has one',
    'items.*.divider': 'no page has one',
  },
  'summary-list': {
    card: 'no page has one',
    'rows.*.actions.items.*.type': 'an action is a link',
    'rows.*.key.width': 'left to the style sheet',
  },
  tables: {
    card: 'no page has one',
    panel: 'deprecated',
    scroll: 'needs their script',
    'variant=reverse': 'no dark pages',
    'head.*.sort': 'needs their script, or a server that sorts',
    'head.*.align': 'numbers go to their side, words to theirs',
    'head.*.width': 'left to the style sheet',
    'head.*.visuallyHiddenText': 'every column has a name',
    'rows.*.*.classes': 'left to the style sheet',
    'rows.*.*.format': 'a column has one kind of thing',
  },
  textarea: errorOnly,
  'task-list': { 'items.*=false': 'the types allow no gaps' },
  tag: { 'classes=nhsuk-tag--red': 'said by an option' },
}

interface Fixture {
  readonly name: string
  readonly context: Given
  readonly callBlock?: string
  readonly html: string
}

function fixturesOf(component: string): Fixture[] {
  const path = `../../node_modules/nhsuk-frontend/dist/nhsuk/components/${component}/fixtures.json`
  const file = fileURLToPath(new URL(path, import.meta.url))
  // The package's own file, in the shape its documentation gives.
  return (JSON.parse(readFileSync(file, 'utf8')) as { fixtures: Fixture[] }).fixtures
}

/** Every option of a fixture as "rows.*.key.text" and "rows.*.key.text=Name". */
function optionsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    return [path, ...value.flatMap((item) => optionsOf(item, `${path}.*`))]
  }
  if (typeof value !== 'object' || value === null) return [path, `${path}=${value}`]
  const inner = Object.entries(value).flatMap(([name, item]) =>
    optionsOf(item, path === '' ? name : `${path}.${name}`),
  )
  return [path, ...inner]
}

function reasonLeftOut(component: string, fixture: Fixture): string | undefined {
  const options = optionsOf(fixture.context)
  const left = Object.keys(leftOut[component] ?? {})
  return left.find((option) =>
    option.startsWith('!') ? !options.includes(option.slice(1)) : options.includes(option),
  )
}

type Shape = string | { tag: string; attributes: Record<string, string>; children: Shape[] }

/** A tree without what does not matter: the order of attributes and classes, and white space. */
function shapeOf(node: DefaultTreeAdapterTypes.ChildNode): Shape[] {
  if (node.nodeName === '#text' && 'value' in node) {
    const text = node.value.replace(/\s+/g, ' ').trim()
    return text === '' ? [] : [text]
  }
  if (!('tagName' in node)) return []
  const attributes = node.attrs.map(({ name, value }) => [
    name,
    name === 'class' ? value.split(/\s+/).filter(Boolean).sort().join(' ') : value.trim(),
  ])
  attributes.sort(([a = ''], [b = '']) => a.localeCompare(b))
  return [
    {
      tag: node.tagName,
      attributes: Object.fromEntries(attributes),
      children: joinText(node.childNodes.flatMap(shapeOf)),
    },
  ]
}

/** Text that a renderer wrote in two pieces is one text. */
function joinText(shapes: Shape[]): Shape[] {
  const joined: Shape[] = []
  for (const shape of shapes) {
    const last = joined.at(-1)
    if (typeof shape === 'string' && typeof last === 'string')
      joined[joined.length - 1] = `${last} ${shape}`
    else joined.push(shape)
  }
  return joined
}

const shape = (html: string) => joinText(parseFragment(html).childNodes.flatMap(shapeOf))

function ours(component: string, { context, callBlock }: Fixture): string {
  const adapter = adapters[component]
  if (adapter === undefined) throw new Error(`No adapter for ${component}.`)
  const content = adapter(callBlock === undefined ? context : { ...context, block: callBlock })
  return String(content)
}

const components = Object.keys(adapters).sort()
const fixtures = components.flatMap((component) =>
  fixturesOf(component).map((fixture) => ({ component, name: fixture.name, fixture })),
)
const compared = fixtures.filter(({ component, fixture }) => !reasonLeftOut(component, fixture))

describe('the components are those of nhsuk-frontend', () => {
  test.each(compared)('happy: $component, $name', ({ component, fixture }) => {
    expect(shape(ours(component, fixture))).toEqual(shape(fixture.html))
  })

  test('refused: nothing is left out that no fixture uses: the list hides no mistake', () => {
    const used = new Set(
      fixtures.flatMap(({ component, fixture }) =>
        optionsOf(fixture.context).map((option) => `${component}: ${option}`),
      ),
    )
    const named = Object.entries(leftOut).flatMap(([component, options]) =>
      Object.keys(options)
        .filter((option) => !option.startsWith('!'))
        .map((option) => `${component}: ${option}`),
    )
    expect(named.filter((option) => !used.has(option))).toEqual([])
  })

  test('happy: most of the fixtures are compared', () => {
    expect({ all: fixtures.length, compared: compared.length }).toEqual({ all: 711, compared: 488 })
  })
})
