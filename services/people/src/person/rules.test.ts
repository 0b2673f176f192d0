import type { Person } from '@waymark/contracts'
import { aContact, aRegistration } from '@waymark/testing'
import { describe, expect, test } from 'vitest'
import { checkDays, foldName, identifiersOf, join, likenessOf, newPerson } from './rules.ts'

const now = new Date('2026-11-22T09:00:00Z')
const person = (given: Parameters<typeof aRegistration>[0], id = 'one'): Person =>
  newPerson(id, aRegistration(given), now)

describe('names as they are compared', () => {
  test.each([
    ['case', 'OKAFOR', 'okafor'],
    ['accents', 'Nuñez-García', 'Nunez Garcia'],
    ['spaces and hyphens', 'Okafor-Hughes', ' Okafor  Hughes '],
    ['apostrophes of any kind', 'O’Brien', "O'BRIEN"],
    ['accents written apart', 'Zoe\u0308', 'Zoë'],
    ['letters that only look accented', 'Łukasz Sørensen', 'Lukasz Sorensen'],
    ['the Turkish capital İ', 'İnan', 'inan'],
    ['the marks that turn a line round', '\u200fحسن\u200e', 'حسن'],
  ])('happy: %s make no difference', (_, one, other) => {
    expect(foldName(one)).toBe(foldName(other))
  })

  test.each([
    ['letters', 'Hughes', 'Huges'],
    ['the signs of Indian scripts', 'कुमार', 'कमार'],
    ['names without a letter', '🙂', '🙃'],
    ['digits', 'Smith 2', 'Smith 3'],
  ])('refused: %s do', (_, one, other) => {
    expect(foldName(one)).not.toBe(foldName(other))
  })
})

test('happy: each likeness is seen by itself, and null is like nothing', () => {
  const like = (given: Parameters<typeof aRegistration>[0]) =>
    likenessOf(identifiersOf(aRegistration()), identifiersOf(aRegistration(given)))
  const other = { familyName: 'Lowe', birthDate: '1950-01-01', nhsNumber: null, postcode: null }
  expect(like({})).toEqual(['nhsNumber', 'nameAndBirthDate', 'birthDateAndPostcode'])
  expect(like({ ...other, nhsNumber: aRegistration().nhsNumber })).toEqual(['nhsNumber'])
  expect(like({ ...other, birthDate: '1944-03-09' })).toEqual([])
  expect(like({ ...other, birthDate: '1944-03-09', postcode: 'PE23 4AC' })).toEqual([
    'birthDateAndPostcode',
  ])
  expect(like({ nhsNumber: null, postcode: null })).toEqual(['nameAndBirthDate'])
})

test('happy: of two records the older speaks, and the newer fills its gaps', () => {
  const older = person({ nhsNumber: null, knownAs: 'Maggie', postcode: null })
  const newer = person({ givenName: 'Margret', knownAs: 'Meg' }, 'two')
  expect(join(older, newer, now)).toMatchObject({
    id: 'one',
    givenName: 'Margaret',
    knownAs: 'Maggie',
    nhsNumber: newer.nhsNumber,
    postcode: 'PE23 4AC',
    version: 2,
  })
})

test('secure: a no to a way of being reached stays a no, whichever record said it', () => {
  const no = aContact({ phone: { safe: false, number: null }, askedOn: '2026-01-01' })
  const yes = aContact({ messageSafe: true, askedOn: '2026-06-01', note: 'Mornings.' })
  for (const [one, other] of [
    [no, yes],
    [yes, no],
  ] as const) {
    const { contact } = join(person({ contact: one }), person({ contact: other }, 'two'), now)
    expect(contact).toMatchObject({
      phone: { safe: false, number: '01632 960 201' },
      messageSafe: false,
      note: 'Mornings.',
    })
  }
})

test('refused: two records with an account each are not made one', () => {
  const [one, two] = [person({}), person({}, 'two')]
  const joining = () => join({ ...one, accountId: 'a' }, { ...two, accountId: 'b' }, now)
  expect(joining).toThrow('Both have an account of their own.')
})

test.each(['1899-12-31', '2026-11-23'])('refused: a birth date of %s', (birthDate) => {
  expect(() => checkDays({ birthDate, contact: null }, now)).toThrow('cannot be right')
})

test('refused: to have been asked tomorrow', () => {
  const contact = aContact({ askedOn: '2026-11-23' })
  const refusal = () => checkDays({ birthDate: '1944-03-09', contact }, now)
  expect(refusal).toThrow(
    expect.objectContaining({
      problems: [expect.objectContaining({ pointer: '/contact/askedOn' })],
    }),
  )
})
