import { basename } from 'node:path'
import { z } from 'zod'
import { eachNode, type House, type Rule } from './house.ts'
import { unitOf } from './paths.ts'

const atRoot = [
  ...['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', 'tsconfig.base.json', 'README.md'],
  ...['LICENSE', 'services', 'packages', 'infra', 'tests', '.ci'],
  // Demanded by a tool that looks for them here and nowhere else.
  ...['.gitignore', '.gitattributes', '.dockerignore', '.env.example', '.node-version', '.npmrc'],
  ...['biome.json', 'tsconfig.json', 'vitest.config.ts'],
]

const tidyRoot: Rule = {
  name: 'the root holds only what was agreed',
  find: ({ files }) =>
    [...new Set([...files.keys()].map((path) => path.split('/')[0] ?? path))]
      .filter((entry) => !atRoot.includes(entry))
      .map((entry) => `${entry}:1: move it into packages, services, infra or tests`),
  bad: { 'scripts/a.sh': '' },
  good: { 'infra/a.sh': '' },
}

const nowhereNames = /^(utils?|helpers?|common|misc|shared-utils?|lib)\.tsx?$/

const tellingNames: Rule = {
  name: 'a file is named for what it holds',
  find: ({ files }) =>
    [...files.keys()]
      .filter((path) => nowhereNames.test(basename(path)))
      .map((path) => `${path}:1: name it after what it does, or move each part to its user`),
  bad: { 'packages/core/src/utils.ts': '' },
  good: { 'packages/core/src/postcode.ts': '' },
}

const noBarrels: Rule = {
  name: 'the only index.ts is that of a package',
  find: ({ files }) =>
    [...files.keys()]
      .filter((path) => /(^|\/)index\.tsx?$/.test(path))
      .filter((path) => !/^(packages|services)\/[^/]+\/src\/index\.ts$/.test(path))
      .map((path) => `${path}:1: import the file itself`),
  bad: { 'services/web/src/ui/index.ts': '' },
  good: { 'packages/core/src/index.ts': '' },
}

const readmes: Rule = {
  name: 'every package and service has a README of one page',
  find: ({ files }) =>
    unitFolders(files).flatMap((folder) => {
      const readme = files.get(`${folder}/README.md`)
      if (readme === undefined)
        return [`${folder}/README.md:1: say what it is and why its rules are`]
      const lines = readme.split('\n').length
      return lines > 100 ? [`${folder}/README.md:${lines}: one page at most`] : []
    }),
  bad: { 'packages/core/package.json': '{}' },
  good: { 'packages/core/package.json': '{}', 'packages/core/README.md': '# core' },
}

const manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
})

const reasons: Rule = {
  name: 'a README names each library its package uses',
  find: ({ files }) =>
    unitFolders(files).flatMap((folder) => {
      const readme = files.get(`${folder}/README.md`) ?? ''
      return libraries(files.get(`${folder}/package.json`) ?? '{}')
        .filter((name) => !readme.includes(name))
        .map(
          (name) => `${folder}/README.md:1: say in a line what ${name} does and what it replaced`,
        )
    }),
  bad: { 'packages/core/package.json': '{"dependencies":{"luxon":"catalog:"}}' },
  good: {
    'packages/core/package.json': '{"dependencies":{"luxon":"catalog:"}}',
    'packages/core/README.md': '- luxon: dates in London; replaced our own arithmetic',
  },
}

const oneVersion: Rule = {
  name: 'versions are said once, in the catalog',
  find: ({ files }) =>
    [...files]
      .filter(([path]) => basename(path) === 'package.json')
      .flatMap(([path, text]) => {
        const { dependencies, devDependencies } = manifest.parse(JSON.parse(text))
        return Object.entries({ ...dependencies, ...devDependencies })
          .filter(([, version]) => version !== 'catalog:' && version !== 'workspace:*')
          .map(([name]) => `${path}:1: put ${name} in the catalog and write "catalog:" here`)
      }),
  bad: { 'packages/core/package.json': '{"dependencies":{"luxon":"^3.7.2"}}' },
  good: { 'packages/core/package.json': '{"dependencies":{"luxon":"catalog:"}}' },
}

/**
 * better-auth's own tables, in the shape it demands. It knows no tenants: a row belongs to an
 * account, whose row has one, or to a mailbox, which is one account in the whole house.
 */
const libraryTables = ['credential', 'sign_in_session', 'verification']

const rowsHaveTenants: Rule = {
  name: 'every table of a service has a tenant column',
  find: eachNode(
    (path) => unitOf(path)?.kind === 'services' && basename(path) === 'tables.ts',
    (report, { text }) => ({
      CallExpression({ callee, arguments: [name, columns], start }) {
        if (callee.type !== 'Identifier' || callee.name !== 'sqliteTable' || !columns) return
        if (name?.type === 'Literal' && libraryTables.includes(String(name.value))) return
        const hasTenant = /\btenant\b/.test(text.slice(columns.start, columns.end))
        if (!hasTenant) report({ start }, 'add tenant, and put it in every unique key')
      },
    }),
  ),
  bad: { 'services/directory/src/listing/tables.ts': "sqliteTable('listing', { id: text() })" },
  good: {
    'services/directory/src/listing/tables.ts': "sqliteTable('a', { tenant: text() })",
    'services/identity/src/session/tables.ts': "sqliteTable('verification', { id: text() })",
  },
}

function unitFolders(files: House['files']): readonly string[] {
  return [...files.keys()]
    .filter((path) => /^(packages|services)\/[^/]+\/package\.json$/.test(path))
    .map((path) => path.replace('/package.json', ''))
}

/** Libraries from outside; types come with the library they describe. */
function libraries(text: string): readonly string[] {
  const { dependencies, devDependencies } = manifest.parse(JSON.parse(text))
  return Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !name.startsWith('@waymark/') && !name.startsWith('@types/'),
  )
}

/** Where things stand, and what stands beside them. */
export const treeRules: readonly Rule[] = [
  tidyRoot,
  tellingNames,
  noBarrels,
  readmes,
  reasons,
  oneVersion,
  rowsHaveTenants,
]
