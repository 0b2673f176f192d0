import { demoPassword, seedId } from '@waymark/all-in-one'
import { referralsApi } from '@waymark/contracts'
import { callersOf, waitFor } from '@waymark/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeOn, browserTest, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()

const emails = {
  priya: 'priya@vale-surgery.example',
  jean: 'jean@st-aidans.example',
  kofi: 'kofi@vale-surgery.example',
} as const
const organisation = seedId('demo organisation st-aidans')
const parts = {
  eira: seedId('demo referral eira-lunch step 1'),
  declan: seedId('demo referral declan-warm-space 1'),
  choir: seedId('demo referral margaret-choir 1'),
  tomasz: seedId('demo referral tomasz-walk 1'),
} as const
const referrals = {
  eira: seedId('demo referral eira-lunch'),
  declan: seedId('demo referral declan-warm-space'),
  choir: seedId('demo referral margaret-choir'),
} as const

const as = () => callersOf(house().platform, referralsApi)
const priya = () => as().user('linkWorker', { userId: seedId('demo account priya') })
const jean = () =>
  as().user('organisationManager', {
    organisationId: organisation,
    userId: seedId('demo account jean'),
  })

async function sayYes(part: 'eira' | 'declan'): Promise<void> {
  const params = { id: parts[part] }
  const { state } = await jean().readForGroup({ params })
  if (state === 'accepted') return
  await jean().answerForGroup({ params, body: { answer: { says: 'yes', placesLeft: null } } })
}

async function signedIn(who: keyof typeof emails, path: string, javaScript = false) {
  const watched = await watchedPage(browser(), { address: house().address, javaScript })
  const { page } = watched
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`)
  await page.fill('#email', emails[who])
  await page.fill('#password', demoPassword)
  await page.click('main form button:has-text("Sign in")')
  await page.waitForURL(`**${path}`)
  return watched
}

const main = async (page: Page) => (await page.textContent('main')) ?? ''
const press = (page: Page, words: string) => page.click(`main button:has-text("${words}")`)
const follow = (page: Page, words: string) => page.click(`main a:has-text("${words}")`)

const links = /\/answer\/referral\/[\w-]{64}/g
async function linksInMailbox(): Promise<string[]> {
  const html = await (await fetch(`${house().address}/mailbox`)).text()
  return [...new Set(html.match(links) ?? [])]
}

/** What is done sends a link; this is the address in the e-mail that comes of it. */
async function linkAfter(act: () => Promise<unknown>): Promise<string> {
  const before = await linksInMailbox()
  await act()
  return waitFor('the e-mail in the mailbox', async () =>
    (await linksInMailbox()).find((link) => !before.includes(link)),
  )
}

let choirs = ''
/** One link for all that the choir says: a group is sent three in a day. */
async function choirsLink(): Promise<string> {
  choirs ||= await linkAfter(() => priya().askWhatHappened({ params: { id: parts.choir } }))
  return choirs
}

async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await press(page, 'See ')
}

const choirNow = async () => {
  const { assignments } = await priya().readReferral({ params: { id: referrals.choir } })
  const [part] = assignments
  if (part === undefined) throw new Error('The choir is gone.')
  return part
}

browserTest('happy: asked by e-mail, a group ticks days and finishes, without script', async () => {
  const { page } = await signedIn('priya', `/referrals/${referrals.choir}`)
  const link = await linkAfter(() => press(page, 'Ask them what happened'))
  choirs = link
  expect(await main(page)).toContain('They are sent a link to say what happened.')
  const group = await watchedPage(browser(), { address: house().address, javaScript: false })
  await openLink(group.page, link)
  await group.page.check('text=/^Yesterday/')
  await press(group.page, 'Came with someone')
  await group.page.check('text=/^Today/')
  await group.page.click('.wm-marking button:text-is("Came")')
  expect(await group.page.locator('.wm-days > li').count()).toBe(2)
  expect((await choirNow()).attendance).toEqual([])
  await group.page.locator('.wm-days > li').first().locator('button').click()
  expect(await group.page.locator('.wm-days > li').count()).toBe(1)
  await press(group.page, 'Finish: tell them')
  expect(await main(group.page)).toContain('They can see the days you ticked.')
  expect((await choirNow()).attendance).toMatchObject([{ mark: 'cameWithSomeone' }])
  await page.reload()
  expect(await main(page)).toContain('Came once:')
})

browserTest('refused: what is missing or no day is named, and nothing typed is lost', async () => {
  const { page, context } = await watchedPage(browser(), {
    address: house().address,
    javaScript: false,
  })
  await openLink(page, await choirsLink())
  await page.check('text=Another day')
  await press(page, 'Did not come')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('Give the day')
  await follow(page, 'Say what happened')
  await page.fill('#text', 'She sang a solo.')
  await press(page, 'Tell them')
  expect(await page.title()).toContain('Error:')
  expect(await page.inputValue('#text')).toBe('She sang a solo.')
  await context.clearCookies()
  await page.check('text=They are still coming')
  await page.check('text=These are their own words')
  await press(page, 'Tell them')
  expect(await main(page)).toContain('nothing you typed is lost')
  expect(await main(page)).not.toContain('Margaret')
  await press(page, 'See where it stands')
  expect(await page.inputValue('#text')).toBe('She sang a solo.')
  expect(await page.isChecked('text=These are their own words')).toBe(true)
  await press(page, 'Tell them')
  expect(await main(page)).toContain('Thank you. They can see what you said.')
  expect((await choirNow()).outcomes[0]).toMatchObject({
    ...{ kind: 'stillComing', source: 'link' },
    words: { text: 'She sang a solo.', quotesPerson: true },
  })
})

browserTest('happy: its sender sees what is said by script, and a newer one is met', async () => {
  const { page } = await signedIn('priya', `/referrals/${referrals.choir}`, true)
  await page.waitForSelector('.wm-said:has-text("She sang a solo.")')
  const group = await watchedPage(browser(), { address: house().address, javaScript: false })
  await openLink(group.page, await choirsLink())
  await follow(group.page, 'Correct this')
  await group.page.fill('#text', 'She sang two solos.')
  const other = await group.context.newPage()
  await other.goto(await choirsLink())
  await follow(other, 'Correct this')
  await other.check('text=They came a few times')
  await press(other, 'Send the correction')
  await page.waitForSelector('.wm-said:has-text("They came a few times")', { timeout: 6000 })
  expect(await page.textContent('.wm-said--person')).toContain('no goal is linked')
  await press(group.page, 'Send the correction')
  expect(await main(group.page)).toContain('It says now:')
  expect(await main(group.page)).toContain('It was corrected meanwhile')
  expect(await group.page.inputValue('#text')).toBe('She sang two solos.')
  await press(group.page, 'Send the correction')
  expect((await choirNow()).outcomes[0]).toMatchObject({ kind: 'stillComing', revision: 3 })
  await follow(group.page, 'Correct this')
  await press(group.page, 'Take it back')
  expect(await main(group.page)).toContain('it was a mistake')
  expect((await choirNow()).outcomes[0]).toMatchObject({ standing: 'enteredInError' })
})

browserTest('happy: what a group rings about is written down, corrected and finished', async () => {
  const { page } = await signedIn('priya', `/referrals/${referrals.choir}`)
  await follow(page, 'Write down what happened')
  await page.fill('#text', 'They found a choir nearer home.')
  await press(page, 'Keep what they said')
  expect(await page.title()).toContain('Error:')
  expect(await page.inputValue('#text')).toBe('They found a choir nearer home.')
  await page.check('text=They moved on to something else')
  await page.fill('#by', 'Pat')
  await press(page, 'Keep what they said')
  expect(await main(page)).toContain('You wrote down what happened.')
  expect(await main(page)).toContain('Told to Priya by Pat by phone')
  await follow(page, 'Write down a correction')
  await page.fill('#timesCame', '5')
  await page.fill('#by', 'Pat')
  await press(page, 'Keep the correction')
  expect(await main(page)).toContain('They came 5 times.')
  await follow(page, 'Write down a day')
  await press(page, 'Keep it')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('Choose whether they came')
  await page.check('text=Did not come')
  await page.check('[name=cameOn] >> nth=0')
  await page.fill('#by', 'Pat')
  await press(page, 'Keep it')
  expect(await main(page)).toContain('Did not come:')
  await page.goto('/referrals')
  const line = '.wm-line-item:has-text("Harbour Voices choir")'
  expect(await page.textContent(line)).toContain('They moved on to something else, said ')
  await page.goto(`/referrals/${referrals.choir}`)
  await follow(page, 'Finish this referral')
  await press(page, 'Finish the referral')
  expect(await main(page)).toContain('This referral has ended: it came to an end')
  expect(await main(page)).toContain('They can no longer see anything.')
  const group = await watchedPage(browser(), { address: house().address, javaScript: false })
  await group.page.goto(await choirsLink())
  expect(await group.page.textContent('h1')).toBe('There is nothing more to do')
})

browserTest(
  'happy: a register for a thumb comes back to the same place, and is finished',
  async () => {
    await sayYes('eira')
    const { page } = await signedIn('jean', `/groups/${organisation}/referrals`)
    await follow(page, 'Registers: tick who came')
    await follow(page, 'Tuesday Lunch Club')
    const person = page.locator(`#person-${parts.eira}`)
    await person.locator('button:text-is("Came")').click()
    expect(new URL(page.url()).hash).toBe(`#person-${parts.eira}`)
    expect(await person.locator('[aria-pressed=true]').textContent()).toBe('Came')
    await person.locator('button:text-is("Take it back")').click()
    expect(await person.locator('[aria-pressed=true]').count()).toBe(0)
    await person.locator('button:text-is("Came with someone")').click()
    const before = await priya().readReferral({ params: { id: referrals.eira } })
    expect(before.assignments[0]?.attendance).toEqual([])
    await press(page, 'Finish the register')
    expect(await main(page)).toContain('The register is finished.')
    await person.locator('button:text-is("Did not come")').click()
    const after = await priya().readReferral({ params: { id: referrals.eira } })
    expect(after.assignments[0]?.attendance).toMatchObject([{ mark: 'didNotCome' }])
    await page.goto(`/groups/${organisation}/referrals/${parts.eira}`)
    await follow(page, 'Say what happened')
    await page.check('text=They stopped before the end')
    await press(page, 'Tell them')
    expect(await main(page)).toContain('They stopped before the end')
    expect(await main(page)).not.toContain('How to reach them')
    await follow(page, 'Correct this')
    await press(page, 'Take it back')
    expect(await main(page)).toContain('How to reach them')
  },
)

browserTest('refused: a register of no day, and a day before they were referred', async () => {
  await sayYes('eira')
  const { page } = await signedIn('jean', `/groups/${organisation}/referrals/${parts.eira}`)
  await page.check('text=Another day')
  await page.fill('#cameOnOther', '2026-01-01')
  await page.click('.wm-marking button:text-is("Came")')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('after they were referred')
  expect(await page.inputValue('#cameOnOther')).toBe('2026-01-01')
  const { listingId } = await jean().readForGroup({ params: { id: parts.eira } })
  const register = `/groups/${organisation}/register?listing=${listingId}`
  const asked = await page.goto(`${register}&on=soon`)
  expect(asked?.status()).toBe(422)
  await page.goto(`${register}&on=2099-01-01`)
  await page.click('.wm-register__person button:text-is("Came")')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('not in the future')
})

browserTest(
  'secure: nobody says it who may not, and looking at a link changes nothing',
  async () => {
    const link = await linkAfter(() => priya().sendLinkAgain({ params: { id: parts.tomasz } }))
    const form = { kind: 'finished', saidOn: '2026-11-26', mark: 'came', cameOn: '2026-11-26' }
    for (const step of ['happened', 'came', 'finish', `happened/${parts.tomasz}`]) {
      const body = new URLSearchParams(form)
      const sent = await fetch(`${house().address}${link}/${step}`, { method: 'POST', body })
      expect(sent.status, step).toBe(401)
      expect(sent.headers.get('cache-control')).toBe('no-store')
      expect(await sent.text(), step).not.toMatch(/Tomek|Wiśniewski/)
      const looked = await fetch(`${house().address}${link}/${step}`, { redirect: 'manual' })
      expect(looked.headers.get('location'), step).toBe(link)
    }
    const nobodys = `/groups/${seedId('demo organisation harbour-arts')}/register`
    const group = await signedIn('jean', '/groups')
    expect((await group.page.goto(nobodys))?.status()).toBe(404)
    const foreign = `/groups/${organisation}/register?of=${parts.choir}`
    expect((await group.page.goto(foreign))?.status()).toBe(404)
    const { page } = await signedIn('kofi', '/referrals')
    const eiras = `/referrals/${referrals.eira}`
    for (const step of [`parts/${parts.eira}/outcome`, `parts/${parts.eira}/came`, 'finish']) {
      expect((await page.goto(`${eiras}/${step}`))?.status(), step).toBe(404)
      const sent = await page.request.post(`${house().address}${eiras}/${step}`, {
        form: { ...form, by: 'Pat', how: 'phone', on: '2026-11-26' },
        headers: { origin: house().address },
      })
      expect(sent.status(), step).toBe(404)
    }
  },
)

/** Nothing scrolls sideways, and axe finds nothing, as narrow as it is and wide. */
async function expectSound(page: Page, state: string): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 640 })
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow, `${state} scrolls sideways at ${width}`).toBeLessThanOrEqual(0)
    expect(await axeOn(page), `${state}, ${width}`).toEqual([])
  }
}

async function soundPage(who: keyof typeof emails): Promise<Page> {
  const context = await browser().newContext({ bypassCSP: true, baseURL: house().address })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.fill('#email', emails[who])
  await page.fill('#password', demoPassword)
  await page.click('main form button:has-text("Sign in")')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}

browserTest(
  'secure: axe finds nothing on the pages of a group that says what happened',
  async () => {
    await sayYes('declan')
    const page = await soundPage('jean')
    await page.goto(`/groups/${organisation}/register`)
    await expectSound(page, 'the choice of registers')
    await page.goto(`/groups/${organisation}/register?of=${parts.declan}`)
    await page.click('.wm-register__person button:text-is("Came")')
    await expectSound(page, 'a register')
    await press(page, 'Finish the register')
    await expectSound(page, 'a finished register')
    const own = `/groups/${organisation}/referrals/${parts.declan}`
    await page.goto(`${own}/happened`)
    await press(page, 'Tell them')
    await expectSound(page, 'what happened, refused')
    await page.check('text=They are still coming')
    await page.fill('#text', 'A very long word: '.concat('wunderbar'.repeat(20)))
    await press(page, 'Tell them')
    await expectSound(page, 'the referral, with what was said')
    await page.check('text=Another day')
    await page.click('.wm-marking button:text-is("Came")')
    await expectSound(page, 'a day, refused')
    await page.goto(own)
    await follow(page, 'Correct this')
    await expectSound(page, 'a correction')
  },
  120_000,
)

browserTest(
  'secure: axe finds nothing on the pages of whoever reads what happened',
  async () => {
    await sayYes('declan')
    const page = await soundPage('priya')
    const own = `/referrals/${referrals.declan}`
    await page.goto(own)
    await expectSound(page, 'the referral')
    for (const step of [`parts/${parts.declan}/outcome`, `parts/${parts.declan}/came`, 'finish']) {
      await page.goto(`${own}/${step}`)
      await expectSound(page, step)
      if (step === 'finish') continue
      await page.locator('main form button').first().click()
      await expectSound(page, `${step}, refused`)
    }
    await page.goto(own)
    await follow(page, 'Write down a correction')
    await expectSound(page, 'a correction')
  },
  120_000,
)
