import type { Assignment, Referral } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { aMessageBack } from '../outcome/testing.ts'
import { aFrame } from '../ui/testing.ts'
import { ReferralsView } from './list.tsx'
import { aLine, aPart, aReferralRead, aSharedCopy } from './testing.ts'
import { ReferralView, type ReferralViewProps } from './view.tsx'
import { referralSaid } from './words.ts'

const today = '2026-11-26'
type Given = Partial<Omit<ReferralViewProps, 'frame'>>
const show = (given: Given = {}) =>
  String(<ReferralView frame={aFrame()} {...{ referral: aReferralRead(), today, ...given }} />)
const withPart = (part: Partial<Assignment>, referral: Partial<Referral> = {}) =>
  aReferralRead({ assignments: [aPart(part)], ...referral })
const list = (lines: readonly ReturnType<typeof aLine>[], shown: 'all' | 'open' = 'all') => {
  const count = lines.length
  const paging = { totalItems: count, totalPages: 1, pageNumber: 1, size: count }
  const page = { ...paging, contents: [...lines] }
  return String(<ReferralsView frame={aFrame()} {...{ page, shown, today }} />)
}

test('happy: what waits says by when, and whether the e-mail has gone', () => {
  const html = show()
  expect(html).toContain('They answer by <strong>Wednesday 2 December, 5pm')
  expect(html).toContain('The e-mail was handed on at 10am on Wednesday 25 November')
  expect(show({ referral: withPart({ mailedAt: null }) })).toContain('waits to be sent')
})

test('happy: a referral that was just sent says what happens next, until it is answered', () => {
  expect(show({ isSent: true })).toContain('answers by <strong>Wednesday 2 December')
  const answered = withPart({ state: 'accepted', answeredAt: '2026-11-26T09:00:00Z' })
  expect(show({ isSent: true, referral: answered })).not.toContain('wm-sent')
})

test('happy: after a yes it says who makes the first step, until something is told', () => {
  const accepted = { state: 'accepted', answeredAt: '2026-11-26T09:00:00Z' } as const
  expect(show({ referral: withPart(accepted) })).toContain('They get in touch with <bdi>Maggie')
  const { before, after } = aSharedCopy()
  const shared = { before, after: { ...after, phone: null } }
  expect(show({ referral: withPart({ ...accepted, shared }) })).toContain('through you')
  const told = withPart({ ...accepted, outcomes: [aMessageBack()] })
  expect(show({ referral: told })).not.toContain('They get in touch')
})

test('happy: every answer is said with its day, and with who wrote it down', () => {
  const accepted = { state: 'accepted', answeredAt: '2026-11-26T09:00:00Z' } as const
  const yes = show({ referral: withPart({ ...accepted, placesLeft: 0 }) })
  expect(yes).toContain('They said yes on Thursday 26 November, 9am.')
  expect(yes).toContain('they have no more room')
  const told = { by: 'Pat', to: 'Jo', how: 'phone', on: '2026-05-03' } as const
  const recorded = show({ referral: withPart({ ...accepted, told }) })
  expect(recorded).toContain('They said yes: told to Jo by Pat by phone, Sunday 3 May.')
  const declined = { state: 'declined', declineReason: 'notEligibleArea' } as const
  const no = show({ referral: withPart({ ...declined, declineWords: 'Try Saltmere.' }) })
  expect(no).toContain('They said no (“Lives outside our area”)')
  expect(no).toContain('Try Saltmere.')
})

test('happy: only what can be done now is offered, the likeliest first', () => {
  const acts = (part: Partial<Assignment>) =>
    [...show({ referral: withPart(part) }).matchAll(/id="(\w+)-0198[^"]*" [^>]*data-module/g)]
      .map(([, move]) => move)
      .filter((move) => move !== 'listing')
  expect(acts({})).toEqual(['recordAnswer', 'sendAgain', 'askAnother', 'stopSharing'])
  expect(acts({ overdue: true })[0]).toBe('askAnother')
  const moves = ['answerQuestion', 'recordAnswer', 'stopSharing'] as const
  expect(acts({ state: 'underReview', moves: [...moves] })[0]).toBe('answerQuestion')
  expect(acts({ state: 'accepted', moves: [] })).toEqual([])
})

test('happy: the list says its order, and stands what needs its reader first', () => {
  const html = list([
    aLine({ state: 'underReview' }),
    aLine({ overdue: true }),
    aLine(),
    aLine({ state: 'accepted', answeredAt: '2026-11-24T09:00:00Z' }),
    aLine({}, { state: 'closedUnmet' }),
  ])
  const titles = [...html.matchAll(/id="section-(\w+)"/g)].map(([, section]) => section)
  expect(titles).toEqual(['needsYou', 'waiting', 'answered', 'ended'])
  expect(html).toContain('What needs you comes first')
  expect(html).toContain('data-said="2 need you. 1 waiting for an answer. 1 said yes."')
  expect(html).toContain('They were to answer by Wednesday 2 December, 5pm')
})

test('happy: an empty list says what to do next', () => {
  expect(list([])).toContain('Find a group that is ready for referrals')
  expect(list([], 'open')).toContain('No referral is open just now')
})

test('happy: what the script compares changes with the state and with the e-mail', () => {
  const said = [
    withPart({ mailedAt: null }),
    withPart({}),
    withPart({ overdue: true, mailedAt: null }),
    withPart({ state: 'accepted' }),
    withPart({ state: 'declined' }),
    withPart({}, { state: 'withdrawn' }),
  ].map(referralSaid)
  expect(new Set(said).size).toBe(said.length)
  expect(said[3]).toBe('St Aidan’s: they said yes')
})

test('happy: what a group may read is shown exactly, or that it can see nothing any more', () => {
  expect(show()).toContain('Only if they say yes')
  const stopped = withPart({ state: 'withdrawn', shared: null, moves: ['askAnother'] })
  const html = show({ referral: stopped })
  expect(html).toContain('They can no longer see anything.')
  expect(html).not.toContain('What they may read')
})

test('refused: what could not be done is said first, and no success with it', () => {
  const problems = [{ field: 'referral', message: 'Three links were sent today.' }]
  const html = show({ problems, done: 'again' })
  expect(html).toContain('Three links were sent today.')
  expect(html).not.toContain('nhsuk-notification-banner')
  expect(html).toContain('<title>Error: ')
})

test('refused: a referral that has ended is not looked at again and offers nothing', () => {
  const ended = { state: 'declinedByPerson', closedAt: '2026-11-26T09:00:00Z' } as const
  const html = show({ referral: withPart({ state: 'withdrawn', moves: [] }, ended) })
  expect(html).toContain('has ended: they decided not to go, Thursday 26 November')
  expect(html).not.toContain('data-refresh')
  expect(html).not.toContain('End this referral')
})

test('secure: somebody known by an entry alone leads to no record', () => {
  const entryId = '0198c9a0-0000-7000-8000-000000000009'
  const html = show({ referral: aReferralRead({ about: { kind: 'entry', entryId } }) })
  expect(html).not.toContain('/people/0198')
  expect(html).not.toContain(entryId)
  expect(show()).toContain('/people/0198')
})

test('secure: what a group wrote is shown as words and never as markup', () => {
  const question = {
    ...{ id: '0198c9a0-0000-7000-8000-00000000000a', askedAt: '2026-11-26T09:00:00Z' },
    ...{ words: '<img src=x>', answer: null, answeredAt: null },
  }
  const html = show({ referral: withPart({ state: 'underReview', questions: [question] }) })
  expect(html).not.toContain('<img')
  expect(html).toContain('&lt;img')
})

test('happy: sharing that was stopped says when it was stopped, not when they answered', () => {
  const agreement = { ...aPart().agreement, withdrawnAt: '2026-11-26T11:18:00.000Z' }
  const stopped = { state: 'withdrawn', answeredAt: '2026-11-26T11:02:00.000Z' } as const
  const html = show({ referral: withPart({ ...stopped, agreement, shared: null }) })
  expect(html).toContain('Sharing with them was stopped on Thursday 26 November, 11:18am.')
  expect(html).not.toContain('11:02am')
})
