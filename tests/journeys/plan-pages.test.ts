import { demoPassword, seedId } from '@waymark/all-in-one'
import { referralsApi } from '@waymark/contracts'
import { londonDay } from '@waymark/core'
import { callersOf, waitFor } from '@waymark/testing'
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

const kofi = { email: 'kofi@vale-surgery.example' }
const choose = (page: Page, name: string, value: string) =>
  page.check(`input[name="${name}"][value="${value}"]`)
const text = (page: Page) => page.textContent('main')

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
    const page = await signedIn('/people', kofi)
    for (const inside of ['', '/what-matters', '/review', '/criteria', '/goals']) {
      const answer = await page.goto(`${planOf('margaret')}${inside}`)
      expect(answer?.status(), inside).toBe(404)
    }
    const jean = await signedIn('/groups', { email: 'jean@st-aidans.example' })
    expect((await jean.goto(planOf('margaret')))?.status()).toBe(404)
  },
  60_000,
)
