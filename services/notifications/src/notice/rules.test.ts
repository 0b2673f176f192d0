import { noticeState } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { type Ending, isWornOut, retryWaitMs, settle, transitions } from './rules.ts'

const working = ['claim', 'permit', 'release', 'arrive', 'drop', 'retry', 'doubt', 'park'] as const
const moves = [...working, 'hold', 'replay'] as const
const held = { state: 'sending', attempt: 1, doubts: 0 } as const

test('happy: every state against every move', () => {
  const table = noticeState.options.map((state) =>
    `${state}: ${moves.filter((move) => transitions[state][move]).join(' ')}`.trim(),
  )
  expect(table).toEqual([
    'due: claim hold',
    'claimed: permit release arrive drop retry park hold',
    'sending: arrive retry doubt park hold',
    'sent:',
    'dropped:',
    'uncertain: claim hold',
    'parked: drop replay',
  ])
})

test('happy: a settlement leaves a notice where the table says', () => {
  const endings: Ending[] = [
    { move: 'arrive' },
    { move: 'retry', reason: 'ECONNECTION' },
    { move: 'doubt', reason: 'answerLost' },
    { move: 'park', reason: 'smtp550' },
  ]
  for (const ending of endings) {
    expect(settle(held, ending, 0.5).state).toBe(transitions.sending[ending.move])
  }
})

test('happy: waits grow threefold to six hours and are spread by a fifth either way', () => {
  const plain = Array.from({ length: 9 }, (_, index) => retryWaitMs(index + 1, 0.5) / 1000)
  expect(plain).toEqual([10, 30, 90, 270, 810, 2430, 7290, 21_600, 21_600])
  expect(retryWaitMs(1, 0)).toBe(8_000)
  expect(retryWaitMs(1, 1)).toBe(12_000)
})

test('refused: a move that the table does not have', () => {
  const sent = { ...held, state: 'sent' } as const
  expect(() => settle(sent, { move: 'arrive' }, 0.5)).toThrow(
    expect.objectContaining({ code: 'conflict', allowed: [] }),
  )
})

test('refused: the twelfth failure is put aside for a person', () => {
  const ending = { move: 'retry', reason: 'ETIMEDOUT' } as const
  expect(settle({ ...held, attempt: 11 }, ending, 0.5)).toMatchObject({ state: 'due' })
  expect(settle({ ...held, attempt: 12 }, ending, 0.5)).toMatchObject({
    ...{ state: 'parked', reason: 'attempts', waitMs: null },
  })
  expect(isWornOut({ attempt: 12 })).toBe(true)
})

test('refused: a second doubt is not tried again by itself', () => {
  const ending = { move: 'doubt', reason: 'answerLost' } as const
  const first = settle(held, ending, 0.5)
  expect(first).toMatchObject({ state: 'uncertain', doubts: 1, waitMs: 600_000 })
  expect(settle({ ...held, doubts: first.doubts }, ending, 0.5)).toMatchObject({
    ...{ state: 'parked', reason: 'uncertain', waitMs: null },
  })
})
