import type { ReferralSummary } from '@waymark/contracts'
import { unavailable } from '@waymark/core'
import { expect, test } from 'vitest'
import { aLine } from '../referrals/testing.ts'
import { aFrame } from '../ui/testing.ts'
import { ChangeContactView } from './change.tsx'
import { ContactRule } from './contact-rule.tsx'
import { orNullWhenAway } from './everyone.ts'
import { PeopleListView } from './list.tsx'
import { PersonView } from './person.tsx'
import { contactAsTyped } from './read-contact.ts'
import { EntryView } from './register.tsx'
import { aContact, aPersonRead } from './testing.ts'
import { referralStandingOf } from './words.ts'

const today = '2026-11-26'
const frame = aFrame()
const rule = (contact: Parameters<typeof ContactRule>[0]['contact']) =>
  String(<ContactRule contact={contact} firstName="Maggie" today={today} />)

function person(given: Partial<Parameters<typeof PersonView>[0]> = {}) {
  const shown = { frame, person: aPersonRead(), referrals: [], relationships: [], userId: null }
  return String(<PersonView {...{ ...shown, keeps: true, today, ...given }} />)
}

test('secure: a number that is not safe is words, and nothing that rings when touched', () => {
  const html = rule(aContact())
  expect(html).toContain('href="tel:01632960401"')
  expect(html).toContain('Do not use 07700 900 123')
  expect(html).not.toContain('tel:07700')
  expect(html).toContain('Asked alone, on Saturday 14 November.')
})

test('secure: asked by nobody or not alone, the rule says so before anything else', () => {
  expect(rule(null)).toContain('Nobody has asked yet. Ask before you ring, text or write.')
  expect(rule(aContact({ askedAlone: false }))).toContain('Ask again when they are alone')
})

test('happy: a person’s page begins with how to reach them, and says the rest in words', () => {
  const html = person({ referrals: [aLine()] })
  const [top = '', below = ''] = html.split('Reaching <bdi>Maggie</bdi> safely')
  expect(top.match(/<h2/g)).toHaveLength(1)
  expect(below).toContain('999 000 0018 (checked against the national record)')
  expect(below).toContain('9 March 1944, 82 years old')
  expect(below).toContain('Polish')
  expect(below).toContain('Needs large print')
  expect(below).toContain('waiting for an answer until Wednesday 2 December')
  expect(html).toContain(`/refer?person=${aPersonRead().id}`)
})

test('happy: with referrals away the person is there, and it is said', () => {
  const html = person({ referrals: null })
  expect(html).toContain('cannot see where referrals stand')
  expect(html).toContain('Margaret (Maggie) Oakes')
})

test('secure: whoever does not keep the record is offered no change of it', () => {
  expect(person()).toContain('/contact"')
  expect(person({ keeps: false })).not.toMatch(/\/(contact|details)"/)
})

test('happy: where each referral stands, in words', () => {
  const said = (latest: Partial<ReferralSummary['latest']>, given: Partial<ReferralSummary> = {}) =>
    referralStandingOf(aLine(latest, given), today)
  expect(said({}).needsYou).toBe(false)
  const overdue = said({ overdue: true, answerBy: '2026-11-20T17:00:00Z' })
  expect(overdue).toMatchObject({ words: 'Overdue', needsYou: true })
  expect(overdue.sentence).toBe('they were to answer by Friday 20 November')
  const yes = said({ state: 'accepted', answeredAt: '2026-11-24T10:00:00Z' })
  expect(yes.sentence).toBe('said yes on Tuesday 24 November')
  expect(said({ state: 'declined' }).needsYou).toBe(true)
  expect(said({}, { state: 'closedUnmet' }).sentence).toBe('nobody could help')
})

test('happy: the list says what had been begun, and what cannot be seen just now', () => {
  const { id, givenName, familyName, knownAs, birthDate } = aPersonRead()
  const lines = [{ person: { id, givenName, familyName, knownAs, birthDate }, referrals: [] }]
  const unfinished = [{ href: '/refer/1', firstName: 'Maggie', groupName: 'Lunch Club' }]
  const given = { frame, unfinished, can: { keep: false, settle: false }, today }
  const everyone = { lines, knowsReferrals: false, hasMore: false }
  const html = String(<PeopleListView {...given} everyone={everyone} />)
  expect(html).toContain('You had begun to refer <bdi>Maggie</bdi>')
  expect(html).toContain('cannot see where referrals stand')
  expect(html).not.toContain('/people/new')
})

test('happy: only a service that is away is passed over', async () => {
  expect(await orNullWhenAway(() => Promise.reject(unavailable('Away.')))).toBeNull()
  await expect(orNullWhenAway(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})

test('refused: what stands is shown beside what was typed, under its own version', () => {
  const typed = contactAsTyped(aContact({ note: 'Only on Tuesdays.' }))
  const shown = { frame, person: aPersonRead(), typed, today, problems: [], isStale: true }
  const html = String(<ChangeContactView {...shown} />)
  expect(html).toContain('Somebody changed this while you were writing')
  expect(html).toContain('Not before ten.')
  expect(html).toContain('Only on Tuesdays.</textarea>')
  expect(html).toContain('name="version" value="4"')
})

test('secure: a practitioner’s entry says what they typed, and not that anybody knew them', () => {
  const { accountId, version, lastModified, contact, ...typed } = aPersonRead()
  const entry = {
    ...typed,
    ...{ contact: null, registeredBy: typed.id, role: 'practitioner' as const },
    ...{ registeredAt: lastModified, personId: null },
  }
  const html = String(<EntryView frame={frame} entry={entry} today={today} />)
  expect(html).toContain('This is what you typed.')
  expect(html).toContain(`/refer?entry=${typed.id}`)
  expect(html).not.toContain(`/people/${typed.id}`)
})
