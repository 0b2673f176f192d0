import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { removeFolder, temporaryFolder } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBackupKey, openSealed, sealFile } from './sealed-file.ts'

let folder = ''
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => removeFolder(folder))

const at = (name: string) => join(folder, name)
const key = new Uint8Array(randomBytes(32))

async function sealed(bytes: Buffer) {
  writeFileSync(at('plain'), bytes)
  await sealFile(key, { from: at('plain'), to: at('sealed'), label: 'one' })
}
const opening = (given: { key?: Uint8Array; label?: string; from?: string } = {}) =>
  openSealed(given.key ?? key, {
    ...{ from: at(given.from ?? 'sealed'), to: at('opened'), label: given.label ?? 'one' },
  })

test.each([0, 1, 65_536, 300_001])(
  'happy: a file of %i bytes comes back as it was',
  async (size) => {
    const bytes = randomBytes(size)
    await sealed(bytes)
    await opening()
    expect(readFileSync(at('opened')).equals(bytes)).toBe(true)
    expect(statSync(at('sealed')).mode & 0o077).toBe(0)
    expect(statSync(at('opened')).mode & 0o077).toBe(0)
  },
)

test('happy: the same file is never closed the same way', async () => {
  await sealed(Buffer.from('records'))
  await sealFile(key, { from: at('plain'), to: at('again'), label: 'one' })
  expect(readFileSync(at('again')).equals(readFileSync(at('sealed')))).toBe(false)
})

test.each([
  ['another key', { key: new Uint8Array(32) }],
  ['another label', { label: 'two' }],
])('secure: with %s it does not open', async (_, given) => {
  await sealed(Buffer.from('records'))
  await expect(opening(given)).rejects.toMatchObject({ code: 'unavailable' })
})

test('secure: with any byte changed, cut off or added it does not open', async () => {
  await sealed(Buffer.from('records'))
  const bytes = readFileSync(at('sealed'))
  for (let place = 0; place < bytes.length; place += 1) {
    const changed = Buffer.from(bytes)
    changed[place] = (changed[place] ?? 0) ^ 1
    writeFileSync(at(`changed-${place}`), changed)
    const tried = openSealed(key, {
      ...{ from: at(`changed-${place}`), to: at(`opened-${place}`), label: 'one' },
    })
    await expect(tried, String(place)).rejects.toMatchObject({ code: 'unavailable' })
  }
  writeFileSync(at('cut'), bytes.subarray(0, -1))
  writeFileSync(at('longer'), Buffer.concat([bytes, Buffer.from('x')]))
  writeFileSync(at('nothing'), '')
  for (const from of ['cut', 'longer', 'nothing']) {
    const to = at(`${from}-opened`)
    const tried = openSealed(key, { from: at(from), to, label: 'one' })
    await expect(tried, from).rejects.toMatchObject({ code: 'unavailable' })
  }
})

test('refused: a key of another size; with none there is none, and none is made', async () => {
  expect(await findBackupKey(folder)).toBeUndefined()
  expect(existsSync(at('backup-key'))).toBe(false)
  writeFileSync(at('backup-key'), randomBytes(31).toString('base64'))
  await expect(findBackupKey(folder)).rejects.toMatchObject({ code: 'invalid' })
})
