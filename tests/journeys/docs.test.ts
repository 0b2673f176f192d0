import { expect, test } from 'vitest'
import { browserTest, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()
const get = (path: string) => fetch(`${house().address}${path}`)

test('happy: without JavaScript the page leads to the document of each service', async () => {
  const html = await (await get('/api/docs?service=referrals')).text()
  expect(html).toContain('href="/api/docs/referrals.json"')
  for (const service of ['directory', 'people', 'care-plans', 'notifications', 'identity']) {
    expect(html).toContain(`href="/api/docs?service=${service}"`)
    const document = await get(`/api/docs/${service}.json`)
    expect(await document.json()).toMatchObject({
      openapi: '3.1.0',
      info: { title: `Waymark ${service}` },
    })
  }
})

test.each(['?service=web', '/web.json', '/package.json', '/..%2fpackage.json', '/swagger-ui.js'])(
  'refused: %s is not there',
  async (rest) => {
    const answer = await get(`/api/docs${rest}`)
    expect(answer.status).toBe(404)
  },
)

test('secure: the page runs no script but its own, and sends nothing', async () => {
  const policy = (await get('/api/docs')).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("form-action 'none'")
  expect(policy).not.toContain('unsafe')
})

browserTest('happy: it shows every operation, from this machine alone', async () => {
  for (const width of [1280, 320]) {
    const { page, context, complaints } = await watchedPage(browser(), {
      ...{ address: house().address, width },
    })
    await page.goto('/api/docs?service=referrals')
    await page.waitForSelector('.opblock')
    expect(await page.locator('.opblock').count()).toBeGreaterThan(20)
    await page.locator('.opblock-summary-control').first().click()
    await page.waitForSelector('.opblock.is-open .responses-wrapper')
    expect(await page.locator('.try-out__btn').count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  }
})
