import { existsSync } from 'node:fs'

const binaries = {
  chromium: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  redis: ['/usr/bin/redis-server', '/usr/local/bin/redis-server'],
  strace: ['/usr/bin/strace', '/usr/local/bin/strace'],
} as const

export type Engine = keyof typeof binaries

export type EngineFound =
  | { readonly path: string; readonly missing: null }
  | { readonly path: null; readonly missing: string }

/**
 * Looks for a real engine. Where it is missing, tests that need it are skipped with the reason;
 * with `REQUIRE_ENGINES=redis,chromium` the absence throws, and the run fails.
 */
export function findEngine(
  engine: Engine,
  required = process.env.REQUIRE_ENGINES ?? '',
): EngineFound {
  const path = binaries[engine].find((candidate) => existsSync(candidate))
  if (path !== undefined) return { path, missing: null }
  const debianPackage = engine === 'redis' ? 'redis-server' : engine
  const missing = `${engine} is not installed (Debian: apt-get install ${debianPackage})`
  if (required.split(',').includes(engine))
    throw new Error(`REQUIRE_ENGINES asks for it: ${missing}`)
  return { path: null, missing }
}
