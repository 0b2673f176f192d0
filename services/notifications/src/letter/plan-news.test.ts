import { expect, test } from 'vitest'
import { planNewsLetter } from './plan-news.ts'
import { render } from './render.ts'

const site = new URL('https://waymark.example.org')
const ownPage = new URL('/mine', site)
const priya = { name: 'Priya Shah', phone: '01632 960 160' }
const given = { worker: priya, site, ownPage }

/** Everybody to whom it may go, as far as that changes what it says. */
const all = [
  planNewsLetter(given),
  planNewsLetter({ ...given, worker: { ...priya, phone: null } }),
  planNewsLetter({ ...given, worker: null }),
  planNewsLetter({ ...given, ownPage: null }),
]

test('happy: it says that something is new, where to look, and whom to ring', async () => {
  const { subject, text, html } = await render(planNewsLetter(given))
  expect(subject).toBe('There is something new for you to look at')
  for (const said of [
    'When it suits you, sign in and look at it. There is no hurry.',
    'This e-mail went to you and to nobody else.',
    'If you would rather talk, ring Priya Shah on 01632 960 160.',
    'nobody reads the answers',
    'ring 999',
    'ring 111',
    'If it is not safe any more, please tell Priya Shah.',
    'open waymark.example.org yourself',
  ]) {
    expect(text).toContain(said)
    expect(html).toContain(said)
  }
  expect(text).toContain('\nhttps://waymark.example.org/mine\n')
  expect(html).toContain('href="https://waymark.example.org/mine"')
})

test('happy: with no number, nobody, or no account, it says what can be done', async () => {
  const [, noNumber, nobody, noAccount] = await Promise.all(all.map(render))
  expect(noNumber?.text).toContain('If you would rather talk, speak to Priya Shah.')
  expect(nobody?.text).toContain('speak to whoever helped you before')
  expect(noAccount?.text).toContain('To hear what it is, ring Priya Shah on 01632 960 160.')
  expect(noAccount?.text).not.toMatch(/sign in|\/mine/i)
})

test('secure: it tells nothing of what is new, nor of why they are here', async () => {
  for (const letter of all) {
    const { subject, text, html } = await render(letter)
    const telling = /plan|goal|group|referr|club|surgery|wellbeing|answer to|loneliness/i
    expect(`${subject}\n${text}\n${html}`).not.toMatch(telling)
    expect(subject).not.toMatch(/Priya|01632|Waymark/)
  }
})

test('secure: no link in it signs anybody in, is fetched, or leads elsewhere', async () => {
  for (const letter of all) {
    const { html } = await render(letter)
    expect(html).not.toMatch(/src=|<link|<script|@import|url\(/)
    const addresses = [...html.matchAll(/https?:\/\/[^"\s<]+/g)].map(([address]) => address)
    expect(addresses.every((address) => address === ownPage.href)).toBe(true)
  }
})

test('secure: a name cannot bring markup, a second line or a header into it', async () => {
  const name = '<img src=x onerror=alert(1)>\r\nBcc: all@example.org\u2028x'
  const { html, text } = await render(planNewsLetter({ ...given, worker: { ...priya, name } }))
  expect(html).not.toContain('<img')
  expect(text).not.toMatch(/^Bcc:/m)
  expect(text).not.toContain('\u2028')
})

test('refused: a parameter that it has not, and a number that is none', () => {
  const note = 'Margaret is lonely'
  const bad: (() => unknown)[] = [
    () => planNewsLetter(Object.assign({}, given, { note })),
    () => planNewsLetter({ ...given, worker: Object.assign({}, priya, { note }) }),
    () => planNewsLetter({ ...given, worker: { ...priya, phone: note } }),
  ]
  for (const each of bad) expect(each).toThrow()
})
