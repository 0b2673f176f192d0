import { seedId } from '@waymark/all-in-one'
import { carePlansApi, referralsApi } from '@waymark/contracts'
import { londonDay } from '@waymark/core'
import { callersOf, waitFor } from '@waymark/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'
import { expectSound, openPhones } from '../support/phone.ts'
import { choose, follow, press, text } from '../support/plan-hands.ts'
import { emails, parts } from '../support/referred.ts'

const journeys = openJourneys()
const { house } = journeys
const { onAPhone } = openPhones(journeys)
const margaret = { email: 'margaret@home.example' } as const
const onPage = (path: string, javaScriptEnabled = true) =>
  onAPhone({ ...margaret, path, javaScriptEnabled })

/** Words of every kind, which no form may change. */
const hostile = 'Ja 🙂 שלום é <script>alert(1)</script> & "so"\ntwo lines'

const plans = () =>
  callersOf(house().platform, carePlansApi).user('person', {
    userId: seedId('demo account margaret'),
  })
const goals = async () => (await plans().findPlan({ body: { personId: null } })).plan?.goals ?? []
const goalOf = (key: string) => seedId(`demo plan margaret goal ${key}`)
/** What waits for her answer beside a goal. */
const waiting = async (key: string) =>
  (await goals())
    .find(({ id }) => id === goalOf(key))
    ?.suggestions.find(({ state }) => state === 'waiting')

const choir = () =>
  callersOf(house().platform, referralsApi).user('organisationManager', {
    organisationId: seedId('demo organisation harbour-voices'),
  })

/** The choir says that she still comes. Gives under which ids that stands. */
async function choirSays(words: string) {
  const outcome = {
    ...({ kind: 'stillComing', on: londonDay(new Date()), timesCame: 2 } as const),
    words: { text: words, quotesPerson: false },
  }
  const params = { id: parts.choir }
  const { outcomes } = await choir().reportForGroup({ params, body: { outcome } })
  const said = await waitFor('it to stand beside her goal', () => waiting('choir'))
  return { outcomeId: String(outcomes[0]?.id), outcome, suggestionId: said.id }
}

browserTest('happy: her pages are sound on a phone and wide, from either side', async () => {
  const page = await onPage('/mine')
  expect(await page.textContent('h1')).toBe('My plan and groups')
  await expectSound(page, 'my plan and groups')
  await follow(page, 'Who can see what about me')
  await expectSound(page, 'who can see')
  await follow(page, 'Stop everything')
  await expectSound(page, 'asking before stopping')
  await page.goto('/mine/looked')
  await expectSound(page, 'who looked')
  await page.goto('/mine')
  await follow(page, 'Say how near you are now')
  await press(page, 'Save')
  expect(await page.title()).toContain('Error:')
  await expectSound(page, 'a number, refused')
  await choose(page, 'score', '6')
  await press(page, 'Save')
  expect(await text(page)).toContain('6 out of 10')
})

browserTest(
  'refused: what is missing is named, and not a byte that she typed is lost',
  async () => {
    const said = await waiting('warm')
    const page = await onPage(`/mine/answers/${said?.id}`, false)
    await expectAnswerSafe(page)
    await page.fill('#words', hostile)
    await press(page, 'Send what I think')
    const summary = page.locator('.nhsuk-error-summary')
    expect(await summary.textContent()).toContain('Choose what you think')
    expect(await page.inputValue('#words')).toBe(hostile)
    await choose(page, 'says', 'partly')
    await choose(page, 'tell', 'no')
    await press(page, 'Send what I think')
    const mine = (await text(page)) ?? ''
    for (const line of hostile.split('\n')) expect(mine).toContain(line)
    expect(await page.locator('main script').count()).toBe(0)
    const [answer] = (await goals()).find(({ id }) => id === goalOf('warm'))?.suggestions ?? []
    expect(answer?.confirmations[0]?.words?.replaceAll('\r\n', '\n')).toBe(hostile)
  },
)

/** It says who reads this and when, and whom to ring; and what no form of ours would send. */
async function expectAnswerSafe(page: Page): Promise<void> {
  expect(await text(page)).toMatch(/Nobody reads this straight away.*999.*111.*116 123/s)
  const form = { revision: '1', says: 'yes', tell: 'yes' }
  const send = async (given: Readonly<Record<string, string>>) => {
    const headers = { origin: new URL(page.url()).origin, 'sec-fetch-site': 'same-origin' }
    const once = await page.inputValue('input[name=once]')
    const answer = await page.request.post(page.url(), {
      form: { ...form, once, ...given },
      headers,
      maxRedirects: 0,
    })
    return { status: answer.status(), html: await answer.text() }
  }
  const tooHigh = await send({ score: '11' })
  expect(tooHigh.status).toBe(422)
  expect(tooHigh.html).toContain('Choose a whole number from 0 to 10')
  const nul = await send({ words: 'half\0words' })
  expect(nul.status).toBe(422)
  expect(nul.html).toContain('Remove the character that is not text (a NUL or half of an emoji)')
}

browserTest('refused: the group changes its words while she writes: both are there', async () => {
  const { outcomeId, outcome, suggestionId } = await choirSays('She sang a solo.')
  const page = await onPage(`/mine/answers/${suggestionId}`)
  await choose(page, 'says', 'yes')
  await choose(page, 'tell', 'yes')
  await page.fill('#words', hostile)
  const changed = { ...outcome, words: { text: 'She sang twice.', quotesPerson: false } }
  const body = { revision: 1, outcome: changed }
  await choir().correctForGroup({ params: { id: outcomeId }, body })
  await waitFor('the correction', async () => (await waiting('choir'))?.outcome?.revision === 2)
  await press(page, 'Send what I think')
  expect(await text(page)).toContain('The group has changed its words')
  expect(await text(page)).toContain('She sang twice.')
  expect(await page.inputValue('#words')).toBe(hostile)
  expect(await page.isChecked('input[name=says][value=yes]')).toBe(true)
  await expectSound(page, 'the group changed its words')
  await press(page, 'Send what I think')
  expect(await text(page)).toContain('You say: yes')

  // And when it was a mistake altogether, her answer stays hers and nothing more is asked.
  const mistake = { revision: 2, outcome: null }
  await choir().correctForGroup({ params: { id: outcomeId }, body: mistake })
  await waitFor('the group to take it back', async () => {
    await page.goto(`/mine/answers/${suggestionId}`)
    return (await page.textContent('h1')) === 'There is nothing to answer'
  })
  expect(await text(page)).toContain('The group took this back. It was a mistake.')
  await page.goto('/mine')
  expect(await text(page)).toContain('You said yes')
})

browserTest('happy: by the keyboard alone she gives a number', async () => {
  const page = await onPage('/mine')
  await follow(page, 'Say how near you are now')
  for (let tabs = 0; tabs < 40; tabs += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate("document.activeElement?.name === 'score'")) break
  }
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  const label = 'document.activeElement.nextElementSibling'
  expect(await page.evaluate(`getComputedStyle(${label}, '::before').boxShadow`)).not.toBe('none')
  const saved = page.waitForURL(/done=rated/)
  await page.keyboard.press('Enter')
  await saved
  expect(await text(page)).toContain('1 out of 10')
  // So low, she is told whom to ring.
  expect(await text(page)).toMatch(/999|111|116 123/)
})

browserTest(
  'secure: her pages are hers: to nobody a sign-in, to everybody else nothing',
  async () => {
    const [goal] = await goals()
    const paths = ['/mine', '/mine/who-can-see', '/mine/looked', `/mine/goals/${goal?.id}/score`]
    const nobody = await onAPhone({ email: null, path: '/find' })
    for (const path of paths) {
      await nobody.goto(path)
      expect(new URL(nobody.url()).pathname, path).toBe('/sign-in')
    }
    const priya = await onAPhone({ email: emails.priya, path: '/find' })
    for (const path of paths) {
      const answer = await priya.goto(path)
      expect(answer?.status(), path).toBeGreaterThanOrEqual(403)
      expect(await priya.textContent('body'), path).not.toContain(goal?.words ?? '')
    }
    const own = await onPage('/mine')
    const others = `/mine/answers/${crypto.randomUUID()}`
    expect((await own.goto(others))?.status()).toBe(404)
  },
)
