import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'
import { expectSound, openPhones } from '../support/phone.ts'

const { onAPhone } = openPhones(openJourneys())

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
    const page = await onAPhone({ email: 'priya@vale-surgery.example', path: '/refer' })
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
