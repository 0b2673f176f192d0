import type { ESTree } from 'rolldown/utils'
import { eachNode, eachSource, lineOf, type Report, type Rule, type Source } from './house.ts'
import { everywhere, isShipped, isTypeScript } from './paths.ts'

const maxLines = 300
const maxWidth = 100
const maxNesting = 3
const maxParameters = 4
/** How many lines below a reason still belong to it. */
const reasonReach = 4

const shortFiles: Rule = {
  name: `a file has at most ${maxLines} lines`,
  find: eachSource(everywhere, ({ lines }, report) => {
    if (lines.length - 1 > maxLines) report({ start: 0 }, `${lines.length - 1} lines: split it`)
  }),
  bad: { 'packages/core/src/a.ts': '// \n'.repeat(maxLines + 1) },
  good: { 'packages/core/src/a.ts': '// \n'.repeat(maxLines) },
}

const narrowLines: Rule = {
  name: `a line has at most ${maxWidth} characters`,
  find: eachSource(everywhere, ({ lines }, report) => {
    let start = 0
    for (const line of lines) {
      const width = [...line].length
      if (width > maxWidth) report({ start }, `${width} characters wide: break it`)
      start += line.length + 1
    }
  }),
  bad: { 'packages/core/src/a.ts': `// ${'a'.repeat(maxWidth)}` },
  good: { 'packages/core/src/a.ts': `//${'a'.repeat(maxWidth - 2)}` },
}

const shallow: Rule = {
  name: `code nests at most ${maxNesting} deep`,
  find: eachNode(everywhere, (report) => {
    const depths = [0]
    const elseIfs = new Set<unknown>()
    const enter = (node: { start: number }) => {
      if (elseIfs.has(node)) return
      const depth = (depths.pop() ?? 0) + 1
      depths.push(depth)
      if (depth === maxNesting + 1) report(node, 'name the inner part and give it its own function')
    }
    const exit = (node: unknown) => {
      if (!elseIfs.has(node)) depths.push((depths.pop() ?? 1) - 1)
    }
    const enterFunction = () => void depths.push(0)
    const exitFunction = () => void depths.pop()
    return {
      IfStatement(node) {
        if (node.alternate?.type === 'IfStatement') elseIfs.add(node.alternate)
        enter(node)
      },
      'IfStatement:exit': exit,
      ForStatement: enter,
      'ForStatement:exit': exit,
      ForOfStatement: enter,
      'ForOfStatement:exit': exit,
      ForInStatement: enter,
      'ForInStatement:exit': exit,
      WhileStatement: enter,
      'WhileStatement:exit': exit,
      DoWhileStatement: enter,
      'DoWhileStatement:exit': exit,
      SwitchStatement: enter,
      'SwitchStatement:exit': exit,
      TryStatement: enter,
      'TryStatement:exit': exit,
      FunctionDeclaration: enterFunction,
      'FunctionDeclaration:exit': exitFunction,
      FunctionExpression: enterFunction,
      'FunctionExpression:exit': exitFunction,
      ArrowFunctionExpression: enterFunction,
      'ArrowFunctionExpression:exit': exitFunction,
    }
  }),
  bad: { 'packages/core/src/a.ts': 'for (;;) { if (a) { while (b) { try { c() } finally {} } } }' },
  good: {
    'packages/core/src/a.ts': 'for (;;) { if (a) {} else if (b) { try { c() } finally {} } }',
  },
}

const fewParameters: Rule = {
  name: `a function takes at most ${maxParameters} parameters`,
  find: eachNode(
    everywhere,
    (report) => {
      const check = (node: ESTree.Function | ESTree.ArrowFunctionExpression) => {
        const own = node.params.filter((each) => !('name' in each && each.name === 'this'))
        if (own.length > maxParameters) report(node, 'take one object with named parts')
      }
      return {
        FunctionDeclaration: check,
        FunctionExpression: check,
        ArrowFunctionExpression: check,
      }
    },
    'complexity/useMaxParams',
  ),
  bad: { 'packages/core/src/a.ts': 'function f(a, b, c, d, e) {}' },
  good: { 'packages/core/src/a.ts': 'function f(a, b, c, d) {}' },
}

const noAny: Rule = {
  name: 'no any',
  find: eachNode(
    isTypeScript,
    (report) => ({ TSAnyKeyword: (node) => report(node, 'use unknown and parse it') }),
    'suspicious/noExplicitAny',
  ),
  bad: { 'packages/core/src/a.ts': 'export const a = (b: any) => b' },
  good: { 'packages/core/src/a.ts': 'export const any = (b: unknown) => b' },
}

const noNonNull: Rule = {
  name: 'no non-null !',
  find: eachNode(isTypeScript, (report) => {
    const check = (node: { start: number; definite?: boolean }) => {
      if (node.definite) report(node, 'give it a value where it is made')
    }
    return {
      TSNonNullExpression: (node) => report(node, 'check for undefined and say what it means'),
      VariableDeclarator: check,
      PropertyDefinition: check,
    }
  }),
  bad: { 'tests/b.ts': 'use(list[0]!)', 'tests/c.ts': 'let late!: string' },
  good: { 'tests/b.ts': 'if (!list[0]) use(list)' },
}

const castsSayWhy: Rule = {
  name: 'a cast says above it why it is safe',
  find: eachNode(isShipped, (report, source) => {
    const check = (node: ESTree.TSAsExpression) => {
      const { typeAnnotation: to } = node
      const isConst =
        to.type === 'TSTypeReference' &&
        to.typeName.type === 'Identifier' &&
        to.typeName.name === 'const'
      if (!isConst && !hasReason(source, node)) report(node, 'say above the cast why it is safe')
    }
    return {
      TSAsExpression: check,
      TSTypeAssertion: (node) => report(node, 'write the cast with as, and why above it'),
    }
  }),
  bad: { 'packages/core/src/a.ts': 'const a = 1\nconst b = a as number' },
  good: {
    'packages/core/src/a.ts': '// One is a number.\nconst b = 1 as number\nconst c = [b] as const',
  },
}

/** A comment on the cast's line, or above it before a blank line: one reason may serve a few. */
function hasReason({ text, lines, comments }: Source, node: ESTree.Node): boolean {
  const line = lineOf(text, node.start)
  const blank = lines.slice(0, line - 1).findLastIndex((each) => each.trim() === '')
  return comments.some(({ start, end }) => {
    const isDoc = text.startsWith('/**', start) && lineOf(text, end) < line - 1
    const [first, last] = [lineOf(text, start), lineOf(text, end)]
    return !isDoc && first > blank + 1 && last <= line && last >= line - reasonReach
  })
}

const namedExports: Rule = {
  name: 'no default export but where a tool demands one',
  find: eachNode(
    (path) => !/(\.config\.ts|reporter\.ts)$/.test(path),
    (report) => ({
      ExportDefaultDeclaration: (node) => report(node, 'export it by name'),
    }),
  ),
  bad: { 'packages/core/src/a.ts': 'export default 1' },
  good: { 'vitest.config.ts': 'export default {}' },
}

const noEnums: Rule = {
  name: 'no enum',
  find: eachNode(isTypeScript, (report) => ({
    TSEnumDeclaration: (node) => report(node, 'use a const tuple and its union, or z.enum'),
  })),
  bad: { 'packages/core/src/a.ts': 'enum Colour { Red }' },
  good: { 'packages/core/src/a.ts': "const colours = ['red'] as const" },
}

const classesAreRare: Rule = {
  name: 'a class is an error or an engine adapter',
  find: eachNode(
    (path) => !/(\/engines?[/-]|-engine\.ts$|reporter\.ts$)/.test(path),
    (report) => {
      const check = (node: ESTree.Class) => {
        const parent = node.superClass?.type === 'Identifier' ? node.superClass.name : ''
        if (!parent.endsWith('Error')) report(node, 'write createX(deps) returning functions')
      }
      return { ClassDeclaration: check, ClassExpression: check }
    },
  ),
  bad: { 'packages/core/src/a.ts': 'class Manager {}' },
  good: { 'packages/core/src/a.ts': 'class AppError extends Error {}' },
}

const documented: Rule = {
  name: 'exported functions and schemas of packages have a doc comment',
  find: eachSource(
    (path) => path.startsWith('packages/') && isShipped(path),
    (source, report) => {
      for (const statement of source.program.body) {
        if (statement.type !== 'ExportNamedDeclaration' || !wantsDoc(statement, source)) continue
        if (!hasDoc(source, statement)) report(statement, 'say in a doc comment what it promises')
      }
    },
  ),
  bad: {
    'packages/core/src/a.ts': 'export function a() {}',
    'packages/b/src/b.ts': 'export const b = z.string()\n/** c */\nexport const c = 1',
  },
  good: {
    'packages/core/src/a.ts':
      '/** Promises nothing. */\nexport function a() {}\nexport const b = 1',
  },
}

function wantsDoc({ declaration }: ESTree.ExportNamedDeclaration, source: Source): boolean {
  if (declaration?.type === 'FunctionDeclaration') return !isOverloadTail(declaration, source)
  if (declaration?.type !== 'VariableDeclaration') return false
  return declaration.declarations.some(({ init }) => {
    if (init === null) return false
    const text = source.text.slice(init.start, init.end)
    return init.type.endsWith('FunctionExpression') || /^z\s*\./.test(text)
  })
}

/** The body of an overloaded function: its first signature carries the comment. */
function isOverloadTail({ id, start }: ESTree.Function, source: Source): boolean {
  const before = source.program.body.filter((each) => each.end < start).at(-1)
  const declaration = before?.type === 'ExportNamedDeclaration' ? before.declaration : undefined
  return declaration?.type === 'TSDeclareFunction' && declaration.id?.name === id?.name
}

/** Nothing but an argued exception to a lint may stand between. */
function hasDoc({ text, comments }: Source, { start }: { start: number }): boolean {
  const isNothing = (between: string) => between.replace(/\/\/ biome-ignore .*/, '').trim() === ''
  return comments.some(
    ({ start: from, end }) =>
      text.startsWith('/**', from) && end <= start && isNothing(text.slice(end, start)),
  )
}

const shortComments: Rule = {
  name: 'a comment has at most three lines',
  find: eachSource(everywhere, (source, report) => {
    let run = 0
    for (const [index, line] of source.lines.entries()) {
      run = /^\s*\/\/(?!.*@ts-)/.test(line) ? run + 1 : 0
      if (run === 4) report(lineStart(source, index), 'say why in three lines, or rename something')
    }
    longBlocks(source, report)
  }),
  bad: { 'packages/core/src/a.ts': '// a\n// b\n// c\n// d\n' },
  good: { 'packages/core/src/a.ts': '/**\n * a\n * b\n * c\n */\n// a\n// b\n// c\n' },
}

/** Doc comments may add what a function throws and where a rule comes from; others may not. */
function longBlocks({ text, comments }: Source, report: Report): void {
  for (const { start, end } of comments) {
    const block = text.slice(start, end)
    if (!block.startsWith('/*') || block.startsWith('/**')) continue
    if (block.split('\n').length > 5) report({ start }, 'say why in three lines')
  }
}

function lineStart({ lines }: Source, index: number): { start: number } {
  return { start: lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0) }
}

/** How code of ours looks. */
export const shapeRules: readonly Rule[] = [
  shortFiles,
  narrowLines,
  shallow,
  fewParameters,
  noAny,
  noNonNull,
  castsSayWhy,
  namedExports,
  noEnums,
  classesAreRare,
  documented,
  shortComments,
]
