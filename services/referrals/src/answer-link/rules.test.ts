import { assignmentStates } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import { describe, expect, test } from 'vitest'
import type { KeptAgreement } from '../agreement/rules.ts'
import { type LinkState, mayLeave, needsFresh, stateOf } from './rules.ts'

const now = new Date('2026-11-22T09:00:00.000Z')
const links = {
  open: { revokedAt: null, expiresAt: '2026-11-22T09:00:00.001Z' },
  old: { revokedAt: null, expiresAt: '2026-11-22T09:00:00.000Z' },
  revoked: { revokedAt: '2026-11-21T09:00:00.000Z', expiresAt: '2026-12-01T09:00:00.000Z' },
}
const agreement: KeptAgreement = {
  assignmentId: 'a',
  askedBy: 'Priya',
  askedById: 'p',
  how: 'phone',
  askedOn: '2026-11-20',
  wordingVersion: '2026-11-26',
  scope: 'thisGroup',
  until: null,
  derivedFrom: null,
  withdrawnAt: null,
}

const ended = { open: 'ended', old: 'ended', revoked: 'ended' } as const
const waiting = { open: 'waiting', old: 'expired', revoked: 'superseded' } as const
const answered = { open: 'answered', old: 'expired', revoked: 'superseded' } as const
const expected: Record<keyof typeof assignmentStates, Record<keyof typeof links, LinkState>> = {
  requested: waiting,
  underReview: waiting,
  accepted: answered,
  declined: answered,
  redirected: ended,
  withdrawn: ended,
  expired: ended,
  completed: ended,
}

describe('where a link stands', () => {
  for (const state of keysOf(assignmentStates)) {
    for (const link of keysOf(links)) {
      test(`happy: a link that is ${link}, to one that is ${state}`, () => {
        const around = { assignment: { state }, agreement, now }
        expect(stateOf(links[link], around)).toBe(expected[state][link])
        const over = { ...agreement, withdrawnAt: '2026-11-22T08:00:00.000Z' }
        expect(stateOf(links[link], { ...around, agreement: over })).toBe('ended')
        const past = { ...agreement, until: '2026-11-21' }
        expect(stateOf(links[link], { ...around, agreement: past })).toBe('ended')
      })
    }
  }
})

test('happy: a fresh link is for one that has ended and leads to something', () => {
  const fresh = (state: LinkState, of: keyof typeof assignmentStates) =>
    needsFresh(state, { state: of })
  for (const state of ['expired', 'superseded'] as const) {
    expect(fresh(state, 'requested')).toBe(true)
    expect(fresh(state, 'accepted')).toBe(true)
    expect(fresh(state, 'declined')).toBe(false)
  }
  for (const state of ['waiting', 'answered', 'ended'] as const) {
    expect(fresh(state, 'requested')).toBe(false)
  }
})

test('refused: the e-mail of a link that an answer overtook does not leave', () => {
  const answeredAt = '2026-11-21T12:00:00.000Z'
  const leaves = (
    madeAt: string,
    state: 'requested' | 'accepted' | 'declined',
    why: 'again' | 'whatHappened' | 'asked' = 'again',
  ) => {
    const assignment = { state, answeredAt: state === 'requested' ? null : answeredAt }
    return mayLeave({ ...links.open, madeAt, why }, { assignment, agreement, now })
  }
  const [earlier, later] = ['2026-11-21T11:00:00.000Z', '2026-11-21T13:00:00.000Z']
  expect(leaves(earlier, 'requested')).toBe(true)
  expect(leaves(earlier, 'accepted')).toBe(false)
  expect(leaves(later, 'accepted')).toBe(true)
  expect(leaves(later, 'declined')).toBe(false)
  expect(leaves(later, 'accepted', 'whatHappened')).toBe(true)
  expect(leaves(later, 'accepted', 'asked')).toBe(false)
})
