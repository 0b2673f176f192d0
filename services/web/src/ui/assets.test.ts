import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readAssets } from './assets.ts'

const folder = fileURLToPath(new URL('../../public/assets', import.meta.url))
const assets = readAssets(folder)
const fileOf = (address: string) => join(folder, address.slice('/assets/'.length))
const textOf = (address: string) => readFileSync(fileOf(address), 'utf8')

test('happy: every file is there, and its compressed copies say the same', () => {
  for (const address of [assets.styles, assets.stylesRightToLeft, assets.script, assets.icon]) {
    const plain = readFileSync(fileOf(address))
    const copies = [
      brotliDecompressSync(readFileSync(`${fileOf(address)}.br`)),
      gunzipSync(readFileSync(`${fileOf(address)}.gz`)),
    ]
    expect(copies.map((copy) => copy.equals(plain))).toEqual([true, true])
  }
  expect(readFileSync(fileOf(assets.font)).subarray(0, 4).toString()).toBe('wOF2')
  expect(readFileSync(join(folder, 'OFL.txt'), 'utf8')).toContain('SIL Open Font License')
})

test('happy: everything a style sheet names is beside it', () => {
  const present = new Set(readdirSync(folder))
  for (const sheet of [assets.styles, assets.stylesRightToLeft]) {
    const named = [...textOf(sheet).matchAll(/url\("?([^")]+)"?\)/g)].map(([, name]) => name)
    expect(named.length).toBeGreaterThan(2)
    expect(named.filter((name) => !present.has(name ?? ''))).toEqual([])
  }
})

test('happy: the styles set a font, and it is ours to use', () => {
  expect(textOf(assets.styles)).toMatch(/html\{font-family:"?Atkinson Hyperlegible Next/)
  expect(textOf(assets.styles)).not.toMatch(/Frutiger|#005eb8/i)
})

test('happy: the script stays small, before it is compressed too', () => {
  const script = readFileSync(fileOf(assets.script))
  expect(script.length).toBeLessThanOrEqual(3_000)
  expect(script.toString()).toContain('X-Fragment')
})

test('secure: nothing that a page loads asks another host', () => {
  for (const address of [assets.styles, assets.stylesRightToLeft, assets.script]) {
    expect(textOf(address)).not.toMatch(/(https?:)?\/\/[a-z]+\.[a-z]/i)
  }
})

test('refused: without a build it says what to do', () => {
  const empty = mkdtempSync(join(tmpdir(), 'waymark-assets-'))
  expect(() => readAssets(empty)).toThrow(/node build\/assets.mjs/)
})
