import { seedId } from '@waymark/all-in-one'
import { referralsApi } from '@waymark/contracts'
import { londonDay } from '@waymark/core'
import { callersOf, waitFor } from '@waymark/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'
import { expectSound, openPhones } from '../support/phone.ts'
import { beginPlan, choose, follow, planOf, press, text } from '../support/plan-hands.ts'
import { emails } from '../support/referred.ts'

const journeys = openJourneys()
const { house } = journeys
const { onAPhone } = openPhones(journeys)

/** Priya, unless it is said who. */
const signedIn = (path: string, given: { email?: string; javaScriptEnabled?: boolean } = {}) =>
  onAPhone({ email: emails.priya, path, ...given })

browserTest(
  'happy: without script a plan is begun, and what matters is written, changed and taken out',
  async () => {
    const page = await signedIn(planOf('eira'), { javaScriptEnabled: false })
    await press(page, 'Begin a plan')
    await page.waitForURL(/plan\?done=begun$/)
    expect(await page.textContent('main')).toContain('Being made')
    await follow(page, 'What matters to me')
    await page.fill('#words', 'Seeing people, and a proper dinner.')
    await page.getByLabel('Yes', { exact: true }).check()
    await press(page, 'Save')
    expect(await page.textContent('main')).toContain('Seeing people, and a proper dinner.')
    await follow(page, 'Change')
    await page.fill('#words', 'Seeing people twice a week.')
    await press(page, 'Save')
    expect(await page.textContent('main')).toContain('Seeing people twice a week.')
    await page.goto(planOf('eira'))
    expect(await page.textContent('main')).toContain('1 written down')
    await follow(page, 'What matters to me')
    await follow(page, 'Take out')
    await press(page, 'Take it out')
    expect(await page.textContent('main')).toContain('Taken out of the plan.')
    expect(await page.textContent('main')).not.toContain('twice a week')
  },
  60_000,
)

browserTest(
  'refused: two who change one line both see both, and lose neither',
  async () => {
    const page = await signedIn(planOf('tomasz'))
    await beginPlan(page, 'tomasz')
    await page.goto(`${planOf('tomasz')}/good-at`)
    await page.fill('#words', 'Mending bicycles.')
    await page.getByLabel('Yes', { exact: true }).check()
    await press(page, 'Save')
    const other = await page.context().newPage()
    await other.goto(page.url())
    for (const each of [page, other]) await follow(each, 'Change')
    await page.fill('#words', 'Mending bicycles and clocks.')
    await press(page, 'Save')
    await other.fill('#words', 'Mending bicycles and prams.')
    await press(other, 'Save')
    expect(await other.title()).toContain('Error:')
    expect(await other.textContent('#changed')).toContain('What Priya saved')
    expect(await other.textContent('#changed')).toContain('Mending bicycles and clocks.')
    expect(await other.inputValue('#words')).toBe('Mending bicycles and prams.')
    await expectSound(other, 'both versions')
    await press(other, 'Save')
    expect(await other.textContent('main')).toContain('Mending bicycles and prams.')
  },
  60_000,
)

browserTest(
  'refused: a section that another changed shows both; another section is no hindrance',
  async () => {
    const page = await signedIn(planOf('fatuma'))
    await beginPlan(page, 'fatuma')
    const review = `${planOf('fatuma')}/review`
    await page.goto(review)
    const other = await page.context().newPage()
    await other.goto(review)
    const fill = async (on: Page, who: string) => {
      await on.fill('#on', '2027-03-26')
      await on.fill('#reviewerName', who)
      await on.fill('#inBetween', 'Ring Priya.')
      await press(on, 'Save')
    }
    const third = await page.context().newPage()
    await third.goto(`${planOf('fatuma')}/copy`)
    await fill(page, 'Priya')
    await third.getByLabel('On paper').check()
    await third.getByLabel('Today').check()
    await press(third, 'Save')
    await third.waitForURL(/plan\?done=saved$/)
    await fill(other, 'Kofi')
    expect(await other.textContent('#changed')).toContain('Priya')
    expect(await other.inputValue('#reviewerName')).toBe('Kofi')
    await press(other, 'Save')
    await other.waitForURL(/plan\?done=saved$/)
    await other.goto(review)
    expect(await other.inputValue('#reviewerName')).toBe('Kofi')
  },
  60_000,
)

const kofi = { email: emails.kofi }

/** The group tells Kofi on the telephone what happened, and he writes it down. */
async function groupSays(timesCame: number): Promise<void> {
  const { platform } = house()
  const userId = seedId('demo account kofi')
  const referrals = callersOf(platform, referralsApi).user('healthCoach', { userId })
  const on = londonDay(platform.now())
  const words = { text: 'Walks at the front now.', quotesPerson: false }
  const outcome = { kind: 'stillComing', on, timesCame, words } as const
  const body = { outcome, told: { by: 'Tunde', how: 'phone', on } } as const
  await referrals.recordOutcome({ params: { id: seedId('demo referral harriet-stroll 1') }, body })
}

/** A goal in her words, refused once on the way, with a step and the walk that it is for. */
async function writeGoal(page: Page): Promise<void> {
  await follow(page, 'Add a goal')
  await page.fill('#words', 'Keep up with my granddaughter')
  await expectSound(page, 'a new goal')
  await press(page, 'Save')
  expect(await page.title()).toContain('Error:')
  expect(await page.inputValue('#words')).toBe('Keep up with my granddaughter')
  await expectSound(page, 'a new goal, refused')
  await choose(page, 'wording', 'verbatim')
  await choose(page, 'agreedByPerson', 'yes')
  await page.fill('#agreedWith', 'Kofi')
  await press(page, 'Save')
  await page.waitForURL(/goals\/[0-9a-f-]{36}\?done=saved$/)
  await follow(page, 'Add a step')
  await expectSound(page, 'a new step')
  await press(page, 'Save')
  expect(await page.title()).toContain('Error:')
  await page.fill('#what', 'Walk on Saturdays')
  await choose(page, 'who', 'person')
  await page.fill('#when', 'Saturdays at ten')
  await press(page, 'Save')
  expect(await text(page)).toContain('Saturdays at ten')
  await press(page, 'Link it')
  expect(await text(page)).toContain('Linked to this goal.')
}

/** What she says by phone, refused once on the way. */
async function writeAnswer(page: Page, score: string): Promise<void> {
  await page.goto('/people')
  expect(await text(page)).toContain('To do today')
  await expectSound(page, 'my people, with something to do')
  await follow(page, 'what they say')
  await page.fill('#words', 'I had to stop twice.')
  await expectSound(page, 'what she says')
  await press(page, 'Save what they said')
  expect(await page.inputValue('#words')).toBe('I had to stop twice.')
  await expectSound(page, 'what she says, refused')
  await choose(page, 'says', 'partly')
  await page.selectOption('#score', score)
  await choose(page, 'saidBy', 'person')
  await choose(page, 'tellReferrer', 'yes')
  await press(page, 'Save what they said')
}

browserTest(
  'happy: what a group says waits beside the goal, and her answer moves it',
  async () => {
    const page = await signedIn(planOf('harriet'), kofi)
    await expectSound(page, 'no plan')
    await beginPlan(page, 'harriet')
    await writeGoal(page)
    const goal = page.url().split('?')[0] ?? ''
    await groupSays(3)
    await waitFor('what the group says beside the goal', async () => {
      await page.goto(goal)
      return (await text(page))?.includes('Walks at the front now.')
    })
    expect(await text(page)).toContain('That is neither yes nor no.')
    expect(await text(page)).toContain('Not said yet')
    await expectSound(page, 'a goal that waits')
    await writeAnswer(page, '1')
    expect(await text(page)).toContain('They say: partly')
    expect(await text(page)).toContain('Ring Hattie today')
    await expectSound(page, 'a goal with a low score')
    await page.goto('/people')
    await follow(page, 'Ring Hattie today')
    await press(page, 'I have rung')
    expect(await text(page)).toContain('Kofi rang')
    await page.goto('/people')
    expect(await text(page)).not.toContain('To do today')
    await page.goto(goal)
    await follow(page, 'Write down a score')
    await expectSound(page, 'a score')
    await press(page, 'Save the score')
    expect(await page.title()).toContain('Error:')
    await choose(page, 'by', 'worker')
    await page.selectOption('#score', '6')
    await press(page, 'Save the score')
    expect(await text(page)).toContain('Their worker')
    expect(await text(page)).toContain('Their own score: 1 out of 10')
    await page.setViewportSize({ width: 320, height: 640 })
    await press(page, 'Unlink')
    expect(await text(page)).toContain('No longer linked to this goal.')
  },
  120_000,
)
