import { expect, test } from 'vitest'
import { createAtMost } from './at-most.ts'

test('happy: never more than the limit run, and all do, in order, failures or not', async () => {
  const atMost = createAtMost(3)
  const begun: number[] = []
  let running = 0
  let most = 0
  const work = async (turn: number) => {
    begun.push(turn)
    running += 1
    most = Math.max(most, running)
    await new Promise(setImmediate)
    running -= 1
    if (turn % 4 === 0) throw new Error('One that fails gives its place on like any other.')
    return turn
  }
  const turns = Array.from({ length: 20 }, (_, turn) => turn)
  const ended = await Promise.allSettled(turns.map((turn) => atMost(() => work(turn))))
  expect(most).toBe(3)
  expect(begun).toEqual(turns)
  expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(5)
  expect(await atMost(() => work(21))).toBe(21)
})
