// Builds public/assets at install, so that starting needs no compiler: styles (and their
// right-to-left twin), script, font and icons under content-hashed names, each with its compressed
// copies beside it.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const ui = join(root, 'src/ui')
const output = join(root, 'public/assets')
const fontPackage = join(modules, '@fontsource-variable/atkinson-hyperlegible-next')
const systemImages = join(modules, 'nhsuk-frontend/dist/nhsuk/assets/images')
const font = join(fontPackage, 'files/atkinson-hyperlegible-next-latin-wght-normal.woff2')

/** Everything the output depends on; when none of it changed there is nothing to do. */
function fingerprint() {
  const hash = createHash('sha256')
  const styles = readdirSync(join(ui, 'styles')).map((name) => join(ui, 'styles', name))
  const icons = readdirSync(join(ui, 'icons')).map((name) => join(ui, 'icons', name))
  const versions = ['nhsuk-frontend', 'sass', 'rtlcss', 'rolldown'].map((name) =>
    join(modules, name, 'package.json'),
  )
  const files = [fileURLToPath(import.meta.url), join(ui, 'enhance.js'), font, ...styles, ...icons]
  for (const file of [...files, ...versions])
    hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}

function isFresh(inputs) {
  const manifest = join(output, 'manifest.json')
  if (!existsSync(manifest)) return false
  const built = JSON.parse(readFileSync(manifest, 'utf8'))
  return (
    built.inputs === inputs &&
    Object.values(built.files).every((name) => existsSync(join(output, name)))
  )
}

const compressible = new Set(['.css', '.js', '.svg', '.webmanifest'])

/** Writes one file under its content's hash, and its compressed copies. Gives its name. */
function publish(name, content) {
  const bytes = Buffer.from(content)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
  const extension = extname(name)
  const hashed = `${name.slice(0, -extension.length)}.${hash}${extension}`
  writeFileSync(join(output, hashed), bytes)
  if (compressible.has(extension)) {
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
    writeFileSync(join(output, `${hashed}.br`), brotliCompressSync(bytes, quality))
    writeFileSync(join(output, `${hashed}.gz`), gzipSync(bytes, { level: 9 }))
  }
  return hashed
}

/** A style sheet names its files by their plain names; each is published and named by its hash. */
function publishWhatItNames(css, fontName) {
  const pictures = new Map()
  return css.replaceAll(/url\("([^"]+)"\)/g, (_, address) => {
    if (address === 'font.woff2') return `url("${fontName}")`
    const name = address.split('/').at(-1)
    const folder = address.startsWith('/assets/images/') ? systemImages : join(ui, 'icons')
    if (!pictures.has(name)) pictures.set(name, publish(name, readFileSync(join(folder, name))))
    return `url("${pictures.get(name)}")`
  })
}

async function compileStyles() {
  const { compile, Logger } = await import('sass')
  const { css } = compile(join(ui, 'styles/main.scss'), {
    style: 'compressed',
    loadPaths: [modules],
    quietDeps: true,
    logger: Logger.silent,
  })
  return css
}

async function minified(name) {
  const { minify } = await import('rolldown/utils')
  const { code, errors } = await minify(name, readFileSync(join(ui, name), 'utf8'), {
    module: true,
  })
  if (errors.length > 0) throw new Error(`${name} cannot be minified: ${errors[0].message}`)
  return code
}

async function build(inputs) {
  const { default: rtlcss } = await import('rtlcss')
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  const fontName = publish('atkinson-hyperlegible-next.woff2', readFileSync(font))
  const css = publishWhatItNames(await compileStyles(), fontName)
  const files = {
    'font.woff2': fontName,
    'app.css': publish('app.css', css),
    'app.rtl.css': publish('app.rtl.css', rtlcss.process(css)),
    'enhance.js': publish('enhance.js', await minified('enhance.js')),
    'favicon.svg': publish('favicon.svg', readFileSync(join(ui, 'icons/favicon.svg'))),
  }
  writeFileSync(join(output, 'OFL.txt'), readFileSync(join(fontPackage, 'LICENSE')))
  // Written last: a build cut off half-way leaves no manifest, so the next one starts again.
  writeFileSync(join(output, 'manifest.json'), `${JSON.stringify({ inputs, files }, null, 2)}\n`)
}

const inputs = fingerprint()
if (!isFresh(inputs)) await build(inputs)
