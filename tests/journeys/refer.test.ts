import { demoPassword } from '@waymark/all-in-one'
import { directoryApi } from '@waymark/contracts'
import { readEvents } from '@waymark/db'
import { callersOf } from '@waymark/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest, type Watched, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'
import { type Started, startWaymark } from '../support/start-waymark.ts'

const { browser, house } = openJourneys()

const priya = 'priya@vale-surgery.example'
const leila = 'leila@vale-surgery.example'

interface SignedIn {
  readonly at?: Started
  readonly javaScript?: boolean
  readonly width?: number
}

async function signedIn(email: string, given: SignedIn = {}): Promise<Watched> {
  const { at = house(), javaScript = false, width = 1280 } = given
  const watched = await watchedPage(browser(), { address: at.address, javaScript, width })
  const { page } = watched
  await page.goto('/sign-in?next=%2Freferrals')
  await page.fill('#email', email)
  await page.fill('#password', demoPassword)
  await page.click('main form button:has-text("Sign in")')
  await page.waitForURL('**/referrals')
  return watched
}

async function listingCalled(name: string, at = house()): Promise<string> {
  const { contents } = await callersOf(at.platform, directoryApi).nobody.find({
    query: { q: name, within: 'any' },
  })
  const found = contents.find((card) => card.name === name)
  if (found === undefined) throw new Error('The demo has no such listing.')
  return found.id
}

const press = (page: Page, words: string) => page.click(`main button:has-text("${words}")`)

async function sayWhy(page: Page, reason = 'Has eaten alone since the spring.') {
  await page.fill('#reason', reason)
  await page.fill('#whatMatters', 'A dinner I have not cooked.')
  await press(page, 'Continue')
}

async function sayNoRisksAndAgreed(page: Page) {
  await page.getByLabel('No known risks').check()
  await press(page, 'Continue')
  await page.getByLabel('Face to face').check()
  await press(page, 'Continue')
}

async function typeGlenys(page: Page, familyName = 'Ashdown') {
  await page.fill('#givenName', 'Glenys')
  await page.fill('#familyName', familyName)
  await page.fill('input[name=birthDateDay]', '23')
  await page.fill('input[name=birthDateMonth]', '8')
  await page.fill('input[name=birthDateYear]', '1951')
  await press(page, 'Continue')
}

const ways = [
  { kind: 'with JavaScript', javaScript: true, name: 'Jaswinder', listing: 'Tuesday Lunch Club' },
  { kind: 'without JavaScript', javaScript: false, name: 'Margaret', listing: 'Wednesday Walk' },
]

for (const { kind, javaScript, name, listing } of ways) {
  browserTest(
    `happy: somebody known is referred from a listing in six presses, ${kind}`,
    async () => {
      const { page, complaints } = await signedIn(priya, { javaScript })
      await page.goto(`/listings/${await listingCalled(listing)}`)
      let presses = 0
      const pressed = async (selector: string) => {
        presses += 1
        await page.click(selector)
      }
      await pressed('main a:has-text("Refer somebody")')
      await page.getByLabel(name).check()
      await pressed('main button:has-text("Start")')
      await page.fill('#reason', 'Has eaten alone since the spring.')
      await page.fill('#whatMatters', 'A dinner I have not cooked.')
      await pressed('main button:has-text("Continue")')
      await page.getByLabel('No known risks').check()
      await pressed('main button:has-text("Continue")')
      await page.getByLabel('Face to face').check()
      await pressed('main button:has-text("Continue")')
      expect(await page.textContent('h1')).toBe('Check before you send')
      const seen = await page.textContent('main')
      expect(seen).toContain('Priya, Vale Surgery, 01632 960 160')
      expect(seen).not.toMatch(/999 ?00/)
      await pressed('main button:has-text("Send the referral")')
      expect(presses).toBe(6)
      expect(await page.textContent('main')).toContain('Sent')
      const sentAt = page.url()
      await page.reload()
      expect(page.url()).toBe(sentAt)
      expect(complaints).toEqual([])
    },
  )
}

browserTest('happy: from a person a group is found, and each answer can be changed', async () => {
  const { page } = await signedIn(priya)
  await page.goto('/refer')
  await page.getByLabel('Eira').check()
  await press(page, 'Start')
  expect(await page.inputValue('#near')).toBe('PE23')
  await page.selectOption('#need', 'arts')
  await press(page, 'Search')
  await page.click('button:has-text("Choose this group: Songs We Know")')
  await sayWhy(page)
  await sayNoRisksAndAgreed(page)
  await page.click('a:has-text("Change why")')
  expect(await page.inputValue('#reason')).toBe('Has eaten alone since the spring.')
  await sayWhy(page, 'Sang when she was young.')
  await page.click('a:has-text("Change risks")')
  await page.getByLabel('Yes', { exact: true }).check()
  for (const [words, share] of [
    ['Falls', 'Tell the group'],
    ['A neighbour', 'Ring me first'],
  ] as const) {
    await page.fill('#words', words)
    await page.getByLabel(share).check()
    await press(page, 'Add another')
  }
  await page.click('button:has-text("Take off risk 1")')
  await press(page, 'Continue')
  expect(await page.textContent('h1')).toBe('Check before you send')
  const seen = (await page.textContent('main')) ?? ''
  expect(seen).toContain('Sang when she was young.')
  expect(seen).toContain('Ring the sender before the first meeting')
  expect(seen).not.toContain('Falls')
  await page.click('a:has-text("Change the group")')
  await page.selectOption('#need', 'arts')
  await page.selectOption('#within', 'any')
  await press(page, 'Search')
  await press(page, 'Choose this group: Harbour Voices choir')
  expect(await page.textContent('h1'), 'the yes was for the other group').toContain('agree')
})

browserTest(
  'happy: interrupted at any point, pressing again registers and sends once',
  async () => {
    const stops = ['refer.registered', 'refer.sent']
    const interrupted: string[] = []
    const failpoint = (name: string) => {
      if (!stops.includes(name) || interrupted.includes(name)) return
      interrupted.push(name)
      throw new Error('The process dies here.')
    }
    const at = await startWaymark({ failpoint })
    try {
      const count = async () => ({
        registered: await eventsOf(at.people, 'person.registered'),
        opened: await eventsOf(at.referrals, 'referral.opened'),
      })
      const before = await count()
      const { page } = await signedIn(leila, { at })
      await page.goto(`/refer?listing=${await listingCalled('Tuesday Lunch Club', at)}`)
      await press(page, 'Start')
      await typeGlenys(page)
      await press(page, 'Nobody has asked them yet')
      await sayWhy(page)
      await sayNoRisksAndAgreed(page)
      await press(page, 'Send the referral')
      for (const stop of stops) {
        expect(interrupted.at(-1)).toBe(stop)
        expect(await page.textContent('h1')).toBe('Still sending')
        await page.goto(page.url().replace(/sending$/, 'why'))
        expect(page.url(), 'its answers stand still').toMatch(/sending$/)
        await press(page, 'Look again')
      }
      expect(page.url()).toContain('sent=1')
      const { registered, opened } = before
      expect(await count()).toEqual({ registered: registered + 1, opened: opened + 1 })
    } finally {
      await at.stop()
    }
  },
  60_000,
)

type Kept = Started['people'] | Started['referrals']

async function eventsOf({ db }: Kept, type: string): Promise<number> {
  const { events } = await readEvents(db.reader, { after: 0, limit: 1000, types: [type] })
  return events.length
}

browserTest(
  'refused: what is missing is named on its page, and what was typed is kept',
  async () => {
    const { page } = await signedIn(leila)
    await page.goto(`/refer?listing=${await listingCalled('Tuesday Lunch Club')}`)
    await press(page, 'Start')
    const summary = () => page.textContent('.nhsuk-error-summary')
    await page.fill('#nhsNumber', '123')
    await typeGlenys(page, ' ')
    expect(await summary()).toContain('Enter their family name')
    expect(await summary()).toContain('NHS number of 10 digits')
    expect(await page.inputValue('#givenName')).toBe('Glenys')
    await page.fill('#nhsNumber', '')
    await typeGlenys(page)
    await press(page, 'Continue')
    expect(await summary()).toContain('Say whether it is safe to ring')
    await press(page, 'Nobody has asked them yet')
    await sayWhy(page, 'x'.repeat(151))
    expect(await summary()).toContain('you have 151')
    expect(await page.inputValue('#whatMatters')).toBe('A dinner I have not cooked.')
    await sayWhy(page)
    await press(page, 'Continue')
    expect(await summary()).toContain('Choose whether there are any known risks')
    await page.getByLabel('Yes', { exact: true }).check()
    await press(page, 'Continue')
    expect(await summary()).toContain('Write what the risk is')
    await page.getByLabel('No known risks').check()
    await press(page, 'Continue')
    await press(page, 'Continue')
    expect(await summary()).toContain('Choose how you asked them')
  },
)

browserTest('refused: a group that filled up meanwhile is said before sending', async () => {
  const { page } = await signedIn(priya)
  const listingId = await listingCalled('The Sunday Table')
  await page.goto(`/refer?listing=${listingId}`)
  await page.getByLabel('Jaswinder').check()
  await press(page, 'Start')
  await sayWhy(page)
  await sayNoRisksAndAgreed(page)
  const checkPage = page.url()
  const { operator } = callersOf(house().platform, directoryApi)
  const params = { id: listingId }
  await operator.setPlacesLeft({ params, body: { placesLeft: 0 } })
  await press(page, 'Send the referral')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('is full just now')
  await page.goto(checkPage)
  expect(await page.textContent('.nhsuk-card--warning')).toContain('is full just now')
  expect(await page.locator('main button:has-text("Send the referral")').count()).toBe(0)
  expect(await page.textContent('main')).toContain('Has eaten alone since the spring.')
  await operator.setPlacesLeft({ params, body: { placesLeft: 3 } })
  await page.reload()
  await press(page, 'Send the referral')
  expect(page.url()).toContain('sent=1')
})

browserTest(
  'secure: a journey is its owner’s alone, and nothing typed is in an address',
  async () => {
    const { page } = await signedIn(leila)
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await page.goto(`/refer?listing=${await listingCalled('Tuesday Lunch Club')}`)
    await press(page, 'Start')
    await typeGlenys(page, 'Quillfeather')
    await press(page, 'Nobody has asked them yet')
    const { pathname } = new URL(page.url())
    await page.goto(`${pathname.replace('why', 'group')}?near=PE23+4FV`)
    expect(page.url()).toMatch(/near=PE23$/)
    expect(addresses.slice(0, -2).join('\n')).not.toMatch(/Quill|Glenys|1951/)
    const other = await signedIn(priya)
    for (const way of ['why', 'check', 'group']) {
      const answer = await other.page.goto(pathname.replace('why', way))
      expect(answer?.status(), way).toBe(404)
    }
    const grace = await signedIn('grace@vale-commissioning.example')
    expect((await grace.page.goto('/refer'))?.status()).toBe(403)
    const nobody = await watchedPage(browser(), { address: house().address, javaScript: false })
    await nobody.page.goto(pathname)
    expect(nobody.page.url()).toContain('/sign-in?next=')
  },
)
