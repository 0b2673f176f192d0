import { expect, test } from 'vitest'
import { webAddress } from './shared.ts'

test('happy: a web address may be long, and an @ may stand after the host', () => {
  const long = `https://a.example/${'x'.repeat(2000 - 18)}`
  for (const address of ['http://a.example', 'https://a.example/@group', long]) {
    expect(webAddress.safeParse(address).data).toBe(address)
  }
})

test.each([
  ['too long', `https://a.example/${'x'.repeat(2000 - 17)}`],
  ['with a name in it', 'https://bank.example@evil.example'],
  ['with a name and a password in it', 'https://name:secret@a.example'],
  ['with a password alone in it', 'https://:secret@a.example'],
  ['of a script', 'javascript:alert(1)'],
])('secure: no web address %s', (_, address) => {
  expect(webAddress.safeParse(address).success).toBe(false)
})
