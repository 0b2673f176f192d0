import type { LinkedCheck } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { aFrame } from '../../ui/testing.ts'
import { AnswerView, type AnswerViewProps } from './view.tsx'

const today = '2026-11-22'
const ended = (state: LinkedCheck['state']): LinkedCheck => ({ state, decided: null, page: null })
const show = (given: Pick<AnswerViewProps, 'check'> & Partial<AnswerViewProps>) =>
  String(AnswerView({ frame: aFrame(), token: 'a-token', today, ...given }))

test('happy: what was decided is shown again, with no button left to press', () => {
  const decided = { outcome: 'right', placesLeft: 2, answeredAt: '2026-11-22T09:00:00Z' } as const
  const html = show({ check: { state: 'answered', decided, page: null } })
  expect(html).toContain('You told us that this is still right')
  expect(html).not.toContain('wm-answer__yes')
})

test('refused: a link that has ended offers a fresh one, and says so once it is sent', () => {
  for (const state of ['expired', 'superseded'] as const) {
    expect(show({ check: ended(state) })).toContain('action="/answer/listing/a-token/fresh"')
    const sent = show({ check: ended(state), isSent: true })
    expect(sent).toContain('We have sent a fresh link')
    expect(sent).not.toContain('/fresh')
  }
  expect(show({ check: ended('expired'), tooMany: 'Several today.' })).toContain('Several today.')
})

test('secure: once a listing is taken down its link shows nothing of it and asks nothing', () => {
  const html = show({ check: ended('withdrawn') })
  expect(html).toContain('This page has been taken down')
  expect(html.slice(html.indexOf('<main'), html.indexOf('</main>'))).not.toContain('<form')
})
