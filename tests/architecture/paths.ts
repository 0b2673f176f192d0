import { basename } from 'node:path'

/** The package or service a file belongs to, or undefined outside both folders. */
export function unitOf(path: string): { kind: 'packages' | 'services'; name: string } | undefined {
  const [, kind, name] = /^(packages|services)\/([^/]+)\//.exec(path) ?? []
  if ((kind !== 'packages' && kind !== 'services') || name === undefined) return undefined
  return { kind, name }
}

/** A file that only tests run: tests, the conformance suites and the start helpers for tests. */
export function isTest(path: string): boolean {
  return (
    path.startsWith('tests/') ||
    path.startsWith('packages/testing/') ||
    /(\.test\.tsx?|\/testing\.ts|\/testing\/.*|conformance[^/]*\.ts)$/.test(path)
  )
}

export function isShipped(path: string): boolean {
  return unitOf(path) !== undefined && path.includes('/src/') && !isTest(path)
}

export function isRules(path: string): boolean {
  return isShipped(path) && basename(path) === 'rules.ts'
}

/** What a person starts by hand: allowed to read the environment and to print. */
export function isEntry(path: string): boolean {
  return /(^infra\/|\/(main|cli)\.ts$|\/build\/|\.config\.ts$|^\.ci\/)/.test(path)
}

export function isTypeScript(path: string): boolean {
  return /\.tsx?$/.test(path)
}

export function everywhere(): boolean {
  return true
}
