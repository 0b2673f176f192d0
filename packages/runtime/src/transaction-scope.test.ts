import { expect, test } from 'vitest'
import { assertOutsideWrite, insideWrite, runInsideWrite } from './transaction-scope.ts'

test('happy: the marker follows the calls of a write and no others', async () => {
  const seen = await runInsideWrite(async () => {
    await Promise.resolve()
    return insideWrite()
  })
  expect([seen, insideWrite()]).toEqual([true, false])
})

test('refused: an outside call inside a write', async () => {
  const call = runInsideWrite(async () => assertOutsideWrite('send'))
  await expect(call).rejects.toMatchObject({ code: 'internal' })
  expect(() => assertOutsideWrite('send')).not.toThrow()
})

test('happy: what a write leaves running is outside it once the write has ended', async () => {
  let ended = () => {}
  const afterwards = new Promise<void>((resolve) => {
    ended = resolve
  })
  let left: Promise<boolean> = Promise.resolve(true)
  await runInsideWrite(async () => {
    left = afterwards.then(() => insideWrite())
  })
  ended()
  expect(await left).toBe(false)
})
