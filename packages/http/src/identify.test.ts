import { AppError } from '@waymark/core'
import { expect, test } from 'vitest'
import { createIdentify } from './identify.ts'

const identify = createIdentify({
  verify: async () => {
    throw new AppError('unauthenticated', 'No token is known here.')
  },
  tenant: 'demo',
  operatorKey: 'the-key-of-this-machine',
})
const operator = (tenant?: string, key = 'the-key-of-this-machine') =>
  identify(
    new Request('http://directory.internal/', {
      headers: {
        authorization: `Operator ${key}`,
        ...(tenant === undefined ? {} : { 'x-operator-tenant': tenant }),
      },
    }),
  )

test('happy: the operator acts for this place, or for another by its name', async () => {
  expect(await operator()).toEqual({ kind: 'operator', tenant: 'demo' })
  expect(await operator('demo-two')).toEqual({ kind: 'operator', tenant: 'demo-two' })
})

test.each(['', 'Demo', 'demo two', '-demo', '../demo', 'x'.repeat(64)])(
  'refused: the operator of a tenant that can have no such name, %j',
  async (tenant) => {
    await expect(operator(tenant)).rejects.toMatchObject({ code: 'malformed' })
  },
)

test('secure: without the key a broken tenant is not even looked at', async () => {
  await expect(operator('Demo', 'guessed')).rejects.toMatchObject({ code: 'unauthenticated' })
})
