import { demoPassword } from '@waymark/all-in-one'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeOn } from './browser.ts'
import type { Journeys } from './journeys.ts'

const narrow = { width: 320, height: 640 }

/** Somebody signed in, or nobody. */
interface Holder {
  readonly email: string | null
  readonly path: string
  readonly javaScriptEnabled?: boolean
}

/** Pages on a narrow phone, where axe may look too. */
export function openPhones({ browser, house }: Journeys) {
  return {
    async onAPhone({ email, path, javaScriptEnabled = true }: Holder): Promise<Page> {
      const given = { bypassCSP: true, baseURL: house().address, viewport: narrow }
      const page = await (await browser().newContext({ ...given, javaScriptEnabled })).newPage()
      if (email === null) await page.goto(path)
      else await signIn(page, email, path)
      return page
    },
  }
}

/** Signs in with the demo's password, and is taken to the page that was asked for. */
export async function signIn(page: Page, email: string, path: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`)
  await page.fill('#email', email)
  await page.fill('#password', demoPassword)
  await page.click('main form button:has-text("Sign in")')
  await page.waitForURL(`**${path}`)
}

/** Nothing scrolls sideways and axe finds nothing: narrow from both sides, and wide. */
export async function expectSound(page: Page, state: string): Promise<void> {
  // A link under the pointer loses its underline, by the NHS's own style.
  await page.mouse.move(0, 0)
  for (const [direction, width] of [
    ['rtl', 320],
    ['ltr', 1280],
    ['ltr', 320],
  ] as const) {
    await page.setViewportSize({ ...narrow, width })
    await page.evaluate(`document.documentElement.dir = '${direction}'`)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow, `${state} scrolls sideways, ${direction} ${width}`).toBeLessThanOrEqual(0)
    expect(await axeOn(page), `${state}, ${direction} ${width}`).toEqual([])
  }
}
