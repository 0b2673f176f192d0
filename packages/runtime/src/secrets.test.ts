import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSecret } from './secrets.ts'
import { SettingsError } from './settings.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'waymark-secrets-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

test('happy: demo makes a secret once and reads the same one again', async () => {
  const dir = join(root, 'data', 'secrets')
  const first = await loadSecret(dir, 'session-key', { mode: 'demo', size: 48 })
  expect(Buffer.from(first, 'base64url')).toHaveLength(48)
  expect(await loadSecret(dir, 'session-key', { mode: 'live', size: 48 })).toBe(first)
})

test('happy: twenty that start together agree, and leave one file', async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, () => loadSecret(root, 'audit-key', { mode: 'demo' })),
  )
  expect(new Set(all).size).toBe(1)
  expect(await readdir(root)).toEqual(['audit-key'])
})

test('happy: a key pair is made by whoever knows how', async () => {
  const make = async () => 'a private key in forty-three characters or so'
  expect(await loadSecret(root, 'token-key', { mode: 'demo', make })).toBe(await make())
})

test('refused: live makes no keys, and says which file it wants', async () => {
  const loading = loadSecret(root, 'session-key', { mode: 'live' })
  await expect(loading).rejects.toThrow(
    'Put the file session-key in SECRETS_DIR: live mode makes no keys.',
  )
  await expect(loading).rejects.toBeInstanceOf(SettingsError)
  expect(await readdir(root)).toEqual([])
})

test('refused: a folder that cannot be is one plain sentence', async () => {
  await writeFile(join(root, 'data'), 'a file where the folder should be')
  const loading = loadSecret(join(root, 'data', 'secrets'), 'session-key', { mode: 'demo' })
  await expect(loading).rejects.toThrow('Set SECRETS_DIR or DATA_DIR to a folder')
})

test('secure: only the owner can read the folder and the file', async () => {
  const dir = join(root, 'secrets')
  await loadSecret(dir, 'session-key', { mode: 'demo' })
  expect((await stat(dir)).mode & 0o777).toBe(0o700)
  expect((await stat(join(dir, 'session-key'))).mode & 0o777).toBe(0o600)
})

test('secure: a short secret is refused without being repeated', async () => {
  await writeFile(join(root, 'session-key'), 'canary')
  await chmod(join(root, 'session-key'), 0o600)
  const loading = loadSecret(root, 'session-key', { mode: 'live' })
  await expect(loading).rejects.toThrow('Put a longer secret in the file session-key')
  await expect(loading).rejects.not.toThrow('canary')
})

test('secure: a name cannot leave the folder', async () => {
  await expect(loadSecret(root, '../outside', { mode: 'demo' })).rejects.toThrow('named in a-z')
})
