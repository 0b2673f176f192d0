// @ts-check
// Decides whether what is installed matches what the checkout asks for, and installs it where not.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ packages?: string, styles?: string }} Stamp */
/** @typedef {{ ok: true } | { ok: false, reason: string }} Installed */

const tailLines = 25
const cannotInstall = 'The packages could not be installed; the reason is above.'
const needsInternet = 'The first start needs the internet.'
const cannotCompile = 'The styles could not be compiled; the reason is above.'

/**
 * Makes sure packages and compiled styles are those of this checkout. Says one line when it has
 * work to do and nothing otherwise.
 * @param {string} root @returns {Promise<Installed>}
 */
export async function installIfStale(root) {
  const before = readStamp(root)
  const packages = hashOf(root, packageInputs(root))
  if (before.packages !== packages) {
    say(before.packages ? 'Installing what has changed…' : 'Installing (first time only)…')
    const installed = await run(root, 'npx', pnpmArguments(root))
    if (!installed.ok) return refused(installed.output, `${cannotInstall} ${needsInternet}`)
    writeStamp(root, { packages })
  }
  const styles = hashOf(root, styleInputs(root))
  if (before.styles !== styles || !existsSync(join(root, 'services/web/public'))) {
    const compiled = await run(root, process.execPath, ['services/web/build/assets.mjs'])
    if (!compiled.ok) return refused(compiled.output, cannotCompile)
    writeStamp(root, { packages, styles })
  }
  return { ok: true }
}

/** @param {string} output @param {string} reason @returns {Installed} */
function refused(output, reason) {
  say(output.trimEnd().split('\n').slice(-tailLines).join('\n'))
  return { ok: false, reason }
}

/** On standard error, so that what a command prints can still be piped. @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`)
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules/.waymark-install')
}

/** @param {string} root @returns {Stamp} */
function readStamp(root) {
  try {
    return JSON.parse(readFileSync(stampFile(root), 'utf8'))
  } catch {
    return {}
  }
}

/** @param {string} root @param {Stamp} stamp */
function writeStamp(root, stamp) {
  writeFileSync(stampFile(root), JSON.stringify(stamp))
}

/** @param {string} root @returns {string[]} */
function packageInputs(root) {
  const folders = ['packages', 'services'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => `${parent}/${name}`),
  )
  const manifests = ['.', 'tests', ...folders].map((folder) => `${folder}/package.json`)
  return ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests].filter((file) =>
    existsSync(join(root, file)),
  )
}

/** What `services/web/build/assets.mjs` reads: everything but TypeScript. @param {string} root */
function styleInputs(root) {
  const folders = ['services/web/build', 'services/web/src']
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => filesUnder(root, folder))
    .filter((file) => !/\.tsx?$/.test(file))
}

/** @param {string} root @param {string} folder @returns {string[]} */
function filesUnder(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesUnder(root, path) : [path]
  })
}

/**
 * The platform counts too: a folder carried to another kind of machine has the wrong binaries.
 * @param {string} root @param {string[]} files
 */
function hashOf(root, files) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** @param {string} root */
function pnpmArguments(root) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return [
    '--yes',
    '--prefer-offline',
    packageManager,
    'install',
    '--frozen-lockfile',
    '--prod=false',
  ]
}

/**
 * Runs a command quietly and keeps what it said. CI=true keeps pnpm from asking questions that
 * nobody would see.
 * @param {string} cwd @param {string} command @param {string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function run(cwd, command, args) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, CI: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}` }))
    child.on('close', (status) => resolve({ ok: status === 0, output }))
  })
}
