import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type ESTree, parseSync, Visitor, type VisitorObject } from 'rolldown/utils'

/** One file of ours that can be parsed. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
  readonly program: ESTree.Program
  /** Where each comment starts and ends, in order. */
  readonly comments: readonly Span[]
  /** What is imported or re-exported from elsewhere, types included. */
  readonly imports: readonly Import[]
}

export interface Import {
  readonly from: string
  readonly start: number
  /** Gone before the code runs. */
  readonly typeOnly: boolean
}

export interface Span {
  readonly start: number
  readonly end: number
}

/** Every tracked file with its text, and those of them that are code. */
export interface House {
  readonly files: ReadonlyMap<string, string>
  readonly sources: readonly Source[]
}

/** One rule of the house, with a snippet it must refuse and one it must let pass. */
export interface Rule {
  readonly name: string
  readonly find: (house: House) => readonly string[]
  readonly bad: Readonly<Record<string, string>>
  readonly good: Readonly<Record<string, string>>
}

/** Says where something is wrong: anything with an offset, and what to do instead. */
export type Report = (at: { readonly start: number }, instead: string) => void

const codeEndings = ['.ts', '.tsx', '.mjs', '.js']
const textEndings = [...codeEndings, '.json', '.md', '.scss', '.sql', '.yaml', '.yml', '.html', '']
const neverOurs = ['node_modules', '.git', 'data', 'dist', 'coverage']

/** Parses a set of files given by path. A file that does not parse throws. */
export function houseOf(files: ReadonlyMap<string, string>): House {
  const code = [...files].filter(([path]) => codeEndings.includes(extname(path)))
  return { files, sources: code.map(([path, text]) => sourceOf(path, text)) }
}

/** Reads every file git knows or would add; in a download without git, every file there is. */
export function readHouse(root: string): House {
  const paths = trackedPaths(root).filter(
    (path) => textEndings.includes(extname(path)) && existsSync(join(root, path)),
  )
  return houseOf(new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])))
}

/** The line, from 1, that an offset lies on. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/**
 * Walks the sources a rule is about and gathers what it reports. Where biome knows the same rule,
 * an exception that was argued for there (`biome-ignore <lint>: why`) holds here too.
 */
export function eachSource(
  applies: (path: string) => boolean,
  check: (source: Source, report: Report) => void,
  lint?: string,
): Rule['find'] {
  return (house) => {
    const problems: string[] = []
    for (const source of house.sources.filter(({ path }) => applies(path))) {
      check(source, ({ start }, instead) => {
        const line = lineOf(source.text, start)
        const above = source.lines[line - 2] ?? ''
        if (lint !== undefined && above.includes(`biome-ignore lint/${lint}`)) return
        problems.push(`${source.path}:${line}: ${instead}`)
      })
    }
    return problems
  }
}

/** As `eachSource`, by the kinds of node that a rule looks at. */
export function eachNode(
  applies: (path: string) => boolean,
  visitor: (report: Report, source: Source) => VisitorObject,
  lint?: string,
): Rule['find'] {
  const check = (source: Source, report: Report) => {
    new Visitor(visitor(report, source)).visit(source.program)
  }
  return eachSource(applies, check, lint)
}

function sourceOf(path: string, text: string): Source {
  const { program, comments, errors, module } = parseSync(path, text)
  const [error] = errors
  if (error !== undefined) throw new Error(`${path} does not parse: ${error.message}`)
  const imported = module.staticImports.map(({ moduleRequest, entries }) => ({
    from: moduleRequest.value,
    start: moduleRequest.start,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }))
  const passedOn = module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest: from, isType: typeOnly }) =>
      from ? [{ from: from.value, start: from.start, typeOnly }] : [],
    )
  const late = module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    from: text.slice(start, end).replace(/^['"`]|['"`]$/g, ''),
    start,
    typeOnly: false,
  }))
  const imports = [...imported, ...passedOn, ...late]
  return { path, text, lines: text.split('\n'), program, comments, imports }
}

function trackedPaths(root: string): readonly string[] {
  if (!existsSync(join(root, '.git'))) return pathsUnder(root, '')
  const asked = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const listed = execFileSync('git', asked, { cwd: root, encoding: 'utf8' })
  return listed.split('\0').filter((path) => path !== '')
}

function pathsUnder(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => !neverOurs.includes(name) && !name.endsWith('.log'))
    .map((name) => (folder === '' ? name : `${folder}/${name}`))
    .filter((path) => path !== 'services/web/public')
    .flatMap((path) => (statSync(join(root, path)).isDirectory() ? pathsUnder(root, path) : [path]))
}
