import { expect, test } from 'vitest'
import { nothingTyped } from '../../referrals/read-answer.ts'
import { aFrame } from '../../ui/testing.ts'
import { FaceView, type FaceViewProps } from './face.tsx'
import { aFace } from './testing.ts'

const now = new Date('2026-11-26T09:00:00Z')
const show = (given: Partial<FaceViewProps> = {}) => {
  const today = '2026-11-26'
  const view = FaceView({
    frame: aFrame(),
    face: aFace(),
    path: '/answer/referral/a-token',
    now,
    today,
    ...given,
  })
  const html = String(view)
  return html.slice(html.indexOf('<main'), html.indexOf('</main>'))
}
const buttonsOf = (html: string) => html.match(/<button/g)?.length ?? 0

test('happy: which activity, who sent it, by when, a number to check, and one button', () => {
  const html = show()
  for (const said of ['Tuesday Lunch Club', 'St Aidan’s', 'Priya', 'Vale Surgery']) {
    expect(html).toContain(said)
  }
  expect(html).toContain('5pm on Wednesday 2 December')
  expect(html).toContain('href="tel:')
  expect(html).toContain('action="/answer/referral/a-token/open"')
  expect(buttonsOf(html)).toBe(1)
})

test('happy: a time that is past is no reproach', () => {
  const html = show({ face: aFace({ answerBy: '2026-11-25T17:00:00Z' }) })
  expect(html).toContain('It is not too late')
  expect(html).not.toContain('Please answer by')
})

test('happy: once answered its button shows what was answered', () => {
  const html = show({ face: aFace({ state: 'answered' }) })
  expect(html).toContain('See where it stands')
  expect(buttonsOf(html)).toBe(1)
})

test('happy: when the half hour is over, what was typed is taken along', () => {
  const blank = show({ over: nothingTyped })
  expect(blank).toContain('Press it again to go on.')
  expect(blank).not.toContain('<input')
  const over = { ...nothingTyped, says: 'question', question: 'Can she <climb>?' } as const
  const html = show({ over })
  expect(html).toContain('nothing you typed is lost')
  expect(html).toContain('name="question" value="Can she &lt;climb&gt;?"')
  expect(show({ over: nothingTyped, face: aFace({ state: 'answered' }) })).toContain('half an hour')
})

test('refused: a link that has ended offers a fresh one, and says so once it is sent', () => {
  for (const state of ['expired', 'superseded'] as const) {
    const face = aFace({ state })
    expect(show({ face })).toContain('action="/answer/referral/a-token/fresh"')
    const sent = show({ face, isSent: true })
    expect(sent).toContain('We have sent a fresh link')
    expect(sent).not.toContain('<form')
    const refused = show({ face, refused: 'Several links were sent today.' })
    expect(refused).toContain('role="alert"')
    expect(refused).toContain('Several links were sent today.')
    expect(refused).not.toContain('<form')
  }
})

test('secure: what is over has nothing to press, and a fresh link is sent nowhere else', () => {
  const html = show({ face: aFace({ state: 'ended' }), isSent: true })
  expect(html).toContain('There is nothing more to do')
  expect(html).not.toContain('<form')
  expect(show({ face: aFace({ state: 'expired' }) })).not.toContain('<input')
})
