import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'
import { expectSound, openPhones } from '../support/phone.ts'
import { beginPlan, choose, follow, planOf, press, text } from '../support/plan-hands.ts'
import { emails } from '../support/referred.ts'

const { onAPhone } = openPhones(openJourneys())

/** Priya, unless it is said who. */
const signedIn = (path: string, given: { email?: string; javaScriptEnabled?: boolean } = {}) =>
  onAPhone({ email: emails.priya, path, ...given })

/** Each section that is one answer, or a list that it begins. */
async function fillTheRest(page: Page, inside: (to: string) => Promise<unknown>): Promise<void> {
  await inside('who-decides')
  await choose(page, 'decisionMaker', 'parent')
  await press(page, 'Save')
  expect(await text(page)).toContain('Say on what grounds somebody else decides.')
  await expectSound(page, 'who decides, refused')
  await choose(page, 'decisionMaker', 'person')
  await press(page, 'Save')
  await inside('circle')
  await press(page, 'They said: nobody else')
  await expectSound(page, 'the circle')
  await inside('conversations')
  await press(page, 'Save')
  await expectSound(page, 'conversations, refused')
  await choose(page, 'kind', 'initial')
  await choose(page, 'how', 'inPerson')
  await page.getByLabel('Today').check()
  await choose(page, 'personTookPart', 'yes')
  await choose(page, 'preparationOffered', 'yes')
  await press(page, 'Save')
  expect(await text(page)).toContain('A first conversation')
  await inside('review')
  await page.fill('#on', '2020-03-26')
  await page.fill('#reviewerName', 'Priya')
  await page.fill('#inBetween', 'Ring Priya.')
  await press(page, 'Save')
  expect(await page.title()).toContain('Error:')
  await expectSound(page, 'a review, refused')
  await page.fill('#on', '2099-03-26')
  await press(page, 'Save')
  for (const to of ['agreed', 'copy', 'sharing']) {
    await inside(to)
    await expectSound(page, to)
  }
  await choose(page, 'notNow', 'yes')
  await press(page, 'Save')
}

browserTest(
  'happy: a plan is filled, held against the criteria, put in use, printed and ended',
  async () => {
    const page = await signedIn(planOf('jaswinder'))
    await beginPlan(page, 'jaswinder')
    const inside = (to: string) => page.goto(`${planOf('jaswinder')}/${to}`)
    await inside('criteria')
    expect(await text(page)).toContain('0 of 5 met')
    await expectSound(page, 'the criteria')
    await fillTheRest(page, inside)
    await inside('criteria')
    expect(await text(page)).toContain('1 of 6 met')
    await inside('whole')
    await expectSound(page, 'the whole plan')
    await inside('')
    await expectSound(page, 'a plan')
    await press(page, 'Put this plan in use')
    expect(await text(page)).toContain('In use')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.wm-plan__paper').isVisible()).toBe(true)
    expect(await page.locator('.wm-plan__screen').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await follow(page, 'End this plan')
    await expectSound(page, 'ending a plan')
    await press(page, 'End this plan')
    expect(await text(page)).toContain('This plan has ended.')
    await inside('circle')
    expect(await page.locator('main form').count()).toBe(0)
  },
  120_000,
)

browserTest(
  'secure: who does not work with them finds no plan, nor any page of it',
  async () => {
    const page = await signedIn('/people', { email: emails.kofi })
    for (const inside of ['', '/what-matters', '/review', '/criteria', '/goals']) {
      const answer = await page.goto(`${planOf('margaret')}${inside}`)
      expect(answer?.status(), inside).toBe(404)
    }
    const jean = await signedIn('/groups', { email: emails.jean })
    expect((await jean.goto(planOf('margaret')))?.status()).toBe(404)
  },
  60_000,
)
