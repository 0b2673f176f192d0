import { conflict, invalid } from '@waymark/core'
import { expect, test } from 'vitest'
import { readAnswer, readScore, toldFields } from './answer-fields.tsx'
import { conversationLine } from './conversation.tsx'
import { entryKindOf } from './entry.tsx'
import { goalKind } from './goal-form.tsx'
import { markOf } from './part.ts'
import { parts } from './parts.tsx'
import { stepKind } from './step-form.tsx'
import { aGoal, aPlan } from './testing.ts'
import { refusedBy, saysAlready, type Typed } from './typed.ts'

const form = (fields: Record<string, string>): Typed => new URLSearchParams(fields)
const wrong = ({ problems }: { problems: readonly { field: string }[] }) =>
  problems.map(({ field }) => field)

const answer = {
  ...{ revision: '2', says: 'yes', score: '0', words: ' Mm. ', saidBy: 'person' },
  ...{ how: 'phone', on: '2026-11-25', tellReferrer: 'no' },
}

test('happy: an answer is read with its score of nought and its words byte for byte', () => {
  expect(readAnswer(form(answer)).given).toEqual({
    ...{ revision: 2, says: 'yes', score: 0, words: ' Mm. ', saidBy: 'person' },
    ...{ told: { how: 'phone', on: '2026-11-25' }, tellReferrer: false },
  })
})

test('refused: nothing that was not said is taken as an answer', () => {
  expect(wrong(readAnswer(form({ revision: '1' }))).sort()).toEqual(
    ['how', 'on', 'saidBy', 'says', 'tellReferrer'].sort(),
  )
  const score = (said: string) => readAnswer(form({ ...answer, score: said }))
  expect(score('11').given).toBeNull()
  expect(score('4.5').given).toBeNull()
  expect(wrong(score('many'))).toEqual(['score'])
  expect(score('').given).toMatchObject({ score: null })
})

test('happy: a worker’s own score needs nobody to have told it; the person’s does', () => {
  expect(readScore(form({ by: 'worker', score: '6' })).given).toMatchObject({ told: null })
  expect(wrong(readScore(form({ by: 'person', score: '6' }))).sort()).toEqual(['how', 'on'])
})

test('refused: a NUL and an empty line are refused by name', () => {
  const read = (words: string) =>
    entryKindOf('whatMatters').read(form({ words, saidByPerson: 'yes' }))
  expect(read('a\0b').problems[0]?.message).toContain('not text')
  expect(read(' \r\n ').problems).toEqual([{ field: 'words', message: 'Write it down' }])
  expect(read('x'.repeat(2001)).problems[0]?.message).toContain('2000')
  expect(read('مرحبا').given).not.toBeNull()
})

test('happy: what is kept fills a form that reads as the same', () => {
  const goal = aGoal({ agreedWith: ['Priya', 'Ruth'], importance: 9, agreedOn: '2026-11-20' })
  const typed = goalKind.typedOf(goal)
  expect(goalKind.read(typed).problems).toEqual([])
  expect(typed.get('agreedWith')).toBe('Priya\r\nRuth')
  expect(saysAlready(typed, new URLSearchParams(`${typed}`))).toBe(true)
  expect(saysAlready(typed, form({ words: 'Another' }))).toBe(false)
})

test('refused: a goal, a step and a conversation say which answer is missing', () => {
  expect(wrong(goalKind.read(form({ agreedOn: '31/2/2026' }))).sort()).toEqual(
    ['agreedByPerson', 'agreedOn', 'wording', 'words'].sort(),
  )
  expect(wrong(stepKind.read(form({ what: 'Walk' }))).sort()).toEqual(['state', 'when', 'who'])
  expect(wrong(conversationLine.read(form({})))).toContain('personTookPart')
})

test('happy: why somebody took no part is read only where they took none', () => {
  const held = { kind: 'initial', how: 'phone', on: '2026-11-25', preparationOffered: 'yes' }
  const read = (part: string) =>
    parts.review.read(form({ on: '2027-03-26', reviewerName: part, inBetween: 'Ring.' }))
  expect(read('Priya').given).toMatchObject({ part: 'review', on: '2027-03-26' })
  expect(wrong(read(' '))).toEqual(['reviewerName'])
  const given = { ...held, whyNot: 'Asleep' }
  expect(conversationLine.read(form({ ...given, personTookPart: 'yes' })).given).not.toBeNull()
})

test('happy: the mark of a section changes with that section alone', () => {
  const review = { on: '2027-03-26', reviewerName: 'Priya', reviewerId: null, inBetween: 'Ring.' }
  const before = aPlan()
  expect(markOf(parts.review, aPlan({ version: 9, entries: [] }))).toBe(
    markOf(parts.review, before),
  )
  expect(markOf(parts.review, aPlan({ review }))).not.toBe(markOf(parts.review, before))
  expect(markOf(parts.copy, aPlan({ review }))).toBe(markOf(parts.copy, before))
})

test('refused: what a service found wrong lands on the field it was typed in', () => {
  const told = invalid('Mend it.', [{ pointer: '/told/on', detail: 'Not in the future.' }])
  expect(refusedBy(told, 'says', toldFields)).toEqual([
    { field: 'on', message: 'Not in the future.' },
  ])
  expect(refusedBy(conflict('Read it again.'), 'says')).toEqual([
    { field: 'says', message: 'Read it again.' },
  ])
})
