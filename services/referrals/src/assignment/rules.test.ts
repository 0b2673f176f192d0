import { assignmentStates } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import { createWorkingDays } from '@waymark/core/working-days'
import { expect, test } from 'vitest'
import { testId } from '../testing.ts'
import {
  type AssignmentEvent,
  answered,
  deadlines,
  isOverdue,
  isRunning,
  type KeptAssignment,
  move,
  movesOf,
} from './rules.ts'

const states = keysOf(assignmentStates)
const workingDays = createWorkingDays()

function inState(state: KeptAssignment['state']): KeptAssignment {
  const none = { answeredAt: null, declineReason: null, declineWords: null, placesLeft: null }
  const sender = { userId: testId(1), role: 'linkWorker', name: 'Priya' } as const
  return {
    ...{ id: testId(51), referralId: testId(52), organisationId: testId(53), state, ...none },
    ...{ organisationName: 'St Aidan’s', organisationPhone: null, listingId: testId(54) },
    ...{ listingName: 'Lunch club', told: null, version: 3 },
    sender: { ...sender, workplaceName: 'Vale Surgery', workplacePhone: '01632 960 160' },
    sentAt: '2026-11-23T09:00:00.000Z',
    answerBy: '2026-11-30T17:00:00.000Z',
    shared: isRunning(state) ? copy : null,
  }
}

const copy = {
  before: {
    ...{ firstName: 'Maggie', outcode: 'PE23', need: 'company', needToKnow: null, risks: [] },
    ...{ noKnownRisks: true, ringSenderFirst: false, communication: null },
  },
  after: {
    ...{ givenName: 'Margaret', familyName: 'Okafor', knownAs: 'Maggie', reason: 'Alone.' },
    ...{ whatMatters: null, phone: null, text: null, email: null, post: null },
    ...{ messageSafe: false, contactNote: null },
  },
  withheld: [],
} as const satisfies KeptAssignment['shared']

/** Written down anew, not read from the table that it proves: `-` is a conflict. */
const life: Readonly<Record<KeptAssignment['state'], string>> = {
  requested: 'accepted declined underReview - redirected expired withdrawn -',
  underReview: 'accepted declined - requested redirected - withdrawn -',
  accepted: '- - - - - - withdrawn completed',
  declined: '- - - - - - - -',
  redirected: '- - - - - - - -',
  withdrawn: '- - - - - - - -',
  expired: '- - - - - - - -',
  completed: '- - - - - - - -',
}
const events: readonly AssignmentEvent[] = [
  ...(['accept', 'decline', 'question', 'explain'] as const),
  ...(['redirect', 'lapse', 'withdraw', 'complete'] as const),
]
const cells = states.flatMap((state) => {
  const ends = life[state].split(' ')
  return events.map((event, at) => ({ state, event, end: ends[at] }))
})

test.each(cells.filter(({ end }) => end !== '-'))('happy: $state, $event: $end', (cell) => {
  const from = inState(cell.state)
  const moved = move(from, cell.event)
  expect(moved).toEqual({
    ...{ ...from, state: cell.end, version: 4 },
    shared: /requested|underReview|accepted/.test(String(cell.end)) ? copy : null,
  })
})

test.each(cells.filter(({ end }) => end === '-'))('refused: $state, $event', (cell) => {
  const ends = life[cell.state].split(' ')
  const allowed = events.filter((_, at) => ends[at] !== '-')
  const said = (() => {
    try {
      return move(inState(cell.state), cell.event)
    } catch (error) {
      return error
    }
  })()
  expect(said).toMatchObject({ code: 'conflict', allowed: expect.arrayContaining(allowed) })
  expect(said).toHaveProperty('allowed.length', allowed.length)
})

test('refused: another reason without words, by its field', () => {
  const answer = { says: 'no', reason: 'other', words: null } as const
  const tried = () => answered(inState('requested'), { answer, told: null }, new Date())
  expect(tried).toThrow(
    expect.objectContaining({
      code: 'invalid',
      problems: [expect.objectContaining({ pointer: '/answer/words' })],
    }),
  )
})

test('refused: nothing can be done about a part of a referral that has ended', () => {
  for (const state of states) {
    expect(movesOf(inState(state), { isLatest: true, isOpen: false })).toEqual([])
  }
})

test('happy: only the last part that has ended leads on to another group', () => {
  for (const state of ['declined', 'redirected', 'withdrawn', 'expired'] as const) {
    expect(movesOf(inState(state), { isLatest: true, isOpen: true })).toEqual(['askAnother'])
    expect(movesOf(inState(state), { isLatest: false, isOpen: true })).toEqual([])
  }
})

/** Sent (UTC), to be answered by, expires: each worked out by hand from the calendar. */
const sent = [
  ['a minute before five', '2026-11-23T16:59:00Z', '2026-11-30T17:00', '2026-12-07T17:00'],
  ['at five', '2026-11-23T17:00:00Z', '2026-12-01T17:00', '2026-12-08T17:00'],
  ['a Friday evening', '2026-11-27T18:00:00Z', '2026-12-04T17:00', '2026-12-11T17:00'],
  ['a Saturday', '2026-11-28T10:00:00Z', '2026-12-04T17:00', '2026-12-11T17:00'],
  ['before Christmas', '2026-12-22T10:00:00Z', '2026-12-31T17:00', '2027-01-08T17:00'],
  ['before Easter', '2027-03-24T10:00:00Z', '2027-04-02T16:00', '2027-04-09T16:00'],
  ['before the clock goes on', '2027-03-22T10:00:00Z', '2027-03-31T16:00', '2027-04-07T16:00'],
  ['before the clock goes back', '2026-10-22T10:00:00Z', '2026-10-29T17:00', '2026-11-05T17:00'],
  ['at five in summer', '2026-07-06T16:00:00Z', '2026-07-14T16:00', '2026-07-21T16:00'],
] as const

test.each(sent)('happy: the deadlines of what is sent %s', (_, now, answerBy, expiresAt) => {
  expect(deadlines(new Date(now), workingDays)).toEqual({
    answerBy: `${answerBy}:00.000Z`,
    expiresAt: `${expiresAt}:00.000Z`,
  })
})

test('happy: it is late at its minute, while it is the group’s turn alone', () => {
  const at = (instant: string) => new Date(instant)
  expect(isOverdue(inState('requested'), at('2026-11-30T16:59:59.999Z'))).toBe(false)
  expect(isOverdue(inState('requested'), at('2026-11-30T17:00:00.000Z'))).toBe(true)
  for (const state of states.filter((each) => each !== 'requested')) {
    expect(isOverdue(inState(state), at('2027-01-01T00:00:00.000Z'))).toBe(false)
  }
})

test('happy: a question that is open when they say yes can still be answered', () => {
  const around = { isLatest: true, isOpen: true }
  const after = ['recordOutcome', 'askWhatHappened', 'stopSharing']
  expect(movesOf(inState('accepted'), around)).toEqual(after)
  const asked = movesOf(inState('accepted'), { ...around, hasQuestion: true })
  expect(asked).toEqual(['answerQuestion', ...after])
})
