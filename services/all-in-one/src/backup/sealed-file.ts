import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { invalid, unavailable } from '@waymark/core'
import { findSecret } from '@waymark/runtime'

/** What a backup is closed with: one key for its files, one for its manifest. */
export interface BackupKey {
  readonly files: Uint8Array
  readonly manifest: Uint8Array
}

const secretName = 'backup-key'
const secretSize = 32

/** The key in the secrets' folder; undefined where there is none. None is ever made here. */
export async function findBackupKey(secretsFolder: string): Promise<BackupKey | undefined> {
  const text = await findSecret(secretsFolder, secretName)
  if (text === undefined) return undefined
  const secret = Buffer.from(text, 'base64url')
  if (secret.length !== secretSize) {
    throw invalid(
      `The file ${secretName} in SECRETS_DIR must hold ${secretSize} random bytes in base64. ` +
        `Make it with: openssl rand -base64 ${secretSize}`,
    )
  }
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', secret, '', `waymark backup: ${purpose}`, secretSize))
  return { files: derive('files'), manifest: derive('manifest') }
}

/** Format and version; then the nonce, what was closed, and the tag (AES-256-GCM, SP 800-38D). */
const heading = Buffer.from('WAYMARK-SEALED-1\n')
const nonceSize = 12
const tagSize = 16
/** One nonce is good for a little less than 64 GiB. */
const mostBytes = 60 * 2 ** 30

/** Writes a closed copy of a file, which opens under this `label` alone. */
export async function sealFile(
  key: Uint8Array,
  { from, to, label }: { readonly from: string; readonly to: string; readonly label: string },
): Promise<void> {
  if ((await stat(from)).size > mostBytes) throw invalid('A file is too large to be encrypted.')
  const nonce = randomBytes(nonceSize)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(label))
  const wrap = async function* (closed: AsyncIterable<Buffer>) {
    yield Buffer.concat([heading, nonce])
    yield* closed
    yield cipher.getAuthTag()
  }
  const out = createWriteStream(to, { flags: 'wx', mode: 0o600 })
  await pipeline(createReadStream(from), cipher, wrap, out)
}

/** Opens it again. Throws `unavailable` when key, label or a byte differ: `to` is rubbish then. */
export async function openSealed(
  key: Uint8Array,
  { from, to, label }: { readonly from: string; readonly to: string; readonly label: string },
): Promise<void> {
  const { size } = await stat(from)
  const start = heading.length + nonceSize
  const end = size - tagSize
  if (end < start) throw cannotOpen()
  const file = await open(from, 'r')
  try {
    const [head, tag] = [Buffer.alloc(start), Buffer.alloc(tagSize)]
    await file.read(head, 0, start, 0)
    await file.read(tag, 0, tagSize, end)
    if (!head.subarray(0, heading.length).equals(heading)) throw cannotOpen()
    const opener = createDecipheriv('aes-256-gcm', key, head.subarray(heading.length))
    opener.setAAD(Buffer.from(label)).setAuthTag(tag)
    const closed = async function* () {
      if (end > start) yield* createReadStream(from, { start, end: end - 1 })
    }
    await pipeline(closed, opener, createWriteStream(to, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    throw cannotOpen(error)
  } finally {
    await file.close()
  }
}

function cannotOpen(cause?: unknown): Error {
  return unavailable('A file of the backup cannot be opened with this backup-key.', cause)
}

/** A file's SHA-256, in hexadecimal. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** What shows that a text was written by a holder of the key (HMAC-SHA256). */
export function sealOf(text: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(text).digest('hex')
}
