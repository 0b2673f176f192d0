import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Whether there is a git work tree to copy: an unpacked archive has none. */
export function isWorkTree(): boolean {
  return existsSync(join(root, '.git'))
}

/**
 * Copies what git knows of to a folder where it may be broken. Packages see each other's copies:
 * their links to one another are relative, and only what comes from outside is shared.
 */
export function copyTree(folder: string): void {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  for (const file of files.split('\0').filter((each) => existsSync(join(root, each)))) {
    if (file === '') continue
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const packages = ['packages', 'services'].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name) => join(kind, name)),
  )
  for (const each of packages) {
    const links = join(each, 'node_modules')
    if (!existsSync(join(root, links))) continue
    cpSync(join(root, links), join(folder, links), { recursive: true, verbatimSymlinks: true })
  }
}
