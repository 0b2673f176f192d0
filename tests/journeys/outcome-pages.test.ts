import { waitFor } from '@waymark/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'
import {
  follow,
  main,
  openReferred,
  organisation,
  parts,
  press,
  referrals,
} from '../support/referred.ts'

const journeys = openJourneys()
const { browser, house } = journeys
const { priya, signedIn } = openReferred(journeys)

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
  await page.click('#say')
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
  await page.waitForSelector('.wm-said--person:has-text("when they answer")')
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
    const group = await signedIn('jean', '/groups')
    const others = `/groups/${(await choirNow()).organisationId}/register`
    expect((await group.page.goto(others))?.status()).toBe(404)
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
