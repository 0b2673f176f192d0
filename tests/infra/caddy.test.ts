import { serviceNames } from '@waymark/core'
import { describe, expect, test } from 'vitest'
import { checkBy, infraFile, missingOf } from '../support/infra-files.ts'

const text = infraFile('Caddyfile')
const forwarded = [...text.matchAll(/^\s*reverse_proxy (\S+)$/gm)].map(([, to]) => to)

test('happy: each service answers for its own part of the API, and web for the rest', () => {
  expect(forwarded.sort()).toEqual(serviceNames.map((name) => `${name}:3000`).sort())
  for (const name of serviceNames.filter((each) => each !== 'web')) {
    expect(text).toMatch(new RegExp(`handle /api/${name}/\\* \\{\\s+reverse_proxy ${name}:3000`))
  }
  expect(text).toMatch(/handle \{\s+reverse_proxy web:3000/)
})

test('secure: nothing leads to an internal port, and what is internal is not there', () => {
  expect(forwarded.filter((to) => to?.endsWith(':3100'))).toEqual([])
  expect(text).toContain('@inside path /internal* /metrics*')
  expect(text).toContain('respond @inside 404')
})

test('secure: it keeps no log of addresses, and sets no policy over ours', () => {
  expect(text).not.toMatch(/^\s*log\b/m)
  expect(text).not.toMatch(/content-security-policy|x-frame-options/i)
})

const missing = missingOf('caddy')
describe.skipIf(missing !== null)(`caddy ${missing ?? ''}`, () => {
  test('happy: takes the file', () => {
    const args = ['validate', '--adapter', 'caddyfile', '--config', 'Caddyfile']
    const { code, said } = checkBy('caddy', args, { PUBLIC_URL: 'https://waymark.example.org' })
    expect(code, said).toBe(0)
    expect(said).toContain('Valid configuration')
  })
})
