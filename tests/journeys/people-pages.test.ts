import { seedId } from '@waymark/all-in-one'
import { referralsApi } from '@waymark/contracts'
import { callersOf, waitFor } from '@waymark/testing'
import { expect } from 'vitest'
import { browserTest } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'
import { expectSound, openPhones } from '../support/phone.ts'

const journeys = openJourneys()
const { house } = journeys
const { onAPhone } = openPhones(journeys)

browserTest(
  'secure: axe finds nothing on what is refused about a person, nor on records to settle',
  async () => {
    const margaret = `/people/${seedId('demo person margaret')}`
    const page = await onAPhone({ email: 'elin@vale-surgery.example', path: '/people' })
    for (const path of ['/people/find', '/people/new']) {
      await page.goto(path)
      await page.locator('main form button').last().click()
      expect(await page.title()).toContain('Error:')
      await expectSound(page, `${path}, refused`)
    }
    await page.goto('/matches')
    await expectSound(page, 'the list of matches')
    await page.locator('main a[href^="/matches/"]').first().click()
    await page.waitForURL(/matches\/./)
    await expectSound(page, 'a match')
    await page.locator('main form button').last().click()
    await expectSound(page, 'a match, refused')
    const priya = await onAPhone({ email: 'priya@vale-surgery.example', path: margaret })
    await expectSound(priya, 'a person')
    await priya.goto(`${margaret}/contact`)
    await priya.fill('#phoneNumber', 'none')
    await priya.locator('main form button').last().click()
    expect(await priya.title()).toContain('Error:')
    await expectSound(priya, 'how to reach them, refused')
  },
  120_000,
)

const links = /\/answer\/referral\/[\w-]{64}/g

/** Sends the link again, and gives its address from the demo's mailbox. */
async function linkAgain(not: readonly string[]): Promise<string> {
  const userId = seedId('demo account priya')
  const priya = callersOf(house().platform, referralsApi).user('linkWorker', { userId })
  await priya.sendLinkAgain({ params: { id: seedId('demo referral fatuma-debt 1') } })
  return waitFor('the e-mail in the mailbox', async () => {
    const html = await (await fetch(`${house().address}/mailbox`)).text()
    return [...new Set(html.match(links) ?? [])].find((link) => !not.includes(link))
  })
}

browserTest(
  'secure: axe finds nothing on any page that a link from an e-mail can come to',
  async () => {
    const page = await onAPhone({ email: null, path: '/find' })
    const first = await linkAgain([])
    const second = await linkAgain([first])
    await page.goto(first)
    await expectSound(page, 'superseded')
    await page.click('main button')
    await expectSound(page, 'a fresh link sent')
    await page.goto(second)
    await page.click('main button')
    await expectSound(page, 'too many, or superseded')
    await page.goto(`${second.slice(0, -4)}AAAA`)
    await expectSound(page, 'altered')
    const third = await linkAgain([first, second]).catch(() => null)
    const newest = third ?? (await newestLink([first, second]))
    await page.goto(newest)
    await page.click('main button')
    await expectSound(page, 'opened')
    await page.click('main button:has-text("Yes")')
    await expectSound(page, 'a yes')
    await page.click('#send-code')
    await page.fill('#code', '000000')
    await page.click('main button:has-text("Show")')
    expect(await page.title()).toContain('Error:')
    await expectSound(page, 'a wrong code')
  },
  120_000,
)

async function newestLink(not: readonly string[]): Promise<string> {
  const html = await (await fetch(`${house().address}/mailbox`)).text()
  return (html.match(links) ?? []).find((link) => !not.includes(link)) ?? ''
}
