import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { SettingsError } from './settings.ts'
import type { Mode } from './shared-settings.ts'

export interface SecretOptions {
  readonly mode: Mode
  /** Bytes of randomness in a secret made here (as base64url), and the least a given one has. */
  readonly size?: number
  /** Makes the text of a secret that is not plain randomness, a key pair for example. */
  readonly make?: () => string | Promise<string>
}

/**
 * The text of one secret file. In demo a missing one is made with mode 0600; processes that start
 * together agree on it. Throws `SettingsError` when live has none, or one too short or unreadable.
 */
export async function loadSecret(
  dir: string,
  name: string,
  { mode, size = 32, make = () => randomBytes(size).toString('base64url') }: SecretOptions,
): Promise<string> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error('A secret is named in a-z, 0-9 and hyphens.')
  const path = join(dir, name)
  const text = (await readSecret(path, name)) ?? (await makeMissing(path, name, mode, make))
  if (text.length < Math.ceil((size * 4) / 3)) {
    throw new SettingsError([
      `Put a longer secret in the file ${name} of SECRETS_DIR: ${size} bytes.`,
    ])
  }
  return text
}

/** The 32 bytes that the text of a key file stands for. */
export function bytesOfSecret(text: string): Uint8Array {
  return Buffer.from(text, 'base64url').subarray(0, 32)
}

/** The text of a secret file that nobody has to have; undefined where there is none. */
export function findSecret(dir: string, name: string): Promise<string | undefined> {
  return readSecret(join(dir, name), name)
}

async function readSecret(path: string, name: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw new SettingsError([`Let this process read the file ${name} in SECRETS_DIR.`])
  }
}

async function makeMissing(
  path: string,
  name: string,
  mode: Mode,
  make: () => string | Promise<string>,
): Promise<string> {
  if (mode === 'live') {
    throw new SettingsError([`Put the file ${name} in SECRETS_DIR: live mode makes no keys.`])
  }
  const text = await make()
  try {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
    await placeOnce(path, `${text}\n`)
  } catch {
    throw new SettingsError([
      'Set SECRETS_DIR or DATA_DIR to a folder that this process can write to.',
    ])
  }
  // A rival may have placed its own a moment before: what is in the file is the secret.
  return (await readSecret(path, name)) ?? text
}

/** Writes the whole file aside, then links it into place: a reader sees all of it or none of it. */
async function placeOnce(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
    await link(aside, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await file.close()
    await unlink(aside)
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
