import { expect, test } from 'vitest'
import { aFrame } from '../ui/testing.ts'
import { SignInView, type SignInViewProps } from './view.tsx'

const frame = aFrame()

const linkWorker = {
  key: 'link-worker',
  name: 'Jo Tanner',
  role: 'Link worker',
  email: 'jo@demo.example',
  password: 'a long demonstration password',
}

const show = (given: Omit<SignInViewProps, 'frame'>) => String(SignInView({ frame, ...given }))

test('happy: a demo account is a link that fills in the form, and keeps where to go next', () => {
  const html = show({ demoAccounts: [linkWorker], next: '/find?q=a&free=1' })
  expect(html).toContain('href="/sign-in?as=link-worker&amp;next=%2Ffind%3Fq%3Da%26free%3D1"')
  const filled = show({ demoAccounts: [linkWorker], chosen: linkWorker })
  expect(filled).toContain('value="jo@demo.example"')
  expect(filled).toContain('value="a long demonstration password"')
})

test('refused: a problem comes first, by its field and in the title; the e-mail is kept', () => {
  const message = 'Those details do not match.'
  const html = show({ email: 'jo@demo.example', problems: [{ field: 'email', message }] })
  expect(html).toContain('<title>Error: Sign in – Waymark</title>')
  expect(html.indexOf('nhsuk-error-summary')).toBeLessThan(html.indexOf('<h1'))
  expect(html).toContain('href="#email"')
  expect(html).toContain('aria-describedby="email-error"')
  expect(html).toContain('value="jo@demo.example"')
})

test('secure: without a demo there is no account to fill in and no password in the page', () => {
  const html = show({ email: 'jo@demo.example' })
  expect(html).not.toContain('Accounts to try')
  expect(html).toMatch(/<input[^>]+type="password"(?![^>]+value=)[^>]*>/)
})
