import type { ESTree } from 'rolldown/utils'
import { eachNode, eachSource, type Rule } from './house.ts'
import { isEntry, isRules, isShipped, isTest, isTypeScript } from './paths.ts'

const pureRules: Rule = {
  name: 'rules.ts reads no clock, no chance and no machine',
  find: eachNode(isRules, (report) => {
    const handItIn = 'hand time, ids and settings in'
    const impure = ['process', 'fetch', 'crypto', 'performance', 'setTimeout', 'globalThis']
    return {
      NewExpression(node) {
        if (nameOf(node.callee) === 'Date' && node.arguments.length === 0) report(node, handItIn)
      },
      CallExpression(node) {
        const { callee } = node
        if (nameOf(callee) === 'Date') report(node, handItIn)
        if (impure.includes(nameOf(callee))) report(node, handItIn)
      },
      MemberExpression(node) {
        const [object, member] = [nameOf(node.object), memberOf(node)]
        const chance = object === 'Math' && member === 'random'
        const clock = object === 'Date' && member === 'now'
        if (chance || clock || impure.includes(object)) report(node, handItIn)
      },
    }
  }),
  bad: { 'services/directory/src/listing/rules.ts': 'export const due = () => Date.now() + 1' },
  good: { 'services/directory/src/listing/rules.ts': 'export const due = (now) => new Date(now)' },
}

const readsEnvironment = /(\/config\.ts$|\/vitest\.config\.ts$)/

const oneReader: Rule = {
  name: 'the environment is read only by config, main and cli',
  find: eachNode(
    (path) => !readsEnvironment.test(path) && !isEntry(path) && !isTest(path),
    (report) => ({
      MemberExpression(node) {
        if (nameOf(node.object) !== 'process' || memberOf(node) !== 'env') return
        report(node, 'read it in config.ts and hand the setting in')
      },
    }),
  ),
  bad: { 'services/web/src/find/page.tsx': 'const url = process.env.URL' },
  good: { 'services/web/src/config.ts': 'const url = process.env.URL' },
}

const quiet: Rule = {
  name: 'only the command line prints',
  find: eachNode(
    (path) => !isEntry(path) && !isTest(path),
    (report) => ({
      MemberExpression(node) {
        if (nameOf(node.object) === 'console') report(node, 'log through the logger handed in')
      },
    }),
    'suspicious/noConsole',
  ),
  bad: { 'packages/core/src/a.ts': "console.log('here')" },
  good: { 'services/all-in-one/src/cli.ts': "console.log('here')" },
}

const importsAreQuiet: Rule = {
  name: 'nothing happens on import and no module holds state',
  find: eachSource(
    (path) => isShipped(path) && isTypeScript(path) && !isEntry(path),
    ({ program }, report) => {
      for (const statement of program.body) {
        const inner = declarationIn(statement)
        if (statement.type === 'ExpressionStatement') report(statement, 'do it in createX(deps)')
        if (inner?.type !== 'VariableDeclaration') continue
        const holds = inner.kind !== 'const' || inner.declarations.some(({ init }) => isStore(init))
        if (holds) report(inner, 'keep state inside createX(deps)')
      }
    },
  ),
  bad: {
    'packages/db/src/a.ts': 'export let open = 0',
    'packages/db/src/b.ts': 'const c = new Map()',
  },
  good: {
    'packages/db/src/a.ts': "const known = new Set(['a'])\nexport const b = () => new Map()",
  },
}

function declarationIn(statement: ESTree.Statement | ESTree.Directive): ESTree.Node | null {
  return statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
}

function isStore(init: ESTree.Expression | null): boolean {
  if (init?.type === 'AwaitExpression') return true
  if (init?.type !== 'NewExpression' || init.arguments.length > 0) return false
  return ['Map', 'Set', 'WeakMap', 'WeakSet'].includes(nameOf(init.callee))
}

const testNames: Rule = {
  name: 'a test is named happy:, refused: or secure:',
  find: eachNode(isTest, (report) => ({
    CallExpression(node) {
      const [title] = node.arguments
      if (title === undefined || !isTestCall(node)) return
      if (!/^(happy|refused|secure): /.test(textOf(title))) {
        report(node, 'begin its name with happy:, refused: or secure:')
      }
    },
  })),
  bad: { 'packages/core/src/a.test.ts': "test('works', () => {})\ntest.each([1])('%s', () => {})" },
  good: { 'packages/core/src/a.test.ts': "test.each([1])('happy: %s', () => {})" },
}

/** `test(…)`, `it(…)`, and what `.each(…)`, `.skipIf(…)` and the like return, called. */
function isTestCall({ callee, arguments: given }: ESTree.CallExpression): boolean {
  const direct = ['test', 'it'].includes(nameOf(callee))
  if (direct) return true
  if (callee.type === 'MemberExpression') {
    const plain = ['only', 'concurrent', 'sequential', 'fails', 'skip', 'todo']
    return ['test', 'it'].includes(nameOf(callee.object)) && plain.includes(memberOf(callee))
  }
  if (callee.type !== 'CallExpression' || callee.callee.type !== 'MemberExpression') return false
  return given.length > 0 && ['test', 'it'].includes(nameOf(callee.callee.object))
}

const noSleeping: Rule = {
  name: 'a test never sleeps',
  find: eachNode(
    (path) => isTest(path) && !path.startsWith('packages/testing/'),
    (report, { imports }) => {
      const wait = 'wait for a condition with a bound (@waymark/testing)'
      for (const found of imports) {
        if (/^(node:)?timers(\/promises)?$/.test(found.from)) report(found, wait)
      }
      return {
        CallExpression(node) {
          if (['setTimeout', 'setInterval', 'sleep'].includes(nameOf(node.callee)))
            report(node, wait)
        },
        MemberExpression(node) {
          if (nameOf(node.object) === 'Atomics' && memberOf(node) === 'wait') report(node, wait)
        },
      }
    },
  ),
  bad: { 'packages/db/src/a.test.ts': 'await new Promise((done) => setTimeout(done, 50))' },
  good: { 'packages/db/src/a.test.ts': 'await waitUntil(() => ready)' },
}

const nothingFocused: Rule = {
  name: 'no test is focused or mocked',
  find: eachNode(isTest, (report) => ({
    MemberExpression(node) {
      const [object, member] = [nameOf(node.object), memberOf(node)]
      const focused = ['test', 'it', 'describe'].includes(object) && member === 'only'
      if (focused) report(node, 'take .only away before committing')
      const mocked = object === 'vi' && ['mock', 'doMock', 'hoisted'].includes(member)
      if (mocked) report(node, 'use the real thing: nothing of ours is mocked')
    },
  })),
  bad: { 'packages/db/src/a.test.ts': "test.only('happy: a', f)\nvi.mock('./a.ts')" },
  good: { 'packages/db/src/a.test.ts': "test('happy: a', f)" },
}

function nameOf(node: ESTree.Node): string {
  return node.type === 'Identifier' ? node.name : ''
}

function memberOf(node: ESTree.MemberExpression): string {
  if (node.computed) return node.property.type === 'Literal' ? String(node.property.value) : ''
  return node.property.type === 'Identifier' ? node.property.name : ''
}

/** The start of a text as written. A kind handed in (`${kind}: `) is held to its type. */
function textOf(node: ESTree.Node): string {
  if (node.type === 'Literal') return String(node.value)
  if (node.type !== 'TemplateLiteral') return ''
  const [first = '', second = ''] = node.quasis.map(({ value }) => value.raw)
  return first === '' && second.startsWith(': ') ? `happy${second}` : first
}

/** What code may touch, and how tests behave. */
export const purityRules: readonly Rule[] = [
  pureRules,
  oneReader,
  quiet,
  importsAreQuiet,
  testNames,
  noSleeping,
  nothingFocused,
]
