import type { AgreementGiven } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { type KnownPerson, type NewPerson, nothingAnswered, type ReferAnswers } from './answers.ts'
import { nextStep, outcodeOf, sendingOf, stepBefore, wholeOf, withGroup, withWho } from './rules.ts'

const linkWorker = sendingOf(['linkWorker'])
const connector = sendingOf(['communityConnector'])
const practitioner = sendingOf(['practitioner'])

const margaret: KnownPerson = {
  ...{ kind: 'person', personId: 'p1', givenName: 'Margaret', familyName: 'Ellison' },
  ...{ knownAs: null, outcode: 'PE23', hasContact: true },
}
const typed: NewPerson = {
  kind: 'new',
  details: {
    ...{ givenName: 'Glenys', familyName: 'Ashdown', knownAs: null, birthDate: '1951-08-23' },
    ...{ nhsNumber: null, address: null, postcode: 'PE23 4FV', communication: null },
  },
}
const group = { listingId: 'l1', name: 'Tuesday Lunch Club', needs: ['company' as const] }
const why = {
  need: 'company',
  reason: 'Alone all week.',
  needToKnow: null,
  whatMatters: null,
} as const
const agreement = {
  ...{ how: 'inPerson', askedOn: '2026-11-26', wordingVersion: '2026-11-26' },
  ...{ scope: 'thisGroup', until: null },
} as const satisfies AgreementGiven
const whole: ReferAnswers = {
  ...{ who: margaret, group, reach: null, why, agreement },
  risks: { known: 'none' },
}

test('happy: only what is not known is asked, in order, and then all is checked', () => {
  const asked: string[] = []
  let answers: ReferAnswers = { ...nothingAnswered, who: margaret, group }
  for (let step = nextStep(answers, linkWorker); ; step = nextStep(answers, linkWorker)) {
    asked.push(step)
    if (step === 'check') break
    answers = { ...answers, [step]: whole[step] }
  }
  expect(asked).toEqual(['why', 'risks', 'agreement', 'check'])
})

test('happy: how to reach them is asked only when nobody knows, of those who can keep it', () => {
  const unknown = { ...whole, who: { ...margaret, hasContact: false } }
  expect(nextStep(unknown, linkWorker)).toBe('reach')
  expect(nextStep({ ...unknown, reach: { contact: null } }, linkWorker)).toBe('check')
  expect(nextStep(unknown, connector)).toBe('check')
  expect(nextStep({ ...whole, who: typed }, practitioner)).toBe('reach')
})

test('happy: back is one question back, and from a changed answer the check', () => {
  const begun = { ...nothingAnswered, who: margaret, group }
  expect(stepBefore('why', begun, linkWorker)).toBe('group')
  expect(stepBefore('who', begun, linkWorker)).toBeNull()
  expect(stepBefore('why', whole, linkWorker)).toBe('check')
  expect(stepBefore('check', whole, linkWorker)).toBe('agreement')
})

test('refused: while an answer is missing there is nothing to send', () => {
  expect(wholeOf(whole, linkWorker)).toMatchObject({ who: margaret, wish: { reason: why.reason } })
  for (const step of ['who', 'group', 'why', 'risks', 'agreement'] as const) {
    expect(wholeOf({ ...whole, [step]: null }, linkWorker)).toBeNull()
  }
})

test('secure: what was said about one person is never said about another', () => {
  const other = { ...margaret, personId: 'p2' }
  const about = withWho(whole, other)
  expect(about).toEqual({ ...nothingAnswered, who: other, group })
  expect(withWho(whole, { ...margaret })).toEqual(whole)
})

test('secure: a yes for one group is not a yes for another, unless it was for both', () => {
  const other = { ...group, listingId: 'l2' }
  expect(withGroup(whole, other).agreement).toBeNull()
  expect(withGroup(whole, group).agreement).toEqual(agreement)
  const wide = { ...whole, agreement: { ...agreement, scope: 'similarGroups' as const } }
  expect(withGroup(wide, other)).toEqual({ ...wide, group: other })
})

test('secure: of a postcode a search shows the first half', () => {
  expect(outcodeOf('pe23 4xv')).toBe('PE23')
  expect(outcodeOf('PE23')).toBe('PE23')
  expect(outcodeOf('Lincoln')).toBeNull()
})
