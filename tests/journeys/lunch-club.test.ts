import { demoPassword, seedId } from '@waymark/all-in-one'
import { waitFor } from '@waymark/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, type Watched, watchedPage } from '../support/browser.ts'
import { byKeyboard, type Hands, withMouse } from '../support/hands.ts'
import { aRedisServer, noRedis, type RedisServer } from '../support/redis-server.ts'
import { type Started, startWaymark } from '../support/start-waymark.ts'

let browser: Browser | null = null
let redis: RedisServer | undefined
let house: Started | undefined
beforeAll(async () => {
  browser = await openBrowser()
})
afterEach(async () => {
  await house?.stop()
  await redis?.remove()
  redis = undefined
})
afterAll(async () => {
  await browser?.close()
})

interface Way {
  readonly kind: string
  readonly javaScript: boolean
  readonly hands: (page: Page) => Hands
  readonly onRedis?: boolean
}

const ways: readonly Way[] = [
  { kind: 'with JavaScript', javaScript: true, hands: withMouse },
  { kind: 'without JavaScript', javaScript: false, hands: withMouse },
  { kind: 'by keyboard alone', javaScript: true, hands: byKeyboard },
  { kind: 'with Redis between', javaScript: true, hands: withMouse, onRedis: true },
]

async function openHouse({ onRedis = false }: Way): Promise<Started> {
  if (!onRedis) return startWaymark()
  redis = await aRedisServer()
  await redis.start()
  return startWaymark({ env: { REDIS_URL: redis.url } })
}

interface Visitor extends Watched {
  readonly hands: Hands
}

async function visit(way: Way, path: string): Promise<Visitor> {
  if (browser === null || house === undefined) throw new Error('There is nothing to visit with.')
  const { javaScript } = way
  const watched = await watchedPage(browser, { address: house.address, javaScript })
  await watched.page.goto(path)
  return { ...watched, hands: way.hands(watched.page) }
}

/** The newest link or code that the demo's mailbox holds for a group. */
async function fromMailbox(wanted: RegExp, not: readonly string[] = []): Promise<string> {
  return waitFor('the e-mail in the mailbox', async () => {
    const html = await (await fetch(`${house?.address}/mailbox`)).text()
    return [...html.matchAll(wanted)].map(([, found]) => found ?? '').find((f) => !not.includes(f))
  })
}
const links = /href="[^"]*(\/answer\/referral\/[\w-]{64})"/g
const codes = />(\d{6})</g

const main = async ({ page }: Visitor) => (await page.textContent('main')) ?? ''

const at = (path: RegExp) => (address: URL) => path.test(address.pathname)

/** Priya refers Tomek from the lunch club's page. */
async function refer({ page, hands }: Visitor): Promise<void> {
  await hands.type('E-mail', 'priya@vale-surgery.example')
  await hands.type('Password', demoPassword)
  await hands.press('Sign in')
  await page.waitForURL(at(/^\/listings/))
  await hands.press('Refer somebody')
  await page.waitForURL(at(/^\/refer$/))
  await hands.choose('Tomasz')
  await hands.press('Start')
  await page.waitForURL(/why$/)
  await hands.type('Why', 'Has eaten alone since the spring.')
  await hands.type('What matters', 'A dinner I have not cooked.')
  await hands.press('Continue')
  await page.waitForURL(/risks$/)
  await hands.choose('No known risks')
  await hands.press('Continue')
  await page.waitForURL(/agreement$/)
  await hands.choose('Face to face')
  await hands.choose('This group, and others like it')
  await hands.press('Continue')
  await page.waitForURL(/check$/)
  await hands.press('Send the referral')
  await page.waitForURL(/sent=1/)
}

/** The group's leader opens the link from her e-mail, and presses its button. */
async function openLink(
  way: Way,
  not: readonly string[] = [],
): Promise<Visitor & { link: string }> {
  const link = await fromMailbox(links, not)
  const leader = await visit(way, link)
  expect(await main(leader)).not.toContain('Tomek')
  await leader.hands.press('See the referral')
  await leader.page.waitForSelector('h1:has-text("Can Tomek come?")')
  expect(await main(leader)).not.toContain('Wiśniewski')
  return { ...leader, link }
}

describe.each(ways)('a referral that is answered from an e-mail, $kind', (way) => {
  const missing = way.onRedis === true ? noRedis() : null
  const journey = missing === null ? browserTest : browserTest.skip
  journey(
    `happy: full, the next group is asked with one press, and says yes ${missing ?? ''}`,
    async () => {
      house = await openHouse(way)
      const listing = `/listings/${seedId('demo listing lunch-club-st-aidans')}`
      const sender = await visit(way, `/sign-in?next=${encodeURIComponent(listing)}`)
      await refer(sender)
      expect(await main(sender)).toContain('Tuesday Lunch Club')
      const referral = new URL(sender.page.url()).pathname

      const first = await openLink(way)
      await first.hands.press('No, we are full just now')
      await first.page.waitForSelector('h1:has-text("Thank you")')
      expect(await main(first)).not.toContain('Tomek')

      if (way.javaScript) {
        await sender.page.waitForSelector('.wm-part:has-text("They said no")', { timeout: 5000 })
      }
      await sender.page.goto(referral)
      expect(await main(sender)).toContain('We are full')
      await sender.hands.press('Ask another group')
      await sender.page.waitForURL(/ask/)
      expect(await sender.page.locator('.wm-choices > li').count()).toBe(3)
      const chosen = (await sender.page.textContent('.wm-choices > li h3')) ?? ''
      await sender.hands.press('Send it to this group')
      await sender.page.waitForURL(/sent=1/)
      expect(await main(sender)).toContain(chosen.trim())

      const second = await openLink(way, [first.link])
      await second.hands.type('Places left', '2')
      await second.hands.press('Yes, Tomek can come')
      await second.page.waitForSelector('h1:has-text("Tomek can come")')
      await second.hands.press('Send the code')
      await second.page.waitForSelector('#code')
      await second.hands.type('Code from the e-mail', await fromMailbox(codes))
      await second.hands.press('Show how to reach them')
      await second.page.waitForSelector('text=Wiśniewski')
      expect(await main(second)).toContain('07700 900 402')
      expect(await main(second)).toContain('A dinner I have not cooked.')
      await second.page.reload()
      expect(await main(second)).toContain('Wiśniewski')

      await sender.page.goto(referral)
      expect(await main(sender)).toContain('They said yes')
      await sender.page.goto('/find?q=Tuesday+Lunch+Club')
      const card = `article[aria-labelledby="listing-${listing.split('/').at(-1)}"]`
      expect(await sender.page.textContent(card)).toContain('Full, said today')
      await first.page.goto(first.link)
      expect(await main(first)).not.toContain('Tomek')
      const complaints = [sender, first, second].flatMap((each) => each.complaints)
      expect(complaints).toEqual([])
    },
    90_000,
  )
})
