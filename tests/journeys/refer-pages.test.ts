import { demoPassword } from '@waymark/all-in-one'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeOn, browserTest } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()

/** Somebody signed in on a narrow phone, where axe may look too. */
async function onAPhone(email: string): Promise<Page> {
  const context = await browser().newContext({
    ...{ bypassCSP: true, baseURL: house().address },
    viewport: { width: 320, height: 640 },
  })
  const page = await context.newPage()
  await page.goto('/sign-in?next=%2Frefer')
  await page.fill('#email', email)
  await page.fill('#password', demoPassword)
  await page.click('main form button:has-text("Sign in")')
  await page.waitForURL('**/refer')
  return page
}

/** Nothing scrolls sideways, and axe finds nothing, as narrow as it is and wide. */
async function expectSound(page: Page, state: string): Promise<void> {
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  expect(overflow, `${state} scrolls sideways`).toBeLessThanOrEqual(0)
  expect(await axeOn(page), state).toEqual([])
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(await axeOn(page), `${state}, wide`).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
}

const press = (page: Page, words: string) => page.click(`main button:has-text("${words}")`)

/** The page as it opens, and again with everything that is wrong with an empty answer. */
async function expectBothSound(page: Page, name: string, button = 'Continue'): Promise<void> {
  await expectSound(page, name)
  await press(page, button)
  expect(await page.locator('.nhsuk-error-summary').count(), name).toBe(1)
  await expectSound(page, `${name}, refused`)
}

browserTest(
  'secure: axe finds nothing on any page of referring somebody, or its refusals',
  async () => {
    const page = await onAPhone('priya@vale-surgery.example')
    await expectBothSound(page, 'start', 'Start')
    await page.getByLabel('Somebody else').check()
    await press(page, 'Start')
    await expectBothSound(page, 'find', 'Find them')
    await page.click('main a:has-text("Register somebody new")')
    await expectBothSound(page, 'new')
    await page.goto('/refer')
    await page.getByLabel('Fatuma').check()
    await press(page, 'Start')
    await expectSound(page, 'group')
    const who = page.url().replace('group', 'who')
    await press(page, 'Choose this group')
    await expectBothSound(page, 'reach')
    await press(page, 'Nobody has asked them yet')
    await page.fill('#reason', 'x'.repeat(151))
    await expectBothSound(page, 'why')
    await page.fill('#reason', 'Has eaten alone since the spring.')
    await page.check('#notYet')
    await press(page, 'Continue')
    await expectBothSound(page, 'risks')
    await page.getByLabel('Yes', { exact: true }).check()
    await expectBothSound(page, 'a risk')
    await page.fill('#words', 'Has fallen twice this year.')
    await page.getByLabel('Tell the group').check()
    await press(page, 'Add another')
    await expectSound(page, 'another risk')
    await press(page, 'Continue')
    await expectBothSound(page, 'agreement')
    await page.getByLabel('Face to face').check()
    await press(page, 'Continue')
    await expectSound(page, 'check')
    await page.goto(who)
    await expectSound(page, 'who')
  },
  120_000,
)
