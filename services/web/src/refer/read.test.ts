import { expect, test } from 'vitest'
import { readIdentifiers } from './find-person.tsx'
import { withoutDoor } from './group.tsx'
import { readNewPerson } from './new-person.tsx'
import { readRisks } from './risks.tsx'
import { readWhy } from './why.tsx'

const form = (fields: Record<string, string>) => new URLSearchParams(fields)
const fieldsOf = (read: object) =>
  'problems' in read && Array.isArray(read.problems) ? read.problems.map(({ field }) => field) : []

const why = { need: 'company', reason: 'Eats alone.', whatMatters: 'Company.' }
const born = { birthDateDay: '23', birthDateMonth: '8', birthDateYear: '1951' }
const falls = { words: 'Falls', share: 'tellGroup' } as const

test('happy: why is read as typed, and "not yet" stands for no words of their own', () => {
  expect(readWhy(form(why))).toEqual({ ...why, needToKnow: null })
  const notYet = form({ ...why, whatMatters: ' ', notYet: 'yes', needToKnow: 'One\r\ntwo' })
  expect(readWhy(notYet)).toMatchObject({ whatMatters: null, needToKnow: 'One\ntwo' })
  const other = form({ ...why, need: 'other', otherNeed: 'arts' })
  expect(readWhy(other)).toMatchObject({ need: 'arts' })
})

test('refused: each missing or too long part of why is named once', () => {
  expect(fieldsOf(readWhy(form({})))).toEqual(['need', 'reason', 'whatMatters'])
  expect(fieldsOf(readWhy(form({ ...why, reason: 'x'.repeat(151) })))).toEqual(['reason'])
  expect(fieldsOf(readWhy(form({ ...why, need: 'other' })))).toEqual(['need'])
})

test('happy: risks are added one by one, taken off, or said to be none', () => {
  expect(readRisks(form({ known: 'none' }), [falls])).toEqual({ risks: { known: 'none' } })
  const some = { known: 'some', ...falls, words: 'Stairs' }
  const both = { known: 'some', list: [falls, { ...falls, words: 'Stairs' }] }
  expect(readRisks(form(some), [falls])).toEqual({ risks: both })
  expect(readRisks(form({ known: 'some' }), [falls])).toEqual({
    risks: { known: 'some', list: [falls] },
  })
  expect(readRisks(form({ takeOff: '0' }), [falls])).toEqual({ risks: null })
})

test('refused: risks are never assumed, and there are ten at most', () => {
  expect(fieldsOf(readRisks(form({}), []))).toEqual(['known'])
  expect(fieldsOf(readRisks(form({ known: 'some' }), []))).toEqual(['words', 'share'])
  expect(fieldsOf(readRisks(form({ known: 'some', words: 'Falls' }), []))).toEqual(['share'])
  const ten = Array.from({ length: 10 }, () => falls)
  expect(fieldsOf(readRisks(form({ known: 'some', ...falls }), ten))).toEqual(['words'])
})

test('happy: the number chooses before the postcode, which chooses without one', () => {
  const given = { familyName: 'Ellison', ...born }
  const byBoth = readIdentifiers(form({ ...given, nhsNumber: '999 000 0018', postcode: 'x' }))
  expect(byBoth).toMatchObject({ nhsNumber: '9990000018', postcode: null })
  const byPostcode = readIdentifiers(form({ ...given, postcode: 'pe23 4xv' }))
  expect(byPostcode).toMatchObject({ nhsNumber: null, postcode: 'PE23 4XV' })
})

test('refused: fewer than three identifiers, and a day to come, are named', () => {
  expect(fieldsOf(readIdentifiers(form({})))).toEqual(['familyName', 'birthDate', 'nhsNumber'])
  const named = { givenName: 'Glenys', familyName: 'Ashdown' }
  expect(readNewPerson(form({ ...named, ...born }), '2026-11-26')).toMatchObject({ kind: 'new' })
  const later = form({ ...named, ...born, birthDateYear: '2027' })
  expect(fieldsOf(readNewPerson(later, '2026-11-26'))).toEqual(['birthDate'])
  expect(fieldsOf(readNewPerson(form(born), '2026-11-26'))).toEqual(['givenName', 'familyName'])
})

test('secure: a whole postcode never stays in the address of a search', () => {
  expect(String(withoutDoor(form({ near: 'pe23 4xv', q: 'tea' })))).toBe('near=PE23&q=tea')
  expect(withoutDoor(form({ near: 'PE23' }))).toBeNull()
  expect(withoutDoor(form({ near: 'Saltmere' }))).toBeNull()
})
