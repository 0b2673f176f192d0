import { expect, test } from 'vitest'
import { nothingTyped } from '../../referrals/read-answer.ts'
import { aSharedCopy } from '../../referrals/testing.ts'
import { aFrame } from '../../ui/testing.ts'
import { aLinked } from './testing.ts'
import { LinkedView, type LinkedViewProps } from './view.tsx'

type Given = Pick<LinkedViewProps, 'linked'> & Partial<LinkedViewProps>
const page = (given: Given) =>
  String(
    LinkedView({
      frame: aFrame(),
      path: '/answer/referral/a-token',
      today: '2026-11-26',
      ...given,
    }),
  )
const show = (given: Given) => {
  const html = page(given)
  return html.slice(html.indexOf('<main'), html.indexOf('</main>'))
}
const answeredAt = '2026-11-26T09:00:00Z'
const accepted = { state: 'accepted', answeredAt, placesLeft: 2 } as const
const sent = { state: 'sent', expiresAt: '2026-11-26T09:30:00Z' } as const
const { after } = aSharedCopy()

test('happy: what a group has to know, and its four answers', () => {
  const html = show({ linked: aLinked() })
  expect(html).toContain('Can Maggie come?')
  for (const said of [
    'HV1',
    'Walks with a stick.',
    'No known risks',
    'Please answer by Wednesday 2 December, 5pm',
  ]) {
    expect(html).toContain(said)
  }
  for (const says of ['yes', 'full', 'no', 'question']) {
    expect(html).toContain(`name="says" value="${says}"`)
  }
  expect(html.match(/action="\/answer\/referral\/a-token"/g)).toHaveLength(4)
})

test('happy: a risk to talk about first is said before the answer', () => {
  const before = { ...aSharedCopy().before, noKnownRisks: false, ringSenderFirst: true }
  expect(show({ linked: aLinked({ before }) })).toContain('Ring the sender before the first')
})

test('happy: a question that waits is shown, and the group may decide all the same', () => {
  const asked = { id: 'q', words: 'Is there a ramp?', askedAt: answeredAt }
  const waits = { ...asked, answer: null, answeredAt: null }
  const html = show({ linked: aLinked({ state: 'underReview', questions: [waits] }) })
  expect(html).toContain('You asked a question')
  expect(html).toContain('Is there a ramp?')
  expect(html).toContain('value="yes"')
  expect(html).not.toContain('value="question"')
  const answered = { ...asked, answer: 'She has her own.', answeredAt }
  const again = show({ linked: aLinked({ questions: [answered] }) })
  expect(again).toContain('She has her own.')
  expect(again).toContain('value="question"')
})

test('happy: after a yes a code is sent, typed in, and opens the rest', () => {
  const first = show({ linked: aLinked(accepted, { state: 'notSent' }) })
  expect(first).toContain('Maggie can come. Thank you')
  expect(first).toContain('hears of your answer')
  expect(first).toContain('Places left: 2.')
  expect(first).toContain('action="/answer/referral/a-token/code"')
  const typeIn = show({ linked: aLinked(accepted, { ...sent, triesLeft: 5 }) })
  expect(typeIn).toContain('You have 5 tries, until 9:30am.')
  expect(typeIn).toContain('autocomplete="one-time-code"')
  expect(typeIn).toContain('action="/answer/referral/a-token/proof"')
  const open = show({ linked: aLinked({ ...accepted, after }, { state: 'proved' }) })
  expect(open).toContain('Margaret Oakes')
  expect(open).toContain('Seeing people twice a week.')
  expect(open).toContain('Please get in touch with <bdi>Maggie</bdi> within a few days')
  expect(open).not.toContain('action="/answer/referral/a-token/code"')
})

test('happy: a no says who hears of it, and asks for nothing more', () => {
  const declined = { state: 'declined', answeredAt } as const
  const full = show({ linked: aLinked({ ...declined, declineReason: 'noCapacity' }) })
  expect(full).toContain('We are full')
  expect(full).toContain('look for another group')
  expect(full).not.toContain('<form')
  const declineWords = 'Try us in spring.'
  const no = show({ linked: aLinked({ ...declined, declineReason: 'other', declineWords }) })
  expect(no).toContain('Another reason')
  expect(no).toContain(declineWords)
})

test('happy: an answer that was written down for the group says by whom', () => {
  const told = { by: 'Pat', on: '2026-11-25', how: 'phone', to: 'Jo' } as const
  const html = show({ linked: aLinked({ ...accepted, told }, { state: 'notSent' }) })
  expect(html).toContain('told to Jo by Pat by phone')
})

test('refused: what is wrong leads to its field, and what was typed is still there', () => {
  const typed = { ...nothingTyped, says: 'no', reason: 'other' } as const
  const problems = [{ field: 'words', message: 'Say in a few words why not' }]
  const html = page({ linked: aLinked(), typed, problems })
  expect(html).toContain('<title>Error: A referral to ')
  expect(html).toContain('href="#words"')
  expect(html).toMatch(/<details[^>]* open/)
})

test('refused: a wrong code is said at its field', () => {
  const problems = [{ field: 'code', message: 'That is not the code.' }]
  const html = page({ linked: aLinked(accepted, { ...sent, triesLeft: 1 }), problems })
  expect(html).toContain('One try is left, until 9:30am.')
  expect(html).toContain('href="#code"')
  expect(html).toContain('id="code-error"')
  expect(page({ linked: aLinked(accepted, { state: 'notSent' }), problems })).toContain(
    'href="#send-code"',
  )
})

test('secure: before the code nothing leads to the person', () => {
  const states = [
    aLinked(),
    aLinked(accepted, { state: 'notSent' }),
    aLinked(accepted, { ...sent, triesLeft: 5 }),
    aLinked({ state: 'declined', answeredAt, declineReason: 'noCapacity', before: null }),
  ]
  for (const linked of states) {
    const html = page({ linked })
    for (const hidden of ['Oakes', '960 300', 'Seeing people']) expect(html).not.toContain(hidden)
  }
})
