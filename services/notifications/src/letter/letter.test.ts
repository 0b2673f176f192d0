import { expect, test } from 'vitest'
import { listingCheckLetter } from './listing-check.ts'
import { mailboxCodeLetter } from './mailbox-code.ts'
import { render } from './render.ts'

const site = new URL('https://waymark.example.org')
const check = {
  organisationName: 'St Aidan’s',
  listingName: 'Tuesday lunch club',
  answerAddress: new URL('/answer/listing/token-token-token', site),
  answerBefore: new Date('2026-12-06T09:00:00Z'),
}
const code = {
  organisationName: 'St Aidan’s',
  code: '012345',
  site,
  useBefore: new Date('2026-07-01T09:30:00Z'),
}

test('happy: a check says who, what, by when and how to see that it is real', async () => {
  const { subject, text, html } = await render(listingCheckLetter(check))
  expect(subject).toBe('Is your listing on Waymark still right?')
  for (const said of [
    ...['St Aidan’s', 'Tuesday lunch club', 'Sunday 6 December 2026', 'waymark.example.org'],
    ...['You press a button', 'We never ask for a password'],
  ]) {
    expect(text).toContain(said)
    expect(html).toContain(said)
  }
  expect(text).toContain('\nhttps://waymark.example.org/answer/listing/token-token-token\n')
  expect(html).toContain('href="https://waymark.example.org/answer/listing/token-token-token"')
})

test('happy: a code is told with its last moment by the clocks of London', async () => {
  const { text, html } = await render(mailboxCodeLetter(code))
  expect(text).toContain('\n\n012345\n\n')
  expect(text).toContain('before 10:30am on Wednesday 1 July 2026')
  expect(html).toContain('>012345</p>')
})

test('secure: a subject says nothing of what is inside', async () => {
  for (const letter of [listingCheckLetter(check), mailboxCodeLetter(code)]) {
    expect(letter.subject).not.toMatch(/Aidan|lunch|012345|token/)
  }
})

test('secure: a name cannot bring markup, a second line or a header into a letter', async () => {
  const organisationName = '<img src=x onerror=alert(1)>\r\nBcc: all@example.org\u2028x'
  const { html, text } = await render(listingCheckLetter({ ...check, organisationName }))
  expect(html).not.toContain('<img')
  expect(html).toContain('&lt;img src=x')
  expect(text).not.toMatch(/^Bcc:/m)
  expect(text).not.toContain('\u2028')
})

test('secure: nothing in a letter is fetched from anywhere', async () => {
  const { html } = await render(listingCheckLetter(check))
  expect(html).not.toMatch(/src=|<link|<script|@import|url\(/)
})

test('refused: a code that is no code, and a parameter that no template has', () => {
  expect(() => mailboxCodeLetter({ ...code, code: 'Margaret' })).toThrow()
  const more = { ...code, note: 'Margaret is lonely' }
  expect(() => mailboxCodeLetter(more)).toThrow()
})
