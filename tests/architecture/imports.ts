import { basename, dirname, join } from 'node:path'
import { eachSource, type Import, type Rule } from './house.ts'
import { everywhere, isRules, isShipped, isTest, isTypeScript, unitOf } from './paths.ts'

const floor = ['core', 'contracts', 'runtime']
/** What each package may know: only what stands below it. */
const below: Readonly<Record<string, readonly string[]>> = {
  core: [],
  contracts: ['core'],
  runtime: ['core', 'contracts'],
  db: floor,
  queue: floor,
  auth: floor,
  http: [...floor, 'db', 'queue', 'auth'],
  relationships: [...floor, 'db'],
  testing: [...floor, 'db', 'queue', 'auth', 'http'],
}

const oneWay: Rule = {
  name: 'packages import only what stands below them',
  find: eachSource(everywhere, ({ path, imports }, report) => {
    const unit = unitOf(path)
    if (unit?.kind !== 'packages') return
    const allowed = [unit.name, ...(below[unit.name] ?? [])]
    for (const found of imports) {
      const name = ourName(found)
      if (name === undefined || allowed.includes(name)) continue
      report(found, `${unit.name} may import ${allowed.slice(1).join(', ') || 'none of ours'}`)
    }
  }),
  bad: { 'packages/core/src/a.ts': "import { openDatabase } from '@waymark/db'" },
  good: { 'packages/db/src/a.ts': "import { AppError } from '@waymark/core'" },
}

const services = [
  'identity',
  'directory',
  'people',
  'referrals',
  'care-plans',
  'notifications',
  'web',
]

const noNeighbours: Rule = {
  name: 'no service imports another; only all-in-one and the tests put them together',
  find: eachSource(everywhere, ({ path, imports }, report) => {
    const unit = unitOf(path)
    if (unit === undefined || unit.name === 'all-in-one') return
    const others = [...services, 'all-in-one'].filter((name) => name !== unit.name)
    for (const found of imports.filter((each) => others.includes(ourName(each) ?? ''))) {
      report(found, 'ask the other service through its contract and the typed client')
    }
  }),
  bad: { 'services/web/src/a.ts': "export { createDirectory } from '@waymark/directory'" },
  good: { 'services/all-in-one/src/a.ts': "import { createWeb } from '@waymark/web'" },
}

const webKeepsNothing: Rule = {
  name: 'web never uses queue, and db for journeys alone',
  find: eachSource(
    (path) => path.startsWith('services/web/'),
    ({ path, imports }, report) => {
      const inJourney = /\/src\/journeys?\//.test(path)
      for (const found of imports) {
        const name = ourName(found)
        if (name === 'queue') report(found, 'web has no queue: let the owning service do the job')
        if (name === 'db' && !inJourney) report(found, 'only src/journey keeps rows in web')
      }
    },
  ),
  bad: { 'services/web/src/find/a.ts': "import { openDatabase } from '@waymark/db'" },
  good: { 'services/web/src/journey/store.ts': "import { openDatabase } from '@waymark/db'" },
}

const throughTheDoor: Rule = {
  name: 'a package is imported by its name, never by a path into it',
  find: eachSource(everywhere, ({ path, imports }, report) => {
    const unit = unitOf(path)
    const home = unit ? `${unit.kind}/${unit.name}/` : path.split('/')[0]
    for (const found of imports) {
      const outside = found.from.startsWith('.') && !landsOn(path, found).startsWith(home ?? '')
      if (outside) report(found, 'import @waymark/<name> and export it from its index.ts')
    }
  }),
  bad: { 'packages/db/src/a.ts': "import { newId } from '../../core/src/ids.ts'" },
  good: { 'packages/db/src/a.ts': "import { newId } from '@waymark/core'" },
}

const endings: Rule = {
  name: 'imports inside a package say the whole file name',
  find: eachSource(isTypeScript, ({ imports }, report) => {
    for (const found of imports) {
      const whole = /\.(tsx?|json|mjs|js)$/.test(found.from)
      if (found.from.startsWith('.') && !whole) report(found, 'end the import in .ts or .tsx')
    }
  }),
  bad: { 'packages/core/src/a.ts': "import { newId } from './ids'" },
  good: { 'packages/core/src/a.ts': "import { newId } from './ids.ts'" },
}

const testToolsStayInTests: Rule = {
  name: 'what ships never imports what only tests use',
  find: eachSource(isShipped, ({ imports }, report) => {
    for (const found of imports) {
      const ours = ourName(found) === 'testing' || /\/(testing|conformance)\.ts$/.test(found.from)
      if (ours || /^(vitest|fast-check)(\/|$)/.test(found.from)) {
        report(found, 'move it to the test or to testing.ts')
      }
    }
  }),
  bad: { 'services/web/src/a.ts': "import { aListing } from '@waymark/testing'" },
  good: { 'services/web/src/a.test.ts': "import { aListing } from '@waymark/testing'" },
}

const rulesKnowNothing: Rule = {
  name: 'rules.ts imports only core, contracts and other rules',
  find: eachSource(isRules, ({ imports }, report) => {
    for (const found of imports) {
      const ours = ['core', 'contracts'].includes(ourName(found) ?? '')
      if (found.typeOnly && found.from.startsWith('.')) continue
      if (!ours && !/^\.\.?\/.*rules\.ts$/.test(found.from)) {
        report(found, 'hand it in: rules know only core, contracts and other rules')
      }
    }
  }),
  bad: { 'services/directory/src/listing/rules.ts': "import { randomUUID } from 'node:crypto'" },
  good: { 'services/directory/src/listing/rules.ts': "import { conflict } from '@waymark/core'" },
}

/** rules ← store ← verb ← routes, events, jobs ← app ← main: what each file stands on. */
function heightOf(path: string): number {
  const name = basename(path).replace(/\.tsx?$/, '')
  if (isTest(path) || name === 'index' || name === 'testing') return 6
  const heights = { rules: 0, tables: 1, store: 1, routes: 3, events: 3, jobs: 3, app: 4, main: 5 }
  return new Map(Object.entries(heights)).get(name) ?? 2
}

const upwardsOnly: Rule = {
  name: 'inside a service imports point one way: rules, store, verb, routes, app, main',
  find: eachSource(
    (path) => unitOf(path)?.kind === 'services',
    ({ path, imports }, report) => {
      for (const found of imports.filter(({ from }) => from.startsWith('.'))) {
        const above = heightOf(landsOn(path, found))
        if (above >= 3 && above > heightOf(path)) {
          report(found, `${basename(path)} stands below ${basename(found.from)}: hand it in`)
        }
      }
    },
  ),
  bad: { 'services/web/src/find/store.ts': "import { findRoutes } from './routes.ts'" },
  good: { 'services/web/src/find/routes.ts': "import { readPage } from './store.ts'" },
}

const drizzleStays: Rule = {
  name: 'only store.ts, tables.ts and packages/db know drizzle',
  find: eachSource(
    (path) => !/(\/(store|tables)\.ts$|^packages\/db\/)/.test(path) && !isTest(path),
    ({ path, imports }, report) => {
      // better-auth takes drizzle itself, so the one file that makes it hands it over.
      const makesBetterAuth = imports.some(({ from }) => from === 'better-auth')
      if (path.startsWith('services/identity/') && makesBetterAuth) return
      for (const found of imports.filter(({ from }) => /^drizzle-orm(\/|$)/.test(from))) {
        report(found, 'move the query into store.ts')
      }
    },
  ),
  bad: { 'services/directory/src/listing/publish.ts': "import { eq } from 'drizzle-orm'" },
  good: { 'services/directory/src/listing/store.ts': "import { eq } from 'drizzle-orm'" },
}

const oneOpener: Rule = {
  name: 'only packages/db opens libSQL',
  find: eachSource(
    (path) => !path.startsWith('packages/db/') && !isTest(path),
    ({ imports }, report) => {
      for (const found of imports.filter(({ from }) => from.startsWith('@libsql/'))) {
        report(found, 'openDatabase and guardedClient of @waymark/db lose no write; this would')
      }
    },
  ),
  bad: { 'services/identity/src/a.ts': "import { createClient } from '@libsql/client'" },
  good: { 'packages/db/src/open.ts': "import { createClient } from '@libsql/client'" },
}

function ourName(found: Import): string | undefined {
  return /^@waymark\/([^/]+)/.exec(found.from)?.[1]
}

function landsOn(path: string, found: Import): string {
  return join(dirname(path), found.from)
}

/** Who may import what. */
export const importRules: readonly Rule[] = [
  oneWay,
  noNeighbours,
  webKeepsNothing,
  throughTheDoor,
  endings,
  testToolsStayInTests,
  rulesKnowNothing,
  upwardsOnly,
  drizzleStays,
  oneOpener,
]
