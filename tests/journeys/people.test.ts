import { demoPassword } from '@waymark/all-in-one'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeViolations, browserTest, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()

const linkWorker = 'priya@vale-surgery.example'
const colleague = 'kofi@vale-surgery.example'
const coordinator = 'elin@vale-surgery.example'
const practitioner = 'leila@vale-surgery.example'

async function open(email: string, next: string, given: { width?: number; script?: boolean } = {}) {
  const { width = 1280, script = false } = given
  const options = { address: house().address, width, javaScript: script }
  const watched = await watchedPage(browser(), options)
  const { page } = watched
  await page.goto(next)
  await page.fill('#email', email)
  await page.fill('#password', demoPassword)
  await page.click('main form button:has-text("Sign in")')
  await page.waitForURL((url) => url.pathname === next)
  return watched
}

async function typeBirth(page: Page, [day, month, year]: readonly [string, string, string]) {
  await page.fill('[name=birthDateDay]', day)
  await page.fill('[name=birthDateMonth]', month)
  await page.fill('[name=birthDateYear]', year)
}

async function typePerson(page: Page, familyName: string): Promise<void> {
  await page.fill('#givenName', 'Glenys')
  await page.fill('#familyName', familyName)
  await typeBirth(page, ['23', 'August', '1951'])
  await page.fill('#postcode', 'PE23 4FV')
}

/** Registers somebody, and answers with the address of their page. */
async function register(page: Page, familyName: string): Promise<string> {
  await page.goto('/people/new')
  await typePerson(page, familyName)
  await page.click('main button:has-text("Register")')
  return new URL(page.url()).pathname
}

async function sayContact(page: Page): Promise<void> {
  for (const way of ['phone', 'askedAlone']) await page.check(`[name=${way}][value=yes]`)
  for (const way of ['messageSafe', 'text', 'email', 'post']) {
    await page.check(`[name=${way}][value=no]`)
  }
  await page.fill('#phoneNumber', '01632 960 455')
  await page.check('#askedOn')
}

const mainOf = (page: Page) => page.textContent('main')

browserTest('happy: a new person is registered, and how to reach them stands on top', async () => {
  const { page, complaints } = await open(linkWorker, '/people')
  await page.click('main a:has-text("Register a person")')
  await typePerson(page, 'Ashdown')
  await page.click('main button:has-text("Register")')
  expect(await mainOf(page)).toContain('Nobody has asked yet')
  await page.click('a:has-text("Write down what they say")')
  await sayContact(page)
  await page.click('main button:has-text("Save")')
  const rule = await page.textContent('.wm-rule')
  expect(rule).toContain('01632 960 455')
  expect(rule).toContain('Asked alone')
  await page.goto('/people')
  expect(await mainOf(page)).toContain('Glenys Ashdown')
  expect(complaints).toEqual([])
})

browserTest('happy: my people begin with who is overdue, each in words', async () => {
  const { page } = await open(linkWorker, '/people')
  const first = await page.textContent('.wm-people__item >> nth=0')
  expect(first).toContain('Overdue')
  expect(await mainOf(page)).toContain('waiting for an answer until')
})

browserTest('happy: three identifiers find a person, by keyboard alone, with script', async () => {
  const owner = await open(linkWorker, '/people')
  const address = await register(owner.page, 'Ketteridge')
  const { page, complaints } = await open(colleague, '/people/find', { script: true })
  await page.focus('#familyName')
  for (const part of ['Ketteridge', '23', '8', '1951', '', 'pe23 4fv']) {
    await page.keyboard.type(part)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.waitForURL(/people\/[0-9a-f-]{36}$/)
  expect(address).toContain(new URL(page.url()).pathname)
  expect(complaints).toEqual([])
})

browserTest('refused: nobody found, and nothing typed is lost or in an address', async () => {
  const { page } = await open(linkWorker, '/people/find')
  await page.fill('#familyName', 'Nonesuch')
  await typeBirth(page, ['31', '2', '1950'])
  await page.click('main button:has-text("Find")')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('Enter the day they were born')
  expect(await page.inputValue('#familyName')).toBe('Nonesuch')
  await typeBirth(page, ['28', '2', '1950'])
  await page.fill('#postcode', 'LS1 4AP')
  await page.click('main button:has-text("Find")')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('We find nobody')
  expect(await page.inputValue('#postcode')).toBe('LS1 4AP')
  await page.click('.nhsuk-error-summary a')
  expect(new URL(page.url())).toMatchObject({ pathname: '/people/new', search: '' })
})

browserTest(
  'refused: of two who change it at once the later sees both, and loses nothing',
  async () => {
    const { page, context } = await open(linkWorker, '/people')
    const address = (await register(page, 'Thwaite')).replace(/\?.*/, '')
    const other = await context.newPage()
    for (const each of [page, other]) {
      await each.goto(`${address}/contact`)
      await sayContact(each)
    }
    await other.fill('#contactNote', 'Not before ten.')
    await other.click('main button:has-text("Save")')
    await page.fill('#contactNote', 'Only on Tuesdays.')
    await page.click('main button:has-text("Save")')
    expect(await page.textContent('#changed')).toContain('Not before ten.')
    expect(await page.inputValue('#contactNote')).toBe('Only on Tuesdays.')
    await page.click('main button:has-text("Save")')
    expect(await page.textContent('.wm-rule')).toContain('Only on Tuesdays.')
    await page.goto(`${address}/details`)
    await page.fill('#knownAs', 'Glen')
    await page.click('main button:has-text("Save")')
    expect(await page.textContent('h1')).toBe('Glenys (Glen) Thwaite')
  },
)

browserTest('secure: a practitioner learns no more than what they typed', async () => {
  const owner = await open(linkWorker, '/people')
  await register(owner.page, 'Underhill')
  const { page } = await open(practitioner, '/people/new')
  await typePerson(page, 'Underhill')
  await page.click('main button:has-text("Register")')
  expect(new URL(page.url()).pathname).toMatch(/^\/people\/entries\//)
  expect(await mainOf(page)).toContain('This is what you typed.')
  expect((await page.goto('/people/find'))?.status()).toBe(404)
  expect((await page.goto('/matches'))?.status()).toBe(404)
})

browserTest('secure: a record is for those who work with the person, signed in', async () => {
  const owner = await open(linkWorker, '/people')
  const address = (await register(owner.page, 'Yardley')).replace(/\?.*/, '')
  const { page } = await watchedPage(browser(), { address: house().address, javaScript: false })
  await page.goto(address)
  expect(page.url()).toContain('/sign-in?next=')
  const stranger = await open(coordinator, '/people')
  for (const path of [address, `${address}/contact`, `${address}/details`]) {
    expect((await stranger.page.goto(path))?.status(), path).toBe(404)
  }
})

browserTest('happy: two records are settled by somebody who compared them', async () => {
  const { page } = await open(coordinator, '/matches')
  const waiting = await page.locator('.wm-line-item').count()
  expect(waiting).toBeGreaterThan(0)
  await page.click('.wm-line-item__name >> nth=0')
  await page.check('[name=answer][value=different]')
  await page.click('main button:has-text("Settle it")')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('Tick the box')
  expect(await page.isChecked('[name=answer][value=different]')).toBe(true)
  await page.check('#sure')
  await page.click('main button:has-text("Settle it")')
  expect(await mainOf(page)).toContain('Settled.')
  expect(await page.locator('.wm-line-item').count()).toBe(waiting - 1)
})

browserTest(
  'secure: axe finds nothing on the pages about people, and nothing scrolls sideways',
  async () => {
    const { page, context } = await open(linkWorker, '/people', { width: 320 })
    const address = (await register(page, 'Lookedat')).replace(/\?.*/, '')
    const paths = ['/people', '/people/find', '/people/new']
    for (const path of [...paths, address, `${address}/contact`, `${address}/details`]) {
      await page.goto(path)
      const at = `${house().address}${path}`
      expect(await axeViolations(browser(), at, 320, context), path).toEqual([])
      await noSideways(page, path)
    }
    for (const path of ['/people/find', '/people/new', `${address}/contact`]) {
      await page.goto(path)
      await page.click('main form button')
      expect(await page.title()).toMatch(/^Error: /)
      for (const link of await page.locator('.nhsuk-error-summary a').all()) {
        const field = await link.getAttribute('href')
        expect(await page.locator(`${field}`).count(), `${path} ${field}`).toBe(1)
      }
      await noSideways(page, path)
    }
  },
  60_000,
)

async function noSideways(page: Page, path: string): Promise<void> {
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  expect(overflow, path).toBeLessThanOrEqual(0)
}
