import { demoPassword } from '@waymark/all-in-one'
import { directoryApi } from '@waymark/contracts'
import { callersOf } from '@waymark/testing'
import { expect } from 'vitest'
import { axeViolations, browserTest, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()

browserTest('happy: a link worker types two words and a town, and sees the food bank', async () => {
  const { page, complaints } = await watchedPage(browser(), { address: house().address })
  await page.goto('/find')
  await page.fill('#near', 'Harrowby Vale')
  await page.click('#q')
  await page.keyboard.type('food parcel', { delay: 20 })
  await page.waitForSelector('#results[data-said*="food parcel"]')
  expect(await page.textContent('.wm-card >> nth=0')).toMatch(/food/i)
  const address = new URL(page.url())
  expect(Object.fromEntries(address.searchParams)).toEqual({
    q: 'food parcel',
    near: 'Harrowby Vale',
  })
  expect(await page.evaluate('document.activeElement.id')).toBe('q')
  expect(complaints).toEqual([])
})

browserTest('happy: the address bar shows the same view again in a fresh browser', async () => {
  const first = await watchedPage(browser(), { address: house().address })
  await first.page.goto('/find?near=Saltmere')
  await first.page.click('label:has(#quick-free)')
  await first.page.waitForURL(/free=1/)
  await first.page.check('#day-TU')
  await first.page.waitForSelector('.wm-applied__chip >> nth=1')
  const said = await first.page.getAttribute('#results', 'data-said')
  const second = await watchedPage(browser(), { address: house().address, javaScript: false })
  await second.page.goto(first.page.url())
  expect(await second.page.getAttribute('#results', 'data-said')).toBe(said)
  expect(await second.page.isChecked('#day-TU')).toBe(true)
  expect(await second.page.isChecked('#quick-free')).toBe(true)
})

browserTest(
  'happy: the count is said once for each answer, and going back keeps the place',
  async () => {
    const { page } = await watchedPage(browser(), { address: house().address })
    await page.goto('/find')
    await page.evaluate(`
    window.said = []
    new MutationObserver(() => {
      const text = document.getElementById('announcement').textContent
      if (text) window.said.push(text)
    }).observe(document.getElementById('announcement'), {
      childList: true, characterData: true, subtree: true,
    })
  `)
    await page.click('#q')
    await page.keyboard.type('choir', { delay: 20 })
    await page.waitForSelector('#results[data-said*="choir"]')
    await page.waitForSelector('#announcement:has-text("choir")', { state: 'attached' })
    expect(await page.evaluate('window.said.length')).toBe(1)
    await page.click('.wm-card__link >> nth=0')
    await page.waitForURL(/listings/)
    await page.goBack()
    await page.waitForSelector('#results')
    expect(await page.inputValue('#q')).toBe('choir')
  },
)

browserTest('happy: without JavaScript the same search works, and the listing opens', async () => {
  const given = { address: house().address, javaScript: false }
  const { page, complaints } = await watchedPage(browser(), given)
  await page.goto('/find')
  await page.fill('#q', 'lunch')
  await page.fill('#near', 'Harrowby Vale')
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=lunch/)
  await page.click('.wm-card__link:has-text("Tuesday Lunch Club")')
  expect(await page.textContent('h1')).toContain('Tuesday Lunch Club')
  expect(await page.textContent('main')).toContain('Ready for referrals')
  await page.click('text=Back to search')
  expect(await page.inputValue('#q')).toBe('lunch')
  expect(complaints).toEqual([])
})

browserTest('happy: by keyboard alone, from the address bar to a listing', async () => {
  const { page } = await watchedPage(browser(), { address: house().address })
  await page.goto('/find?q=choir')
  const pressUntil = async (condition: string) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(condition)) return presses + 1
    }
    throw new Error(`Sixty presses of Tab do not reach ${condition}`)
  }
  await pressUntil("document.activeElement.textContent === 'Skip to results'")
  await page.keyboard.press('Enter')
  const presses = await pressUntil("document.activeElement.classList.contains('wm-card__link')")
  expect(presses).toBeLessThan(5)
  await page.keyboard.press('Enter')
  await page.waitForURL(/listings/)
})

browserTest('happy: at least three cards are in view on a laptop', async () => {
  const { page } = await watchedPage(browser(), { address: house().address })
  await page.goto('/find?near=Harrowby+Vale')
  const inView = await page.evaluate(`
    [...document.querySelectorAll('.wm-card')]
      .filter((card) => card.getBoundingClientRect().bottom <= innerHeight).length
  `)
  expect(inView).toBeGreaterThanOrEqual(3)
})

browserTest('happy: nothing scrolls sideways at 320 pixels', async () => {
  const { page } = await watchedPage(browser(), {
    address: house().address,
    width: 320,
    height: 640,
  })
  for (const path of ['/find', '/find?q=zzzzzz&near=nowhere', '/sign-in', '/nothing-here']) {
    await page.goto(path)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
})

browserTest('happy: somebody signs in, is greeted by name, and signs out', async () => {
  const { page, context, complaints } = await watchedPage(browser(), { address: house().address })
  await page.goto('/sign-in')
  await page.fill('#email', 'priya@vale-surgery.example')
  await page.fill('#password', demoPassword)
  await page.click('main form button:has-text("Sign in")')
  await page.waitForURL(/find/)
  expect(await page.textContent('.wm-account')).toContain('Priya')
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await page.click('text=Sign out')
  await page.waitForSelector('text=Sign in')
  expect(await context.cookies()).toEqual([])
  expect(complaints).toEqual([])
})

browserTest(
  'refused: a wrong password keeps the address, says one thing, and takes no sides',
  async () => {
    const { page } = await watchedPage(browser(), { address: house().address })
    await page.goto('/sign-in')
    await page.fill('#email', 'priya@vale-surgery.example')
    await page.fill('#password', 'not-the-password')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.nhsuk-error-summary')
    expect(await page.inputValue('#email')).toBe('priya@vale-surgery.example')
    expect(await page.inputValue('#password')).toBe('')
    expect(await page.title()).toContain('Error:')
  },
)

browserTest(
  'refused: an unknown place keeps the search, says so, and searches the whole area',
  async () => {
    const { page } = await watchedPage(browser(), { address: house().address, javaScript: false })
    await page.goto('/find?q=choir&near=Nowhere-on-the-Wold&within=3')
    expect(await page.textContent('#results')).toContain('We could not find')
    expect(await page.inputValue('#near')).toBe('Nowhere-on-the-Wold')
    expect(await page.inputValue('#within')).toBe('3')
    expect(await page.locator('.wm-card').count()).toBeGreaterThan(0)
  },
)

browserTest(
  'secure: axe finds nothing on any page or state, wide and narrow',
  async () => {
    const everything = callersOf(house().platform, directoryApi).nobody
    const { contents } = await everything.find({ query: { q: 'lunch' } })
    const paths = [
      '/find',
      '/find?q=food&near=Saltmere&free=1',
      '/find?q=zzzzzz',
      '/find?near=nowhere',
      `/listings/${contents[0]?.id}`,
      '/sign-in',
      '/sign-in?as=priya',
      '/nothing-here',
    ]
    for (const path of paths) {
      for (const width of [1280, 320]) {
        expect(
          await axeViolations(browser(), `${house().address}${path}`, width),
          `${path} at ${width}`,
        ).toEqual([])
      }
    }
  },
  120_000,
)

browserTest('secure: the policy of every page forbids what is not ours', async () => {
  for (const path of ['/find', '/sign-in', '/nothing-here']) {
    const { headers } = await fetch(`${house().address}${path}`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy, path).toContain("default-src 'none'")
    expect(policy, path).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})
