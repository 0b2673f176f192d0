// @ts-check
// Behind `npm start`, `npm test` and their kin. It needs nothing installed: it installs what is
// missing, then becomes the program asked for in this same process: no signal has to be passed on.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { installIfStale } from './install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {Record<string, (args: string[]) => Promise<void>>} */
const commands = {
  start: (args) => becomeTypeScript('services/all-in-one/src/main.ts', args),
  bundle: (args) => becomeTypeScript('infra/bundle.ts', args),
  apart: (args) => becomeTypeScript('infra/start-apart.ts', args),
  waymark: (args) => becomeTypeScript('services/all-in-one/src/cli.ts', args),
  storm: (args) => becomeTypeScript('tests/scoreboard/storm.ts', args),
  bench: (args) => becomeTypeScript('tests/bench/main.ts', args),
  test: (args) => become('node_modules/vitest/vitest.mjs', ['run', ...args]),
  verify: async (args) => {
    runTool('Format and lint', '@biomejs/biome/bin/biome', ['check', '.'])
    runTool('The type check', 'typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit'])
    await commands.test?.(args)
  },
  format: async (args) =>
    runTool('Formatting', '@biomejs/biome/bin/biome', ['check', '--write', ...orHere(args)]),
}

/** @param {string[]} args */
function orHere(args) {
  return args.length > 0 ? args : ['.']
}

/**
 * Turns this process into the given program, as if `node <file> <args>` had been typed. One process
 * instead of two: Ctrl-C arrives once, and the id that a supervisor knows is the server's own.
 * @param {string} file @param {string[]} args
 */
async function become(file, args) {
  const path = join(root, file)
  process.argv.splice(1, Number.POSITIVE_INFINITY, path, ...args)
  await import(pathToFileURL(path).href)
}

/** @param {string} file @param {string[]} args */
async function becomeTypeScript(file, args) {
  const settings = join(root, '.env')
  // What the environment itself says counts for more.
  if (existsSync(settings)) process.loadEnvFile(settings)
  // The same module that `node --import tsx` loads.
  await import('tsx')
  await become(file, args)
}

/**
 * Runs one tool to its end and ends this process where it fails.
 * @param {string} label @param {string} tool @param {string[]} args
 */
function runTool(label, tool, args) {
  const path = join(root, 'node_modules', tool)
  const { status } = spawnSync(process.execPath, [path, ...args], { stdio: 'inherit' })
  if (status === 0) return
  fail(`${label} found something to mend (above). Nothing after it was run.`)
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(`Waymark needs Node 20.19 or newer, and this is Node ${process.versions.node}.`)
}

async function main() {
  const [name = '', ...args] = process.argv.slice(2)
  const command = commands[name]
  if (!command) {
    const others = 'start:apart, verify, storm, bench, bundle, waymark or format'
    fail(`Say what to do: npm start, npm test, or npm run ${others}.`)
  }
  checkNode()
  process.chdir(root)
  const installed = await installIfStale(root)
  if (!installed.ok) fail(installed.reason)
  await command(args)
}

await main()
