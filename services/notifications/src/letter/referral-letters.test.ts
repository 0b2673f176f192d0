import { linkReason } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { referralCodeLetter } from './referral-code.ts'
import { referralLinkLetter } from './referral-link.ts'
import { referralStoppedLetter } from './referral-stopped.ts'
import { render } from './render.ts'

const site = new URL('https://waymark.example.org')
const about = {
  organisationName: 'St Aidan’s',
  listingName: 'Lantern memory café',
  sender: {
    name: 'Priya Shah',
    workplaceName: 'Harrowby Surgery',
    workplacePhone: '01632 960 111',
  },
}
const link = {
  ...about,
  why: 'asked',
  answerAddress: new URL('/answer/referral/token-token-token', site),
  answerBy: new Date('2026-12-03T17:00:00Z'),
  isOverdue: false,
} as const
const code = { ...about, code: '012345', site, useBefore: new Date('2026-07-01T09:30:00Z') }
const stopped = { ...about, site }

const all = [
  ...linkReason.options.map((why) => referralLinkLetter({ ...link, why })),
  referralCodeLetter(code),
  referralStoppedLetter(stopped),
]

test('happy: a link says which activity, who sent it, by when, and a number to check', async () => {
  const { subject, text, html } = await render(referralLinkLetter(link))
  expect(subject).toBe('A referral for St Aidan’s')
  for (const said of [
    'Priya Shah at Harrowby Surgery would like to refer somebody to',
    'Lantern memory café',
    'Please answer by 5pm on Thursday 3 December 2026.',
    'nobody needs an account',
    'ring Harrowby Surgery on 01632 960 111 and ask for Priya Shah',
    'shows nothing about anybody until you press a button',
    'you can have a fresh one sent to this mailbox',
  ]) {
    expect(text).toContain(said)
    expect(html).toContain(said)
  }
  expect(text).toContain('\nhttps://waymark.example.org/answer/referral/token-token-token\n')
  expect(html).toContain('href="https://waymark.example.org/answer/referral/token-token-token"')
})

test('happy: a link sent again, and one after a question, say which they are', async () => {
  const again = await render(referralLinkLetter({ ...link, why: 'again' }))
  expect(again.subject).toBe('A fresh link to a referral for St Aidan’s')
  expect(again.text).toContain('If you have not answered yet, please do so by 5pm on Thursday')
  const answered = await render(referralLinkLetter({ ...link, why: 'questionAnswered' }))
  expect(answered.subject).toBe('A referral for St Aidan’s: your question is answered')
  expect(answered.text).toContain('Priya Shah at Harrowby Surgery has answered what you asked')
})

test('happy: a group that said yes is asked how it went, and nobody sets it a day', async () => {
  for (const isOverdue of [false, true]) {
    const letter = referralLinkLetter({ ...link, why: 'whatHappened', isOverdue })
    const { subject, text, html } = await render(letter)
    expect(subject).toBe('How did it go at St Aidan’s?')
    for (const said of [
      'Priya Shah at Harrowby Surgery referred somebody to',
      'Lantern memory café',
      'your group said yes',
      'whether they came, how often, and what became of it',
      'It takes a minute',
      'Say how it went',
      'ring Harrowby Surgery on 01632 960 111 and ask for Priya Shah',
    ]) {
      expect(text).toContain(said)
      expect(html).toContain(said)
    }
    expect(text).not.toMatch(/Please answer|2026|5pm|too late/)
    expect(text).toContain('\nhttps://waymark.example.org/answer/referral/token-token-token\n')
  }
})

test('happy: an overdue answer is asked for kindly, never by a day that is past', async () => {
  for (const why of linkReason.exclude(['whatHappened']).options) {
    const { text } = await render(referralLinkLetter({ ...link, why, isOverdue: true }))
    expect(text).toContain('it is not too late')
    expect(text).not.toMatch(/(answer|do so) by 5pm/)
  }
})

test('happy: a code is told with its last moment, and what to do if nobody asked', async () => {
  const { text, html } = await render(referralCodeLetter(code))
  expect(text).toContain('\n\n012345\n\n')
  expect(html).toContain('>012345</p>')
  expect(text).toContain('before 10:30am on Wednesday 1 July 2026')
  expect(text).toContain('somebody else may be using your link')
})

test('happy: a stop asks for nothing but to stop', async () => {
  const { subject, text } = await render(referralStoppedLetter(stopped))
  expect(subject).toBe('A referral for St Aidan’s has stopped')
  expect(text).toContain('Please do nothing more about it')
  expect(text).toContain('You do not need to answer.')
  expect(text).not.toContain('/answer/')
})

test('happy: noon and midnight are words', async () => {
  const useBefore = (instant: string) =>
    render(referralCodeLetter({ ...code, useBefore: new Date(instant) }))
  expect((await useBefore('2026-12-01T12:00:00Z')).text).toContain('before midday on Tuesday')
  expect((await useBefore('2026-12-01T00:00:00Z')).text).toContain('before midnight on Tuesday')
  expect((await useBefore('2026-12-01T00:05:00Z')).text).toContain('before 12:05am on Tuesday')
})

test('secure: no subject names an activity, a sender, a number or a code', () => {
  for (const { subject } of all) expect(subject).not.toMatch(/Lantern|Priya|Harrowby|01632|012345/)
})

test('secure: nothing in a letter is fetched, and no address but ours is in it', async () => {
  for (const letter of all) {
    const { html } = await render(letter)
    expect(html).not.toMatch(/src=|<link|<script|@import|url\(/)
    for (const [, address] of html.matchAll(/https?:\/\/([^/"\s<]+)/g)) {
      expect(address).toBe('waymark.example.org')
    }
  }
})

test('secure: a name cannot bring markup, a second line or a header into a letter', async () => {
  const bad = '<img src=x onerror=alert(1)>\r\nBcc: all@example.org\u2028x'
  const sender = { ...about.sender, name: bad, workplaceName: bad }
  const names = { organisationName: bad, listingName: bad, sender }
  for (const letter of [
    ...linkReason.options.map((why) => referralLinkLetter({ ...link, ...names, why })),
    referralCodeLetter({ ...code, ...names }),
    referralStoppedLetter({ ...stopped, ...names }),
  ]) {
    const { subject, html, text } = await render(letter)
    expect(html).not.toContain('<img')
    expect(subject).not.toMatch(/[\r\n]/)
    expect(text).not.toMatch(/^Bcc:/m)
    expect(text).not.toContain('\u2028')
  }
})

test('refused: a parameter that no letter has, and a number or a reason that is none', () => {
  const note = 'Margaret is lonely'
  const sender = { ...about.sender, note }
  const givens: (() => unknown)[] = [
    () => referralLinkLetter(Object.assign({}, link, { note })),
    () => referralCodeLetter(Object.assign({}, code, { note })),
    () => referralStoppedLetter(Object.assign({}, stopped, { note })),
    () => referralStoppedLetter({ ...stopped, sender }),
    () => referralLinkLetter(Object.assign({}, link, { why: note })),
    () => referralCodeLetter({ ...code, code: 'Margaret' }),
    () => referralStoppedLetter({ ...stopped, sender: { ...about.sender, workplacePhone: note } }),
  ]
  for (const given of givens) expect(given).toThrow()
})
