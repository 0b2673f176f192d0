import { seedId } from '@waymark/all-in-one'
import type { Page } from 'playwright-core'

/** Where the plan of somebody in the demo is. */
export const planOf = (key: string) => `/people/${seedId(`demo person ${key}`)}/plan`

/** Presses, and waits for the page that comes of it: the next one has the same fields. */
async function goBy(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()])
}

export const press = (page: Page, words: string) => goBy(page, `main button:has-text("${words}")`)
export const follow = (page: Page, words: string) => goBy(page, `main a:has-text("${words}")`)
export const choose = (page: Page, name: string, value: string) =>
  page.check(`input[name="${name}"][value="${value}"]`)
export const text = (page: Page) => page.textContent('main')

export async function beginPlan(page: Page, key: string): Promise<void> {
  await page.goto(planOf(key))
  await press(page, 'Begin a plan')
  await page.waitForURL(/plan\?done=begun$/)
}
