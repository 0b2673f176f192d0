import { demoPassword, seedId } from '@waymark/all-in-one'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeOn, browserTest } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()

const planOf = (key: string) => `/people/${seedId(`demo person ${key}`)}/plan`

interface Looking {
  readonly email?: string
  readonly javaScriptEnabled?: boolean
}

/** Somebody signed in on a narrow phone, where axe may look too. */
async function signedIn(path: string, looking: Looking = {}): Promise<Page> {
  const { email = 'priya@vale-surgery.example', javaScriptEnabled = true } = looking
  const context = await browser().newContext({
    ...{ bypassCSP: true, baseURL: house().address, javaScriptEnabled },
    viewport: { width: 320, height: 640 },
  })
  const page = await context.newPage()
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`)
  await page.fill('#email', email)
  await page.fill('#password', demoPassword)
  await page.click('main form button:has-text("Sign in")')
  await page.waitForURL(`**${path}`)
  return page
}

/** Presses, and waits for the page that comes of it: the next one has the same fields. */
async function goBy(page: Page, selector: string): Promise<void> {
  const loaded = page.waitForEvent('load')
  await page.locator(selector).first().click()
  await loaded
}

const press = (page: Page, words: string) => goBy(page, `main button:has-text("${words}")`)
const follow = (page: Page, words: string) => goBy(page, `main a:has-text("${words}")`)

/** Nothing scrolls sideways and axe finds nothing: narrow from both sides, and wide. */
async function expectSound(page: Page, state: string): Promise<void> {
  for (const [direction, width] of [
    ['rtl', 320],
    ['ltr', 1280],
    ['ltr', 320],
  ] as const) {
    await page.setViewportSize({ width, height: 640 })
    await page.evaluate(`document.documentElement.dir = '${direction}'`)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow, `${state} scrolls sideways, ${direction} ${width}`).toBeLessThanOrEqual(0)
    expect(await axeOn(page), `${state}, ${direction} ${width}`).toEqual([])
  }
}

async function beginPlan(page: Page, key: string): Promise<void> {
  await page.goto(planOf(key))
  await press(page, 'Begin a plan')
  await page.waitForURL(/plan\?done=begun$/)
}

browserTest(
  'happy: without script a plan is begun, and what matters is written, changed and taken out',
  async () => {
    const page = await signedIn(planOf('margaret'), { javaScriptEnabled: false })
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
    await page.goto(planOf('margaret'))
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

browserTest(
  'secure: who does not work with them finds no plan, nor any page of it',
  async () => {
    const page = await signedIn('/people', { email: 'kofi@vale-surgery.example' })
    for (const inside of ['', '/what-matters', '/review', '/criteria', '/goals']) {
      const answer = await page.goto(`${planOf('margaret')}${inside}`)
      expect(answer?.status(), inside).toBe(404)
    }
    const jean = await signedIn('/groups', { email: 'jean@st-aidans.example' })
    expect((await jean.goto(planOf('margaret')))?.status()).toBe(404)
  },
  60_000,
)
