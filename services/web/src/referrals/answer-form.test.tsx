import { AppError } from '@waymark/core'
import { expect, test } from 'vitest'
import { AnswerFields, AnswerForms } from './answer-form.tsx'
import { answerProblems, nothingTyped, readAnswer } from './read-answer.ts'

const read = (fields: Record<string, string>) => readAnswer(new URLSearchParams(fields))
const forms = (given: Parameters<typeof readAnswer>[0]) => {
  const { typed, problems } = readAnswer(given)
  const shown = { action: '/answer', firstName: 'Maggie', typed, problems }
  return String(<AnswerForms {...shown} />)
}

test('happy: each answer is read as the contract says it', () => {
  expect(read({ says: 'yes', placesLeft: '2' }).answer).toEqual({ says: 'yes', placesLeft: 2 })
  expect(read({ says: 'yes' }).answer).toEqual({ says: 'yes', placesLeft: null })
  expect(read({ says: 'full', words: 'left over' }).answer).toEqual({ says: 'full' })
  const no = { says: 'no', reason: 'notEligibleAge', words: ' ' }
  expect(read(no).answer).toEqual({ says: 'no', reason: 'notEligibleAge', words: null })
  const question = { says: 'question', question: ' Can she manage steps? ' }
  expect(read(question).answer).toEqual({ says: 'question', words: question.question })
})

test('refused: what is missing is named, and everything typed is kept', () => {
  const refused = [
    [{}, 'says'],
    [{ says: 'maybe' }, 'says'],
    [{ says: 'yes', placesLeft: 'two' }, 'placesLeft'],
    [{ says: 'no', words: 'Sorry' }, 'reason'],
    [{ says: 'no', reason: 'other', words: ' ' }, 'words'],
    [{ says: 'question', question: '' }, 'question'],
  ] as const
  for (const [fields, field] of refused) {
    const { answer, problems, typed } = read(fields)
    expect(answer).toBeNull()
    expect(problems.map((each) => each.field)).toEqual([field])
    expect({ ...nothingTyped, ...fields, says: typed.says }).toEqual(typed)
  }
})

test('refused: a no without its reason opens again where it was typed, with the words', () => {
  const html = forms(new URLSearchParams({ says: 'no', words: 'So sorry' }))
  expect(html).toMatch(/<details[^>]* open/)
  expect(html).toContain('So sorry</textarea>')
  expect(html).toContain('id="reason-error"')
})

test('refused: what referrals finds wrong with a question stands at the question', () => {
  const detail = 'Use 500 characters or fewer.'
  const problems = [{ pointer: '/answer/words', detail }]
  const error = new AppError('invalid', 'Some of that needs mending.', { problems })
  const typedOf = (says: 'no' | 'question') => ({ ...nothingTyped, says })
  expect(answerProblems(error, typedOf('question'))).toEqual([
    { field: 'question', message: detail },
  ])
  expect(answerProblems(error, typedOf('no'))).toEqual([{ field: 'words', message: detail }])
})

test('happy: a yes is a form of its own, and every form has a key of its own', () => {
  const html = forms(new URLSearchParams({ says: 'full' }))
  expect(html.match(/<form/g)).toHaveLength(4)
  const keys = [...html.matchAll(/name="once" value="([^"]+)"/g)].map(([, key]) => key)
  expect(new Set(keys).size).toBe(4)
  expect(html).not.toContain('value="noCapacity"')
})

test('happy: whoever writes an answer down finds what they chose still chosen', () => {
  const typed = { ...nothingTyped, says: 'no', reason: 'duplicate' } as const
  const html = String(<AnswerFields typed={typed} problems={[]} />)
  expect(html).toMatch(/value="no" checked/)
  expect(html).toMatch(/value="duplicate" checked/)
})
