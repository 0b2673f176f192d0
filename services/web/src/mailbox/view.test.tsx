import { expect, test } from 'vitest'
import { aFrame } from '../ui/testing.ts'
import { MailboxView } from './view.tsx'

const message = {
  id: '01900000-0000-7000-8000-000000000001',
  to: 'jean@st-aidans.example',
  from: 'waymark@demo.example',
  subject: 'Is your listing on Waymark still right?',
  text: 'Hello\n\nAnswer:\nhttp://localhost:3000/answer/listing/t?a=1\n\nhttps://evil.example/x\n',
  keptAt: '2026-11-22T09:05:00.000Z',
}

const shown = (given: Partial<typeof message> = {}, mode: 'demo' | 'live' = 'demo') =>
  String(
    <MailboxView
      frame={aFrame({ mode })}
      messages={[{ ...message, ...given }]}
      today="2026-11-22"
      site="http://localhost:3000"
    />,
  )

test('happy: a message with who, when and its link to press', () => {
  const html = shown()
  expect(html).toContain('jean@st-aidans.example')
  expect(html).toContain('Sunday 22 November, 9:05am')
  expect(html).toContain('href="/answer/listing/t?a=1"')
})

test('secure: only our own addresses become links, and words stay words', () => {
  const html = shown({ text: '<b>hi</b>\n\nhttps://evil.example/x\n\njavascript:alert(1)' })
  expect(html).not.toContain('<b>hi')
  expect(html).not.toContain('href="https://evil')
  expect(html).not.toContain('href="javascript')
})

test('happy: an empty mailbox says so', () => {
  const html = String(
    <MailboxView frame={aFrame()} messages={[]} today="2026-11-22" site="http://localhost:3000" />,
  )
  expect(html).toContain('Nothing has been sent yet')
})
