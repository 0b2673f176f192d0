import type { GroupAssignment, GroupAssignmentSummary } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { anOutcome } from '../outcome/testing.ts'
import { nothingTyped } from '../referrals/read-answer.ts'
import { aGroupPart, aSharedCopy } from '../referrals/testing.ts'
import { aFrame } from '../ui/testing.ts'
import { SentView } from './referral.tsx'
import { SentToUsView } from './referral-list.tsx'

const today = '2026-11-26'
const show = (given: Partial<GroupAssignment> = {}) =>
  String(<SentView frame={aFrame()} part={aGroupPart(given)} today={today} />)

const organisation = {
  ...{ id: aGroupPart().organisationId, name: 'St Aidan’s', description: null, website: null },
  ...{ email: null, phone: null, charityNumber: null, readyForReferrals: true, version: 1 },
  lastModified: '2026-11-01T10:00:00Z',
}
const line = (given: Partial<GroupAssignmentSummary>): GroupAssignmentSummary => {
  const { id, listingName, state, sentAt, answerBy, overdue, answeredAt } = aGroupPart()
  const part = { id, listingName, state, sentAt, answerBy, overdue, answeredAt }
  return { ...part, firstName: 'Maggie', workplaceName: 'Vale Surgery', ...given }
}
const list = (contents: readonly GroupAssignmentSummary[]) => {
  const page = { pageNumber: 1, totalPages: 1, contents }
  return String(<SentToUsView frame={aFrame()} {...{ organisation, page, today }} />)
}

test('happy: the oldest that waits is on top, with the day to answer by', () => {
  const html = list([
    line({ firstName: 'Newer', sentAt: '2026-11-25T10:00:00Z' }),
    line({ firstName: 'Older', sentAt: '2026-11-20T10:00:00Z', overdue: true }),
    line({ firstName: 'Done', state: 'accepted', answeredAt: '2026-11-25T09:00:00Z' }),
  ])
  const names = [...html.matchAll(/<bdi>(Newer|Older|Done)/g)].map(([, name]) => name)
  expect(names).toEqual(['Older', 'Newer', 'Done'])
  expect(html).toContain('Please answer by Wednesday 2 December, 5pm')
  expect(html).toContain('You still can')
  expect(list([])).toContain('Nobody has been referred to you yet')
})

test('happy: before an answer a group can answer, and reads what it may', () => {
  const html = show()
  expect(html).toContain('Can Maggie come?')
  expect(html).toContain('Please answer by Wednesday 2 December, 5pm')
  expect(html).toContain('wm-answer__yes')
})

test('secure: before a yes there is no surname and no number', () => {
  expect(show()).not.toMatch(/Oakes|960 300/)
})

test('happy: after a yes it reads the whole name and how to reach them', () => {
  const answered = { state: 'accepted', answeredAt: '2026-11-26T09:00:00Z' } as const
  const html = show({ ...answered, after: aSharedCopy().after, placesLeft: 2 })
  expect(html).toContain('Margaret Oakes')
  expect(html).toContain('On Thursday 26 November, 9am. Places left: 2.')
  expect(html).not.toContain('wm-answer__yes')
})

test('secure: once sharing has stopped there is nothing of the person and nothing to press', () => {
  const html = show({ state: 'withdrawn', before: null })
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  expect(main).toContain('You can no longer see anything of this person')
  expect(main).not.toContain('<form')
  expect(main).not.toContain('Maggie')
  expect(list([line({ firstName: null, state: 'withdrawn' })])).not.toContain('Maggie')
})

test('happy: once it is finished a group reads what it said, and nothing of the person', () => {
  const html = show({ state: 'completed', before: null, outcomes: [anOutcome()] })
  expect(html).toContain('Thank you. This is finished')
  expect(html).toContain('They are still coming')
  expect(html).toContain('Nothing of this person is shown to you any more.')
  expect(html).not.toContain('Correct this')
  expect(html).not.toContain('Maggie')
})

test('refused: a rival answer is said, and links nowhere that is not there', () => {
  const problems = [{ field: 'says', message: 'The group has said yes already.' }]
  const part = aGroupPart({ state: 'accepted', answeredAt: '2026-11-26T09:00:00Z' })
  const given = { part, today, problems, typed: nothingTyped }
  const html = String(<SentView frame={aFrame()} {...given} />)
  expect(html).toContain('The group has said yes already.')
  expect(html).not.toContain('href="#says"')
})
