import { expect, test } from 'vitest'
import { anOutcome } from '../outcome/testing.ts'
import { aPersonRead } from '../people/testing.ts'
import { aLine } from '../referrals/testing.ts'
import { aFrame } from '../ui/testing.ts'
import { CriteriaView } from './criteria.tsx'
import { GoalView } from './goal-page.tsx'
import { LineFormView, SectionView } from './lines.tsx'
import { NoPlanView, PlanView } from './overview.tsx'
import { sections } from './sections.ts'
import { PlanTasks } from './tasks.tsx'
import { aGoal, anAnswer, aPlan, aRating, aSuggestion, aTask } from './testing.ts'
import { nothingTyped } from './typed.ts'

const today = '2026-11-26'
const person = aPersonRead()
const shown = { frame: aFrame(), person, today }
const names = new Map([[aGoal().by ?? '', 'Priya']])

const goalPage = (given: Partial<Parameters<typeof GoalView>[0]> = {}) =>
  String(
    <GoalView {...{ ...shown, goal: aGoal(), isOpen: true, referrals: [], names, ...given }} />,
  )

test('happy: without a plan it is said what one is, and how it is begun', () => {
  const html = String(<NoPlanView {...shown} />)
  expect(html).toContain('only <bdi>Maggie</bdi> says whether a goal has moved')
  expect(html).toContain('Begin a plan</button>')
  expect(html).toContain('name="once"')
})

test('happy: a plan is its goals and what waits, then each section and its state', () => {
  const own = { first: aRating(), latest: aRating({ id: 'b', score: 7 }) }
  const goal = aGoal({ suggestions: [aSuggestion()], standing: 'partly', own })
  const html = String(<PlanView {...shown} plan={aPlan({ goals: [goal] })} />)
  expect(html).toContain('They say: partly')
  expect(html).toContain('Their own score: 4 at first, 7 now, out of 10')
  expect(html).toContain('says how it went. Ask what they say.')
  expect(html).toContain('1 written down')
  expect(html.match(/Not yet<\/strong>/g)?.length).toBe(10)
  expect(html).toContain('Put this plan in use')
})

test('refused: a plan that has ended is read and not written in', () => {
  const plan = aPlan({ state: 'ended' })
  expect(String(<PlanView {...shown} plan={plan} />)).toContain('Begin a new plan')
  const section = sections['what-matters']
  const given = { ...shown, plan, name: 'what-matters', section, typed: nothingTyped } as const
  const html = String(<SectionView {...given} />)
  expect(html).toContain('This plan has ended')
  expect(html).not.toContain('<form method="post" action="/people')
})

test('secure: a group’s words and theirs stand apart; silence is neither yes nor no', () => {
  const html = goalPage({ goal: aGoal({ suggestions: [aSuggestion()] }) })
  const [group = '', hers = ''] = html.split('wm-said--person')
  expect(group).toContain('She laughs with Jean.')
  expect(hers).toContain('Nothing yet. That is neither yes nor no.')
  expect(hers).toContain('Write down what they said')
  expect(html).toContain('Not said yet')
})

test('secure: what is said for her stands beside what she says, never among it', () => {
  const theirs = anAnswer({ id: 'c', saidBy: 'representative', says: 'yes', words: 'So bright.' })
  const came = aSuggestion({ state: 'answered', confirmations: [anAnswer(), theirs] })
  const html = goalPage({ goal: aGoal({ suggestions: [came], standing: 'partly' }) })
  const [, hers = '', others = ''] = html.split(/wm-said--person|What somebody says who speaks/)
  expect(hers).toContain('The best hour of the week.')
  expect(hers).not.toContain('So bright.')
  expect(others).toContain('So bright.')
})

test('happy: a correction asks again, and what she said stays said', () => {
  const outcome = anOutcome({ revision: 2, timesCame: 2 })
  const confirmations = [anAnswer()]
  const came = aSuggestion({ state: 'changedSince', outcome, confirmations })
  const html = goalPage({ goal: aGoal({ suggestions: [came] }) })
  expect(html).toContain('Said before the group changed its words.')
  expect(html).toContain('The group has changed what it says since. Ask them again.')
  const taken = aSuggestion({ state: 'takenBack', outcome: null, confirmations })
  const after = goalPage({ goal: aGoal({ suggestions: [taken] }) })
  expect(after).toContain('The group took this back.')
  expect(after).toContain('The best hour of the week.')
  expect(after).not.toContain('Write down what they said')
})

test('secure: a very low score says to ring today: hers, and one said for her', () => {
  const ring = (given: Parameters<typeof aRating>[0]) =>
    goalPage({ goal: aGoal({ ratings: [aRating(given)] }) }).includes('I have rung')
  expect(ring({ score: 2 })).toBe(true)
  expect(ring({ score: 0, by: 'representative' })).toBe(true)
  expect(ring({ score: 3 })).toBe(false)
  expect(ring({ score: 1, by: 'worker' })).toBe(false)
  expect(ring({ score: 1, rung: { by: 'x', at: '2026-11-25T10:00:00Z' } })).toBe(false)
})

test('happy: scores stay apart by whose they are', () => {
  const ratings = [aRating(), aRating({ id: 'b', by: 'worker', score: 9 })]
  const html = goalPage({ goal: aGoal({ ratings }) })
  expect(html).toContain('<h3 class="nhsuk-heading-s"><bdi>Maggie</bdi></h3>')
  expect(html).toContain('<h3 class="nhsuk-heading-s">Their worker</h3>')
  expect(html).not.toContain('6.5</strong>')
})

test('happy: her referrals can be linked; with referrals away it is said', () => {
  expect(goalPage({ referrals: [aLine()] })).toContain('Link it')
  const referralId = aLine().id
  const goal = aGoal({ referrals: [{ referralId, linkedAt: '2026-11-20T10:00:00Z' }] })
  expect(goalPage({ goal, referrals: [aLine()] })).not.toContain('Link it')
  expect(goalPage({ goal, referrals: null })).toContain('cannot see the referrals just now')
})

test('secure: her words are shown as words, whatever is in them', () => {
  const html = goalPage({ goal: aGoal({ words: '<script>alert(1)</script> مرحبا' }) })
  expect(html).not.toContain('<script>alert')
  expect(html).toContain('<blockquote class="wm-plan__words" dir="auto" lang="en">')
})

test('refused: what another saved stands above what was typed, and both are there', () => {
  const section = sections['what-matters']
  const [line] = section.lines(aPlan(), today)
  if (line === undefined) throw new Error('There is no line.')
  const typed = new URLSearchParams({ words: 'My garden.', saidByPerson: 'yes' })
  const given = { ...shown, title: 'Change', back: { href: '/', label: 'Back' }, action: '/x' }
  const stale = { who: 'Jo' }
  const html = String(
    <LineFormView {...{ ...given, line, typed, stale }} Fields={section.Fields} />,
  )
  expect(html).toContain('What <bdi>Jo</bdi> saved')
  expect(html).toContain('Seeing people.')
  expect(html).toContain('>My garden.</textarea>')
  expect(html).toContain('name="version" value="2"')
})

test('happy: each criterion says what it rests on, and where the rest is mended', () => {
  const criterion = (number: number, where: 'entries' | 'goals' | 'copy') => ({
    ...{ number, says: `Line ${number}`, state: 'notYet' as const, because: ['It is there.'] },
    missing: [{ says: 'Mend it.', where }],
  })
  const criteria = [criterion(1, 'entries'), criterion(3, 'goals'), criterion(6, 'goals')]
  const result = { set: 'lincs-6', planVersion: 3, met: false, criteria } as const
  const five = { ...result, set: 'nhse-5', criteria: criteria.slice(0, 2) } as const
  const html = String(<CriteriaView {...shown} plan={aPlan()} five={five} six={result} />)
  expect(html).toContain('no judgement')
  expect(html).toContain('0 of 2 met')
  const base = `/people/${person.id}/plan`
  for (const href of [`${base}/good-at`, `${base}/goals`, base]) {
    expect(html).toContain(`href="${href}">Mend it.`)
  }
})

test('happy: what to do today names each person, and nobody else’s is shown', () => {
  const list = (tasks: Parameters<typeof PlanTasks>[0]['tasks']) =>
    String(<PlanTasks tasks={tasks} people={[person]} today={today} />)
  const html = list([
    aTask({ kind: 'ringToday' }),
    aTask(),
    aTask({ kind: 'linkOutcome', goalId: null, suggestionId: null }),
    aTask({ kind: 'reviewDue', goalId: null, suggestionId: null }),
  ])
  expect(html.indexOf('Ring <bdi>Maggie</bdi> today')).toBeLessThan(html.indexOf('Ask <bdi>'))
  expect(html).toContain(`/said/${aTask().suggestionId}`)
  expect(html).toContain('Review the plan of <bdi>Maggie</bdi>')
  expect(list([])).toBe('')
  expect(list([aTask({ personId: '0198c9a0-0000-7000-8000-000000000099' })])).toBe('')
})
