import { seedId } from '@waymark/all-in-one'
import { referralsApi } from '@waymark/contracts'
import { callersOf, waitFor } from '@waymark/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeOn, axeViolations, browserTest, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()

const priya = () =>
  callersOf(house().platform, referralsApi).user('linkWorker', {
    userId: seedId('demo account priya'),
  })
const parts = {
  eira: seedId('demo referral eira-lunch step 1'),
  declan: seedId('demo referral declan-warm-space 1'),
  jaswinder: seedId('demo referral jaswinder-tea step 0'),
  fatuma: seedId('demo referral fatuma-debt 1'),
  tomasz: seedId('demo referral tomasz-walk 1'),
} as const

const links = /\/answer\/referral\/[\w-]{64}/g

/** Every link that the demo's mailbox holds, newest first. */
async function linksInMailbox(): Promise<string[]> {
  const html = await (await fetch(`${house().address}/mailbox`)).text()
  return [...new Set(html.match(links) ?? [])]
}

/** Has the link sent again, and gives the address in the e-mail that comes of it. */
async function freshLink(part: keyof typeof parts): Promise<string> {
  const before = await linksInMailbox()
  await priya().sendLinkAgain({ params: { id: parts[part] } })
  return waitFor('the e-mail in the mailbox', async () =>
    (await linksInMailbox()).find((link) => !before.includes(link)),
  )
}

let fatumas = ''
/** One link for the tests that leave it as it is: a group is sent three again in a day. */
async function fatumasLink(): Promise<string> {
  fatumas ||= await freshLink('fatuma')
  return fatumas
}

/** The newest code in the mailbox. */
const codeFromMailbox = (before: readonly string[]) =>
  waitFor('the code in the mailbox', async () =>
    (await codesInMailbox()).find((code) => !before.includes(code)),
  )
async function codesInMailbox(): Promise<string[]> {
  const html = await (await fetch(`${house().address}/mailbox`)).text()
  return [...html.matchAll(/>(\d{6})</g)].flatMap(([, code]) => code ?? [])
}

const main = async (page: Page) => (await page.textContent('main')) ?? ''
const press = (page: Page, words: string) => page.click(`main button:has-text("${words}")`)

const ways = [
  { kind: 'with', javaScript: true, part: 'eira', first: 'Eira', last: 'Pugh-Lloyd' },
  { kind: 'without', javaScript: false, part: 'jaswinder', first: 'Jas', last: 'Gill' },
] as const
for (const { kind, javaScript, part, first, last } of ways) {
  browserTest(
    `happy: from the e-mail to a yes, the code and the surname, ${kind} JavaScript`,
    async () => {
      const given = { address: house().address, javaScript }
      const { page, complaints } = await watchedPage(browser(), given)
      const link = await freshLink(part)
      await page.goto('/mailbox')
      await page.click(`a[href$="${link}"]`)
      expect(await page.textContent('h1')).toBe('Somebody would like to come')
      expect(await main(page)).not.toContain(first)
      expect(await main(page)).toContain('01632 960 160')
      await press(page, 'See the referral')
      expect(await page.textContent('h1')).toBe(`Can ${first} come?`)
      expect(new URL(page.url()).pathname).toBe(link)
      expect(await main(page)).not.toContain(last)
      await page.fill('#placesLeft', '3')
      await press(page, `Yes, ${first} can come`)
      expect(await page.textContent('h1')).toBe(`${first} can come. Thank you`)
      expect(await main(page)).not.toContain(last)
      await page.reload()
      const before = await codesInMailbox()
      await press(page, 'Send the code')
      await page.fill('#code', '12345')
      await press(page, 'Show how to reach them')
      expect(await page.title()).toContain('Error:')
      expect(await main(page)).toContain('Enter the six digits')
      await page.fill('#code', await codeFromMailbox(before))
      await press(page, 'Show how to reach them')
      expect(await main(page)).toContain(last)
      await page.reload()
      expect(await main(page)).toContain(last)
      await page.goto('/mailbox')
      await page.goto(link)
      expect(complaints.filter((each) => !each.includes('422'))).toEqual([])
    },
  )
}

browserTest('happy: a question, its answer by e-mail, and then a no with its reason', async () => {
  const { page } = await watchedPage(browser(), { address: house().address, javaScript: false })
  await page.goto(await freshLink('declan'))
  await press(page, 'See the referral')
  await page.click('summary:has-text("We have a question first")')
  await page.fill('#question', 'Does he like dogs?')
  await press(page, 'Send our question')
  expect(await main(page)).toContain('Does he like dogs?')
  const before = await linksInMailbox()
  const params = { id: seedId('demo referral declan-warm-space') }
  const asked = (await priya().readReferral({ params })).assignments[0]?.questions[0]
  await priya().answerQuestion({ params: { id: asked?.id ?? '' }, body: { words: 'Very much.' } })
  const link = await waitFor('the answer in the mailbox', async () =>
    (await linksInMailbox()).find((each) => !before.includes(each)),
  )
  await page.goto(link)
  await press(page, 'See the referral')
  expect(await main(page)).toContain('Very much.')
  await page.click('summary:has-text("No, for another reason")')
  await page.check('input[value="other"]')
  await press(page, 'Send our no')
  expect(await page.title()).toContain('Error:')
  await page.fill('#words', 'Our hall is closed in December.')
  await press(page, 'Send our no')
  expect(await page.textContent('h1')).toBe('Thank you for your answer')
  expect(await main(page)).not.toMatch(/\bDec\b|Declan|O’Rourke/)
})

browserTest('refused: what was typed after the half hour is still there afterwards', async () => {
  const { page, context } = await watchedPage(browser(), { address: house().address })
  await page.goto(await fatumasLink())
  await press(page, 'See the referral')
  await page.click('summary:has-text("We have a question first")')
  await page.fill('#question', 'Which letters came?')
  await context.clearCookies()
  await press(page, 'Send our question')
  expect(await main(page)).toContain('nothing you typed is lost')
  expect(await main(page)).not.toContain('Fatuma')
  await press(page, 'See the referral')
  expect(await page.inputValue('#question')).toBe('Which letters came?')
})

browserTest('secure: looking changes nothing, and says nothing of a person', async () => {
  const link = await fatumasLink()
  const params = { id: seedId('demo referral fatuma-debt') }
  const before = await priya().readReferral({ params })
  for (const method of ['GET', 'HEAD', 'GET']) {
    const looked = await fetch(`${house().address}${link}`, { method })
    expect(looked.status).toBe(200)
    expect(looked.headers.get('referrer-policy')).toBe('no-referrer')
    expect(looked.headers.get('cache-control')).toBe('no-store')
    expect(looked.headers.get('set-cookie')).toBeNull()
    expect(await looked.text()).not.toMatch(/Fatuma|Warsame|debt that/)
  }
  expect(await priya().readReferral({ params })).toEqual(before)
})

browserTest('secure: a session opens its own link alone, and its cookie goes nowhere', async () => {
  const { page, context } = await watchedPage(browser(), { address: house().address })
  const [one, other] = [await fatumasLink(), await freshLink('tomasz')]
  await page.goto(one)
  await press(page, 'See the referral')
  const [cookie] = (await context.cookies()).filter(({ name }) => name === 'waymark-answer')
  expect(cookie).toMatchObject({ path: one, httpOnly: true, sameSite: 'Strict' })
  expect(await main(page)).toContain('Fatuma')
  const asked = await fetch(`${house().address}${other}`, {
    headers: { cookie: `waymark-answer=${cookie?.value ?? ''}` },
  })
  expect(await asked.text()).not.toMatch(/Fatuma|Tomek/)
})

browserTest(
  'refused: ended, altered and older links say so kindly and reveal nothing',
  async () => {
    const { page } = await watchedPage(browser(), { address: house().address, javaScript: false })
    const older = await fatumasLink()
    await priya().stopSharing({ params: { id: parts.fatuma } })
    await page.goto(older)
    expect(await page.textContent('h1')).toBe('There is nothing more to do')
    expect(await main(page)).not.toContain('Fatuma')
    await page.goto(`${older.slice(0, -4)}AAAA`)
    expect(await page.textContent('h1')).toBe('This link does not work')
  },
)

browserTest(
  'secure: axe finds nothing on each of the pages, and nothing scrolls sideways',
  async () => {
    const link = await freshLink('tomasz')
    for (const width of [1280, 320]) {
      expect(await axeViolations(browser(), `${house().address}${link}`, width)).toEqual([])
      const context = await browser().newContext({
        bypassCSP: true,
        baseURL: house().address,
        viewport: { width, height: 900 },
      })
      const page = await context.newPage()
      const looksRight = async () => {
        expect(await axeOn(page)).toEqual([])
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        expect(overflow).toBeLessThanOrEqual(0)
      }
      await page.goto(link)
      await press(page, 'See the referral')
      await looksRight()
      await page.fill('#placesLeft', 'a few')
      await press(page, 'can come')
      expect(await page.title()).toContain('Error:')
      await looksRight()
      await context.close()
    }
  },
  120_000,
)

browserTest(
  'happy: pressed again from another site, the half hour and its code go on',
  async () => {
    const { page, context } = await watchedPage(browser(), { address: house().address })
    const link = await freshLink('tomasz')
    // A mailbox on the web: its links come from another site, where no strict cookie goes along.
    await context.route('http://mail.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<a href="${house().address}${link}">Open</a>`,
      }),
    )
    const fromMail = async () => {
      await page.goto('http://mail.example/')
      await page.click('a')
      await page.waitForURL(`**${link}`)
      await press(page, 'See ')
    }
    await fromMail()
    await press(page, 'Yes, Tomek can come')
    const before = await codesInMailbox()
    await press(page, 'Send the code')
    const code = await codeFromMailbox(before)
    const secondPress = { form: { pressed: 'twice' } }
    const pressed = await page.request.post(`${house().address}${link}/code`, secondPress)
    expect(await pressed.text()).toContain('id="code"')
    await fromMail()
    const wrong = code === '918273' ? '918274' : '918273'
    await page.fill('#code', wrong)
    await press(page, 'Show how to reach them')
    expect(await page.textContent('.nhsuk-error-summary')).toContain('you have 4 more tries')
    await page.goto(`${house().address}${link}/proof`)
    expect(new URL(page.url()).pathname).toBe(link)
    await page.fill('#code', code)
    await press(page, 'Show how to reach them')
    expect(await main(page)).toContain('Wiśniewski')
    expect((await codesInMailbox()).filter((each) => !before.includes(each))).toEqual([code])
  },
)
