import type { OwnPart } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { anOutcome } from '../outcome/testing.ts'
import { aGoal, anAnswer, aPlan, aRating, aSuggestion } from '../plan/testing.ts'
import { nothingTyped } from '../plan/typed.ts'
import { aFrame } from '../ui/testing.ts'
import { AnswerView, whyNothing } from './answer.tsx'
import { GoalCard } from './goal-card.tsx'
import { isAllStopped, StoppedView } from './stop.tsx'

const today = '2026-11-27'
const names = new Map<string, string>()
const frame = aFrame()
const id = (number: number) => `0198c9a0-0000-7000-8000-0000000000${number}`
const card = (given: Parameters<typeof aGoal>[0] = {}, isRunning = true) =>
  String(<GoalCard goal={aGoal(given)} {...{ isRunning, names, today }} />)
const part = (listingName: string) =>
  // What a view does not look at is left out.
  ({ id: id(71), listingName, organisationName: 'St Aidan’s', state: 'withdrawn' }) as OwnPart

test('happy: beside a goal stands what the group says, and what the person says', () => {
  const asked = card({ suggestions: [aSuggestion({ state: 'waiting', confirmations: [] })] })
  expect(asked).toContain('You have not said yet')
  expect(asked).toContain('Say what you think')
  const answered = card({
    ...{
      standing: 'yes',
      own: { first: aRating({ score: 4 }), latest: aRating({ id: id(72), score: 7 }) },
    },
    suggestions: [aSuggestion({ state: 'answered', confirmations: [anAnswer({ says: 'yes' })] })],
  })
  expect(answered).toContain('You say: yes')
  expect(answered).toContain('Your number went from 4 to 7 out of 10.')
  expect(answered).toContain('You said yes')
})

test('happy: what a representative says is named as theirs, and moves nothing', () => {
  const html = card({
    suggestions: [
      aSuggestion({ state: 'waiting', confirmations: [anAnswer({ saidBy: 'representative' })] }),
    ],
  })
  expect(html).toContain('You have not said yet')
  expect(html).not.toContain('You said')
  expect(html).toContain('Say what you think')
})

test('refused: of a plan that has ended nothing more is asked', () => {
  const html = card({ suggestions: [aSuggestion({ state: 'waiting', confirmations: [] })] }, false)
  expect(html).not.toContain('/mine/answers/')
  expect(html).not.toContain('/score')
})

test('refused: why there is nothing to answer is said in plain words', () => {
  const why = (said: Parameters<typeof aSuggestion>[0], state: 'active' | 'ended' = 'active') =>
    whyNothing({ goal: aGoal(), said: aSuggestion(said) }, aPlan({ state }))
  expect(why({ state: 'waiting' })).toBeNull()
  expect(why({ state: 'waiting' }, 'ended')).toContain('This plan has ended')
  expect(why({ state: 'unlinked' })).toContain('not tied to your goal')
  expect(why({ state: 'takenBack' })).toContain('The group took this back')
  expect(why({ state: 'answered', outcome: null })).toContain('You took out')
})

test('secure: words are shown as they were typed, and are never markup', () => {
  const text = '<img src=x onerror=alert(1)> 🙂 שלום é'
  const said = aSuggestion({ outcome: anOutcome({ words: { text, quotesPerson: true } }) })
  const asked = { goal: aGoal({ words: '<b>Sing</b>' }), said }
  const html = String(
    <AnswerView {...{ frame, today, asked, names }} typed={nothingTyped} sender={'<i>P</i>'} />,
  )
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; 🙂 שלום é')
  expect(html).not.toMatch(/<img src=x|<b>Sing|<i>P/)
})

test('happy: everything has stopped only once the plan has heard of it as well', () => {
  const stopped = [part('Lunch club')]
  const view = (given: Parameters<typeof isAllStopped>[0]) =>
    String(<StoppedView {...{ frame, today }} stopped={given} plan={null} />)
  const stopping = { stopped, running: [], isHeard: false }
  expect(isAllStopped(stopping)).toBe(false)
  expect(view(stopping)).toContain('Still stopping')
  expect(view(stopping)).not.toContain('Everything has stopped')
  expect(view({ ...stopping, isHeard: true })).toContain('Everything has stopped')
  const some = { stopped, running: [part('Choir')], isHeard: true }
  expect(isAllStopped(some)).toBe(false)
  expect(view(some)).toContain('Who can still see something')
  expect(isAllStopped({ stopped: [], running: [], isHeard: true })).toBe(false)
})
