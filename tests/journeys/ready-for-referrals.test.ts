import { demoPassword } from '@waymark/all-in-one'
import { directoryApi, identityApi } from '@waymark/contracts'
import { aListing, anOrganisation, callersOf, waitFor } from '@waymark/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeViolations, browserTest, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()

/** A group that nobody is referred to yet, its listing, and somebody who runs it. */
async function aGroup(key: string) {
  const directory = callersOf(house().platform, directoryApi).operator
  const body = anOrganisation({ name: `The ${key} group`, email: `${key}@groups.example` })
  const { id } = await directory.createOrganisation({ body })
  const listing = await directory.createListing({ body: aListing(id) })
  await directory.publishListing({ params: { id: listing.id } })
  const email = `${key}-manager@groups.example`
  const memberships = [{ role: 'organisationManager' as const, organisationId: id }]
  const account = { email, name: 'Sam', password: demoPassword, memberships }
  await callersOf(house().platform, identityApi).operator.createAccount({ body: account })
  return { id, listingId: listing.id, email, mailbox: `${key}@groups.example` }
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/groups')
  await page.fill('#email', email)
  await page.fill('#password', demoPassword)
  await page.click('main form button:has-text("Sign in")')
  await page.waitForURL(/groups$/)
}

/** The six digits in the newest e-mail to an address, as the demo's mailbox shows it. */
async function codeFromMailbox(page: Page, address: string): Promise<string> {
  return waitFor('the code in the mailbox', async () => {
    await page.goto('/mailbox')
    const message = page.locator(`.wm-message:has-text("${address}")`).first()
    const code = message.locator('p', { hasText: /^\d{6}$/ })
    return (await code.count()) === 0 ? null : code.textContent()
  })
}

browserTest('happy: a group does three things, and its page says that it is ready', async () => {
  const group = await aGroup('ready')
  const given = { address: house().address, javaScript: false }
  const { page, complaints } = await watchedPage(browser(), given)
  await page.goto(`/listings/${group.listingId}`)
  expect(await page.textContent('main')).toContain('Signpost only for now')
  await signIn(page, group.email)
  await page.click('main a:has-text("The ready group")')
  const tasks = page.url()
  await page.click('a:has-text("Show that our e-mail reaches you")')
  await page.click('button:has-text("Send the code")')
  const code = await codeFromMailbox(page, group.mailbox)
  await page.goto(`${tasks}/mailbox`)
  await page.fill('#code', code)
  await page.click('button:has-text("Continue")')
  await page.click('a:has-text("Read and accept the terms")')
  await page.check('#accept')
  await page.click('button:has-text("Accept the terms")')
  await page.click('a:has-text("Name a safeguarding contact")')
  await page.fill('#name', 'Sam Whitlow')
  await page.fill('#phone', '01632 960 199')
  await page.click('button:has-text("Save")')
  expect(await page.textContent('main')).toContain('you are ready for referrals')
  await page.goto(`/listings/${group.listingId}`)
  expect(await page.textContent('main')).toContain('Ready for referrals')
  expect(await page.content()).not.toContain('Whitlow')
  expect(complaints).toEqual([])
})

browserTest(
  'refused: a wrong code, no tick and no way to reach them are each said kindly',
  async () => {
    const group = await aGroup('clumsy')
    const { page } = await watchedPage(browser(), { address: house().address, javaScript: false })
    await signIn(page, group.email)
    const ready = `/groups/${group.id}/ready`
    await page.goto(`${ready}/mailbox`)
    await page.click('button:has-text("Send the code")')
    await page.fill('#code', 'abc')
    await page.click('button:has-text("Continue")')
    expect(await page.textContent('.nhsuk-error-summary')).toContain('six digits')
    await page.goto(`${ready}/terms`)
    await page.click('button:has-text("Accept the terms")')
    expect(await page.textContent('.nhsuk-error-summary')).toContain('Tick the box')
    await page.goto(`${ready}/safeguarding`)
    await page.fill('#name', 'Sam')
    await page.click('button:has-text("Save")')
    expect(await page.textContent('.nhsuk-error-summary')).toContain('phone number or an e-mail')
    expect(await page.inputValue('#name')).toBe('Sam')
  },
)

browserTest(
  'secure: for anybody else there is no such page, and nobody signed in is asked',
  async () => {
    const { id } = await aGroup('closed')
    const { page } = await watchedPage(browser(), { address: house().address, javaScript: false })
    await page.goto(`/groups/${id}/ready`)
    expect(page.url()).toContain('/sign-in?next=')
    await signIn(page, 'jean@st-aidans.example')
    const answer = await page.goto(`/groups/${id}/ready/safeguarding`)
    expect(answer?.status()).toBe(404)
  },
)

browserTest(
  'secure: axe finds nothing on the pages of a group, and nothing scrolls sideways',
  async () => {
    const group = await aGroup('looked-at')
    const given = { address: house().address, width: 320 }
    const { page, context } = await watchedPage(browser(), given)
    await signIn(page, group.email)
    await page.goto(`/groups/${group.id}/ready/mailbox`)
    await page.click('button:has-text("Send the code")')
    const ready = `/groups/${group.id}/ready`
    const paths = ['/groups', ready, `${ready}/mailbox`, `${ready}/terms`, `${ready}/safeguarding`]
    for (const path of paths) {
      await page.goto(path)
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect(overflow, path).toBeLessThanOrEqual(0)
      const address = `${house().address}${path}`
      expect(await axeViolations(browser(), address, 320, context), path).toEqual([])
    }
  },
  60_000,
)
