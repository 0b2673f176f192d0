import type { SharedAfter, SharedBefore } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { SharedAfterView, SharedBeforeView } from './shared-copy.tsx'
import { aSender, aSharedCopy } from './testing.ts'

const copy = aSharedCopy()
const before = (given: Partial<SharedBefore> = {}) =>
  String(<SharedBeforeView shared={{ ...copy.before, ...given }} />)
const after = (given: Partial<SharedAfter> = {}) =>
  String(<SharedAfterView shared={{ ...copy.after, ...given }} sender={aSender()} />)

test('happy: risks are always answered: none, told, or to be told by phone', () => {
  expect(before()).toContain('No known risks')
  const told = before({ noKnownRisks: false, risks: ['May wander.'], ringSenderFirst: true })
  expect(told).toContain('May wander.')
  expect(told).toContain('Ring the sender before the first meeting')
  expect(before({ noKnownRisks: false })).toContain('None that concern this group')
})

test('happy: language and formats are said in words', () => {
  const communication = {
    ...{ language: 'bfi', interpreter: true, formats: ['largePrint' as const] },
    note: 'Face her when you speak.',
  }
  const html = before({ communication })
  expect(html).toContain('British Sign Language, with an interpreter')
  expect(html).toContain('Needs: Large print')
  expect(html).toContain('Face her when you speak.')
  expect(before()).toContain('Nobody has asked yet')
})

test('secure: before a yes there is no surname and no way of reaching the person', () => {
  expect(before()).not.toContain('Oakes')
  expect(before()).not.toContain('960 300')
})

test('secure: a way that is not safe is not shown, nor any message to be left', () => {
  const html = after()
  expect(html).toContain('href="tel:01632960300"')
  expect(html).toContain('Leave no message')
  expect(html).not.toMatch(/Text<|E-mail<|Write</)
})

test('secure: with no safe way they are reached through the sender', () => {
  const html = after({ phone: null })
  expect(html).toContain('Reach them through')
  expect(html).toContain('01632 960 160')
})

test('secure: what somebody wrote is shown as words and never as markup', () => {
  expect(before({ needToKnow: '<b>hello</b>' })).toContain('&lt;b&gt;hello')
})
