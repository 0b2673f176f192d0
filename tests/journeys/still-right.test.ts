import { directoryApi } from '@waymark/contracts'
import { callersOf, waitFor } from '@waymark/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeViolations, browserTest, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()
const callers = () => callersOf(house().platform, directoryApi)

async function listingCalled(name: string): Promise<string> {
  const { contents } = await callers().nobody.find({ query: { q: name } })
  const found = contents.find((card) => card.name === name)
  if (found === undefined) throw new Error('The demo has no such listing.')
  return found.id
}

/** Asks the group, and gives the address in the e-mail that the demo's mailbox then holds. */
async function linkFromMailbox(page: Page, listingId: string): Promise<string> {
  const asked = await callers().operator.askIfRight({ params: { id: listingId } })
  const { linkToken } = await callers()
    .service('notifications')
    .readListingCheckNotice({ params: { id: asked.id } })
  await waitFor('the e-mail in the mailbox', async () => {
    await page.goto('/mailbox')
    return (await page.content()).includes(linkToken)
  })
  return `/answer/listing/${linkToken}`
}

/** The card's own words, as a search shows them now. */
async function cardOf(page: Page, listingId: string, words: string): Promise<string> {
  await page.goto(`/find?q=${encodeURIComponent(words)}`)
  return (await page.textContent(`article[aria-labelledby="listing-${listingId}"]`)) ?? ''
}

const ways = [
  { kind: 'with JavaScript', javaScript: true, name: 'Tuesday Lunch Club', left: '2' },
  { kind: 'without JavaScript', javaScript: false, name: 'Warm Space', left: '0' },
]
for (const { kind, javaScript, name, left } of ways) {
  browserTest(
    `happy: "still right" pressed from the e-mail is on the search card at once, ${kind}`,
    async () => {
      const given = { address: house().address, javaScript }
      const { page, complaints } = await watchedPage(browser(), given)
      const id = await listingCalled(name)
      const link = await linkFromMailbox(page, id)
      await page.click(`a[href$="${link}"]`)
      expect(await page.textContent('h1')).toBe('Is this still right?')
      expect(await page.textContent('main')).toContain(name)
      await page.fill('#placesLeft', left)
      await page.click('button:has-text("Yes, still right")')
      await page.waitForSelector('h1:has-text("Thank you")')
      // Looked at at once, without waiting: a card is read from the records, not from the index.
      const card = await cardOf(page, id, name)
      expect(card).toContain('Checked today by the group')
      expect(card).toContain(left === '0' ? 'Full, said today' : '2 places left, said today')
      await page.goto(link)
      expect(await page.textContent('h1')).toBe('Thank you')
      await page.reload()
      expect(await page.textContent('h1')).toBe('Thank you')
      expect(complaints).toEqual([])
    },
  )
}

browserTest('happy: a group says what has changed, and the directory team reads it', async () => {
  const { page } = await watchedPage(browser(), { address: house().address, javaScript: false })
  const id = await listingCalled('Tea and Company')
  await page.goto(await linkFromMailbox(page, id))
  await page.click('summary:has-text("Something has changed")')
  await page.click('button:has-text("Tell the directory team")')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('Enter some words')
  await page.fill('#words', 'We now start at three.')
  await page.click('button:has-text("Tell the directory team")')
  expect(await page.textContent('main')).toContain('something has changed')
  const { contents } = await callers().operator.listReportedChanges({ query: {} })
  expect(contents[0]).toMatchObject({ listingId: id, words: 'We now start at three.' })
})

browserTest('refused: a number that is none is said kindly, and nothing is lost', async () => {
  const { page } = await watchedPage(browser(), { address: house().address })
  const id = await listingCalled('Friday Fish and Chip Lunch')
  const before = await callers().nobody.readListing({ params: { id } })
  const link = await linkFromMailbox(page, id)
  await page.goto(link)
  await page.fill('#placesLeft', 'a few')
  await page.click('button:has-text("Yes, still right")')
  expect(await page.title()).toContain('Error:')
  expect(await page.inputValue('#placesLeft')).toBe('a few')
  expect((await callers().nobody.readListing({ params: { id } })).places).toEqual(before.places)
})

browserTest(
  'refused: an older link says kindly that it has ended, and sends a fresh one',
  async () => {
    const { page } = await watchedPage(browser(), { address: house().address, javaScript: false })
    const id = await listingCalled('The Sunday Table')
    const older = await linkFromMailbox(page, id)
    await linkFromMailbox(page, id)
    await page.goto(older)
    expect(await page.textContent('h1')).toBe('This link has ended')
    await page.click('button:has-text("Send a fresh link")')
    expect(await page.textContent('main')).toContain('We have sent a fresh link')
    expect(await page.textContent('main')).not.toContain('@')
  },
)

browserTest(
  'secure: axe finds nothing on the answer pages, and nothing scrolls sideways',
  async () => {
    const { page } = await watchedPage(browser(), { address: house().address, width: 320 })
    const ended = await linkFromMailbox(page, await listingCalled('Friday Welcome'))
    const open = await linkFromMailbox(page, await listingCalled('Friday Welcome'))
    for (const path of [open, ended, `/answer/listing/${'A'.repeat(64)}`]) {
      for (const width of [1280, 320]) {
        expect(await axeViolations(browser(), `${house().address}${path}`, width)).toEqual([])
      }
      await page.goto(path)
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect(overflow).toBeLessThanOrEqual(0)
    }
  },
  120_000,
)
