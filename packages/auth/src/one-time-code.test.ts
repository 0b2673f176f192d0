import { createIds } from '@waymark/core'
import { expect, test } from 'vitest'
import { isSameCode, oneTimeCode } from './one-time-code.ts'

const key = new Uint8Array(32).fill(7)
const given = { key, purpose: 'mailbox-code', tenant: 'demo' }
const id = '01900000-0000-7000-8000-00000000abcd'

test('happy: six digits, the same whenever they are worked out', () => {
  const newId = createIds(() => new Date())
  const ids = Array.from({ length: 200 }, newId)
  const codes = ids.map((each) => oneTimeCode({ ...given, id: each }))
  for (const code of codes) expect(code).toMatch(/^\d{6}$/)
  expect(ids.map((each) => oneTimeCode({ ...given, id: each }))).toEqual(codes)
  expect(new Set(codes).size).toBeGreaterThan(190)
})

test('happy: codes that were sent before keep working', () => {
  expect(oneTimeCode({ ...given, id })).toBe('173988')
})

test('refused: other digits, fewer, more, and what are no digits', () => {
  expect(isSameCode('173988', '173988')).toBe(true)
  for (const other of ['173989', '17398', '1739880', '', '17398é', '１73988']) {
    expect(isSameCode(other, '173988')).toBe(false)
  }
})

test('secure: another purpose, tenant, key or record has another code', () => {
  const codes = [
    oneTimeCode({ ...given, id }),
    oneTimeCode({ ...given, id, purpose: 'referral-code' }),
    oneTimeCode({ ...given, id, tenant: 'northfields' }),
    oneTimeCode({ ...given, id, key: new Uint8Array(32).fill(8) }),
    oneTimeCode({ ...given, id: id.replace('abcd', 'abce') }),
  ]
  expect(new Set(codes).size).toBe(codes.length)
})
