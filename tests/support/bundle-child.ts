import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const workspace = fileURLToPath(new URL('../../', import.meta.url))
const ours = /^[^\0]*\.tsx?$/

/**
 * Writes a child as one file of JavaScript into a folder, and gives where. A storm starts it a
 * hundred times, and compiling the house anew would be most of what it does.
 */
export async function bundleChild(child: string, folder: string): Promise<string> {
  const bundle = await rolldown({
    input: child,
    platform: 'node',
    tsconfig: join(workspace, 'tsconfig.json'),
    plugins: [
      {
        name: 'where-it-was',
        async resolveId(source, importer) {
          const isBare = !/^[./\0]/.test(source) && importer !== undefined
          if (!isBare || source.startsWith('@waymark/') || source.startsWith('node:')) return null
          const found = await this.resolve(source, importer, { skipSelf: true })
          if (found === null || found.external) return null
          // Libraries stay where they are, to be loaded from there.
          return { id: pathToFileURL(found.id).href, external: true }
        },
        async load(id) {
          if (!ours.test(id)) return null
          const code = await readFile(id, 'utf8')
          // Migrations and styles are found beside the file that names them.
          return code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
        },
      },
    ],
  })
  const file = join(folder, `${basename(child, '.ts')}.mjs`)
  await bundle.write({ file, format: 'esm', codeSplitting: false })
  await bundle.close()
  return file
}
