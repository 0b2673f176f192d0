import { directoryApi } from '@waymark/contracts'
import { aListing, anOrganisation, callersOf, waitFor } from '@waymark/testing'
import { expect, test } from 'vitest'
import { axeViolations, browserTest, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()

/** A group of its own, whose listing is published: what it is asked goes to `address`. */
async function aGroup(address: string) {
  const editor = callersOf(house().platform, directoryApi).user('directoryEditor')
  const organisation = await editor.createOrganisation({ body: anOrganisation({ email: address }) })
  const listing = await editor.createListing({ body: aListing(organisation.id) })
  await editor.publishListing({ params: { id: listing.id } })
  return {
    askIfRight: () => editor.askIfRight({ params: { id: listing.id } }),
    askCode: () => editor.askMailboxCode({ params: { id: organisation.id } }),
  }
}

const mailboxPage = async () => (await fetch(`${house().address}/mailbox`)).text()

test('happy: nobody is written to about the demo that was planted', async () => {
  expect(await mailboxPage()).toContain('Nothing has been sent yet')
})

test('happy: a group that is asked has the question in its mailbox within seconds', async () => {
  const group = await aGroup('asked@lunch-club.example')
  await group.askIfRight()
  const html = await waitFor('the message', async () => {
    const page = await mailboxPage()
    return page.includes('asked@lunch-club.example') ? page : null
  })
  const [, path = ''] = /href="(\/answer\/listing\/[^"]+)"/.exec(html) ?? []
  const answer = await fetch(`${house().address}${path}`)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('Tuesday lunch club')
})

test('happy: a code that was asked for is in the mailbox it is to prove', async () => {
  const group = await aGroup('proved@lunch-club.example')
  await group.askCode()
  const html = await waitFor('the message', async () => {
    const page = await mailboxPage()
    return page.includes('proved@lunch-club.example') ? page : null
  })
  expect(html).toMatch(/<p>\s*\d{6}\s*<\/p>/)
})

browserTest(
  'happy: the demo strip leads to the mailbox, and its links to their pages',
  async () => {
    const group = await aGroup('clicked@lunch-club.example')
    await group.askIfRight()
    await waitFor('the message', async () => (await mailboxPage()).includes('clicked@'))
    const { page, complaints } = await watchedPage(browser(), { address: house().address })
    await page.goto('/find')
    await page.click('.wm-demo a')
    await page.click('.wm-message:has-text("clicked@") a[href^="/answer/listing/"]')
    expect(await page.textContent('h1')).toMatch(/still right/i)
    expect(complaints).toEqual([])
  },
)

browserTest('happy: the mailbox has no fault that axe can find, wide or narrow', async () => {
  for (const width of [320, 1280]) {
    const found = await axeViolations(browser(), `${house().address}/mailbox`, width)
    expect(found, `${width} px`).toEqual([])
  }
})
