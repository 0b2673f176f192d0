import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'
import { expectSound, openPhones } from '../support/phone.ts'

const { onAPhone } = openPhones(openJourneys())

const hrefsOf = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(selector)
    .evaluateAll((links) => links.map((link) => String(link.getAttribute('href'))))

browserTest(
  'secure: axe finds nothing on the pages of referrals, in any state or refusal',
  async () => {
    const page = await onAPhone({ email: 'priya@vale-surgery.example', path: '/referrals' })
    await expectSound(page, 'the list')
    const steps = new Map<string, string>()
    for (const href of await hrefsOf(page, '.wm-line-item a')) {
      await page.goto(`${href}?sent=1`)
      for (const details of await page.locator('details summary').all()) await details.click()
      await expectSound(page, `${await page.textContent('.wm-part .nhsuk-tag')}`)
      for (const step of await hrefsOf(page, '.wm-acts a')) {
        steps.set(step.split('/').at(-1) ?? '', step)
      }
    }
    expect([...steps.keys()].sort()).toEqual(['answer', 'ask', 'outcome', 'question', 'stop'])
    for (const [name, step] of steps) {
      await page.goto(step)
      await expectSound(page, name)
      if (name === 'ask' || name === 'stop') continue
      await page.locator('main form button').last().click()
      await expectSound(page, `${name}, refused`)
    }
    const [first = ''] = steps.values()
    await page.goto(`${first.split('/').slice(0, 3).join('/')}/end`)
    await expectSound(page, 'end')
    await page.click('button:has-text("End the referral")')
    await expectSound(page, 'end, refused')
    await page.goto('/referrals?show=ended')
    await expectSound(page, 'what has ended')
    await page.goto(`${steps.get('ask')}?q=lunch`)
    await expectSound(page, 'a search for another group')
  },
  180_000,
)

browserTest(
  'secure: axe finds nothing where another group is chosen and the person is asked again',
  async () => {
    const page = await onAPhone({ email: 'leila@vale-surgery.example', path: '/referrals' })
    await page.click('.wm-line-item:has-text("Glenys") a')
    await page.click('a:has-text("Ask another group")')
    await expectSound(page, 'the next groups')
    await page.click('a:has-text("Choose this group")')
    await expectSound(page, 'the agreement')
    await page.click('button:has-text("Send the referral")')
    await expectSound(page, 'the agreement, refused')
  },
  60_000,
)

browserTest(
  'secure: axe finds nothing on the pages of a group that is sent referrals',
  async () => {
    const page = await onAPhone({ email: 'jean@st-aidans.example', path: '/groups' })
    await expectSound(page, 'my groups')
    await page.click('a:has-text("Referrals to us")')
    await expectSound(page, 'referrals to us')
    const waiting = await hrefsOf(page, '.wm-line-item a')
    for (const href of waiting) {
      await page.goto(href)
      await expectSound(page, href)
    }
    await page.goto(waiting[0] ?? '')
    await page.click('summary:has-text("No, for another reason")')
    await expectSound(page, 'a no, open')
    await page.click('button:has-text("Send our no")')
    await expectSound(page, 'a no, refused')
    await page.click('button:has-text("Yes,")')
    await expectSound(page, 'after a yes')
  },
  120_000,
)
