import { eachNode, eachSource, type House, lineOf, type Rule } from './house.ts'
import { isShipped } from './paths.ts'

/** The plain verb ("ask your surgery") is a person's word; the noun is ours and stays inside. */
const askNoun = '(?:an?|the|this|that|each|every|one|new|your|their|our) asks?|asks'
const innerWords = [askNoun, 'attempts?', 'assignments?', 'tenants?', 'stewards?', 'break-glass']
const bannedOnScreen = new RegExp(String.raw`\b(?:${innerWords.join('|')}|outcome codes?)\b`, 'i')
const spoken = ['alt', 'aria-label', 'label', 'title', 'placeholder', 'hint', 'heading', 'legend']

const plainScreens: Rule = {
  name: 'no inner word is shown on a screen',
  find: eachNode(
    (path) => /^services\/web\/src\/.*\.tsx$/.test(path) && isShipped(path),
    (report) => {
      const check = (node: { start: number }, text: unknown) => {
        const [word] = (typeof text === 'string' && bannedOnScreen.exec(text)) || []
        if (word !== undefined) report(node, `"${word}" is our word, not theirs: say it plainly`)
      }
      return {
        JSXText: (node) => check(node, node.value),
        JSXAttribute(node) {
          const shown = node.name.type === 'JSXIdentifier' && spoken.includes(node.name.name)
          if (shown && node.value?.type === 'Literal') check(node, node.value.value)
        },
        JSXExpressionContainer({ expression }) {
          if (expression.type === 'Literal') check(expression, expression.value)
          if (expression.type !== 'TemplateLiteral') return
          for (const quasi of expression.quasis) check(quasi, quasi.value.raw)
        },
      }
    },
  ),
  bad: { 'services/web/src/a.tsx': 'export const a = <p title="The ask">Second attempt</p>' },
  good: { 'services/web/src/a.tsx': 'export const a = <p class="attempt">Ask your surgery</p>' },
}

const noJargon: Rule = {
  name: 'no abbreviation a link worker would not say',
  find: eachSource(isShipped, ({ text }, report) => {
    for (const found of text.matchAll(
      /\b(?:pcsp|sla)s?\b|\b(?:pcsp|sla)[A-Z]|(?:Pcsp|Sla)(?![a-z])/g,
    )) {
      report({ start: found.index }, 'say plan or deadline')
    }
  }),
  bad: { 'packages/contracts/src/a.ts': 'export const slaHours = 4' },
  good: { 'packages/contracts/src/a.ts': 'export const translate = 4' },
}

const machineBound = [
  /(?<![\w.@])\/(?:work|root|Users|home)\/\w/g,
  /\/tmp\/[\w.-]+/g,
  /https?:\/\/[^\s'"]*(?:registry|artifactory|verdaccio|nexus)[^\s'"]*/g,
]

const anyMachine: Rule = {
  name: 'no file names a machine path or a package registry',
  find: (house) => findText(house, machineBound, 'name nothing of one machine'),
  bad: { 'infra/Caddyfile': ['root * ', 'home', 'ann'].join('/') },
  good: {
    'README.md': 'Listings live in services/directory; pages at https://waymark.example/home',
  },
}

function findText(house: House, patterns: readonly RegExp[], instead: string): readonly string[] {
  return [...house.files].flatMap(([path, text]) =>
    patterns
      .flatMap((pattern) => [...text.matchAll(pattern)])
      .map((found) => `${path}:${lineOf(text, found.index)}: ${instead} (${found[0]})`),
  )
}

/** What is said, on screens and in files. */
export const wordRules: readonly Rule[] = [plainScreens, noJargon, anyMachine]
