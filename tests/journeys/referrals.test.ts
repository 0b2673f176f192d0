import { demoPassword } from '@waymark/all-in-one'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest, watchedPage } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'

const { browser, house } = openJourneys()

const priya = 'priya@vale-surgery.example'
const jean = 'jean@st-aidans.example'

/** A page of somebody signed in, at the first page they look at. */
async function signedIn(email: string, path: string, javaScript = false) {
  const given = { address: house().address, javaScript }
  const watched = await watchedPage(browser(), given)
  const { page } = watched
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`)
  await page.fill('#email', email)
  await page.fill('#password', demoPassword)
  await page.click('main form button:has-text("Sign in")')
  await page.waitForURL(`**${path}`)
  return watched
}

/** Opens the referral whose line in the list says all of these words. */
async function openReferral(page: Page, ...words: readonly string[]): Promise<string> {
  await page.goto('/referrals')
  const lines = words.reduce(
    (found, hasText) => found.filter({ hasText }),
    page.locator('.wm-line-item'),
  )
  await lines.locator('a').click()
  await page.waitForURL(/referrals\/[0-9a-f-]{36}/)
  return new URL(page.url()).pathname
}

browserTest(
  'happy: a group that signs in says yes, and its sender sees it by script within 5 seconds',
  async () => {
    const sender = await signedIn(priya, '/referrals', true)
    await openReferral(sender.page, 'Eira', 'Tuesday Lunch Club')
    await sender.page.click('summary:has-text("What was agreed")')
    const list = await sender.context.newPage()
    await list.goto('/referrals')
    await sender.page.bringToFront()
    const group = await signedIn(jean, '/groups')
    await group.page.click('a:has-text("Referrals to us (2 waiting)")')
    await group.page.click('a:has-text("Eira")')
    expect(await group.page.textContent('main')).not.toContain('Pugh-Lloyd')
    await group.page.fill('#placesLeft', '2')
    await group.page.click('button:has-text("Yes, Eira can come")')
    const soon = { timeout: 5000 }
    await sender.page.waitForSelector('.wm-part:has-text("They said yes on")', soon)
    const said = await sender.page.textContent('#announcement')
    expect(said).toBe('St Aidan’s Community Hall: they said yes')
    expect(await sender.page.isVisible('text=It holds until the referral ends')).toBe(true)
    expect(await group.page.textContent('main')).toContain('Pugh-Lloyd')
    expect(await sender.page.textContent('.wm-part')).toContain('Places they have left: 2.')
    await list.bringToFront()
    const answered = '.wm-lines--answered .wm-line-item:has-text("Eira")'
    await list.waitForSelector(answered, soon)
    expect([...sender.complaints, ...group.complaints]).toEqual([])
  },
  30_000,
)

browserTest('refused: nothing is swapped under somebody who is typing', async () => {
  const { page } = await signedIn(jean, '/groups', true)
  await page.click('a:has-text("Referrals to us")')
  await page.clock.install()
  await page.click('.wm-lines--waitsForYou a')
  await page.waitForSelector('#sent')
  let looks = 0
  page.on('response', (response) => {
    if (response.request().headers()['x-fragment'] === 'live') looks += 1
  })
  const looked = page.waitForResponse((each) => 'x-fragment' in each.request().headers())
  await page.clock.runFor(4000)
  await looked
  expect(looks).toBe(1)
  await page.click('summary:has-text("We have a question first")')
  await page.fill('#question', 'Can she')
  await page.clock.runFor(60_000)
  await page.reload()
  expect(looks).toBe(1)
})

browserTest('happy: what a group told by phone is written down, and counts', async () => {
  const { page } = await signedIn(priya, '/referrals')
  const path = await openReferral(page, 'Jas', 'Tea and Company')
  await page.click('a:has-text("Write down what they told you")')
  await page.click('button:has-text("Keep their answer")')
  const problems = await page.textContent('.nhsuk-error-summary')
  expect(problems).toContain('Choose what the answer is')
  expect(problems).toContain('Enter who told you')
  await page.check('[name=says][value=no]')
  await page.check('[name=reason][value=notEligibleArea]')
  await page.fill('#words', 'Try us when she has moved.')
  await page.click('button:has-text("Keep their answer")')
  expect(await page.inputValue('#words')).toBe('Try us when she has moved.')
  await page.fill('#by', 'Moira')
  await page.click('button:has-text("Keep their answer")')
  expect(new URL(page.url()).pathname).toBe(path)
  const main = await page.textContent('main')
  expect(main).toContain('told to Priya by Moira by phone')
  expect(main).toContain('Lives outside our area')
  expect(main).toContain('Try us when she has moved.')
})

browserTest(
  'refused: an answer that comes second is told of the first, its words kept',
  async () => {
    const { page, context } = await signedIn(priya, '/referrals')
    await openReferral(page, 'Fatuma')
    await page.click('a:has-text("Write down what they told you")')
    const rival = await context.newPage()
    await rival.goto(page.url())
    for (const each of [page, rival]) {
      await each.check('[name=says][value=full]')
      await each.fill('#by', 'Colin')
    }
    await rival.click('button:has-text("Keep their answer")')
    await page.click('button:has-text("Keep their answer")')
    expect(await page.textContent('.nhsuk-error-summary')).toContain('said no already')
    expect(await page.inputValue('#by')).toBe('Colin')
  },
)

browserTest('happy: a question is answered, and it is the group’s turn again', async () => {
  const { page } = await signedIn(priya, '/referrals')
  await openReferral(page, 'Tomek', 'They have a question')
  await page.click('a:has-text("Answer their question")')
  await page.click('button:has-text("Send the answer")')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('Enter some words')
  await page.fill('#words', 'Yes, the flat walk would suit him.')
  await page.click('button:has-text("Send the answer")')
  const main = await page.textContent('main')
  expect(main).toContain('Waiting for an answer')
  expect(main).toContain('Yes, the flat walk would suit him.')
})

browserTest(
  'refused: pressed twice a link is sent once, and three in a day is enough',
  async () => {
    const { page, context } = await signedIn(priya, '/referrals')
    const path = await openReferral(page, 'O’Rourke', 'Warm Space')
    const form = page.locator('form[action$="/again"]')
    const action = `${house().address}${await form.getAttribute('action')}`
    const once = (await form.locator('[name=once]').getAttribute('value')) ?? ''
    const press = (key: string) =>
      context.request.post(action, { form: { once: key }, headers: { origin: house().address } })
    const twice = [
      ...(await Promise.all([press(once), press(once)])),
      await press(once),
      await press(once),
    ]
    expect(twice.map((each) => each.status())).toEqual([200, 200, 200, 200])
    for (const _ of [2, 3]) {
      await page.goto(path)
      await page.click('button:has-text("Send the e-mail again")')
      expect(await page.textContent('[role=alert]')).toContain('sent a fresh link')
    }
    await page.goto(path)
    await page.click('button:has-text("Send the e-mail again")')
    expect(await page.textContent('.nhsuk-error-summary')).toContain('three links in 24 hours')
  },
)

/** The name he goes by, and no day in December. */
const calledDec = /\bDec\b|Declan/

browserTest('happy: sharing stops after one more look, and the group sees nothing', async () => {
  const { page } = await signedIn(priya, '/referrals')
  await openReferral(page, 'O’Rourke', 'Warm Space')
  await page.click('a:has-text("Stop sharing with them")')
  expect(await page.textContent('h1')).toContain('Stop sharing with St Aidan’s Community Hall?')
  await page.click('button:has-text("Stop sharing")')
  const main = await page.textContent('main')
  expect(main).toContain('They can no longer see anything.')
  const group = await signedIn(jean, '/groups')
  await group.page.click('a:has-text("Referrals to us")')
  const seen = await group.page.textContent('main')
  expect(seen).not.toMatch(calledDec)
  await group.page.click('.wm-line-item:has-text("Stopped") a')
  const after = await group.page.textContent('main')
  expect(after).toContain('You can no longer see anything of this person')
  expect(after).not.toMatch(calledDec)
})

browserTest(
  'happy: a referral is ended with its reason, and stands under what has ended',
  async () => {
    const { page } = await signedIn(priya, '/referrals')
    await openReferral(page, 'Margaret', 'Harbour Voices choir')
    await page.click('a:has-text("End this referral")')
    await page.click('button:has-text("End the referral")')
    expect(await page.textContent('.nhsuk-error-summary')).toContain('Choose why it ends')
    await page.check('[name=as][value=declinedByPerson]')
    await page.click('button:has-text("End the referral")')
    expect(await page.textContent('main')).toContain('This referral has ended')
    await page.goto('/referrals?show=ended')
    const ended = '.wm-lines--ended .wm-line-item:has-text("Harbour Voices choir")'
    expect(await page.textContent(ended)).toContain('They decided not to go')
    await page.goto('/referrals?show=open')
    expect(await page.locator('text=Harbour Voices choir').count()).toBe(0)
  },
)

browserTest('secure: who does not follow a referral finds no such page', async () => {
  const { page } = await signedIn(priya, '/referrals')
  const path = await openReferral(page, 'Margaret', 'Saturday Stroll')
  const nobody = await watchedPage(browser(), { address: house().address, javaScript: false })
  await nobody.page.goto(path)
  expect(nobody.page.url()).toContain('/sign-in?next=%2Freferrals%2F')
  for (const email of ['kofi@vale-surgery.example', 'leila@vale-surgery.example']) {
    const other = await signedIn(email, '/referrals')
    for (const address of [path, `${path}/end`, `${path}/ask`]) {
      const answer = await other.page.goto(address)
      expect(answer?.status(), `${email} ${address}`).toBe(404)
      expect(await other.page.content()).not.toContain('Margaret')
    }
  }
  const group = await signedIn(jean, '/groups')
  const elsewhere = await group.page.goto(`${path.replace('referrals', 'groups')}/referrals`)
  expect(elsewhere?.status()).toBe(404)
})

/** Presses Tab until the page says that what is wanted has the focus. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate('document.activeElement.textContent')
    if (String(focused).startsWith(words)) return
  }
  throw new Error(`Sixty presses of Tab do not reach “${words}”.`)
}

browserTest('happy: by keyboard alone, another group is asked with a new agreement', async () => {
  const { page } = await signedIn('leila@vale-surgery.example', '/referrals', true)
  await tabTo(page, 'Glenys')
  await page.keyboard.press('Enter')
  await page.waitForURL(/referrals\/[0-9a-f-]{36}/)
  await tabTo(page, 'Ask another group')
  await page.keyboard.press('Enter')
  await page.waitForURL(/ask$/)
  expect(await page.textContent('main')).toContain('ask again before it is sent')
  expect(await page.locator('.wm-choices > li').count()).toBeGreaterThan(0)
  await tabTo(page, 'Choose this group')
  await page.keyboard.press('Enter')
  await page.waitForURL(/ask\/[0-9a-f-]{36}$/)
  expect(await page.textContent('main')).toContain('May we tell this group some things about you')
  await tabTo(page, 'Send the referral')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.nhsuk-error-summary:has-text("Choose how you asked them")')
  await page.focus('#how')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.waitForURL(/sent=1/)
  const main = await page.textContent('main')
  expect(main).toContain('Their answer shows here')
  expect(main).toContain('They said no')
  expect(await page.locator('.wm-part').count()).toBe(2)
})

browserTest(
  'happy: a group is searched for, and one press sends where that was agreed',
  async () => {
    const { page } = await signedIn(priya, '/referrals')
    await openReferral(page, 'Jas', 'They said no')
    await page.click('a:has-text("Ask another group")')
    expect(await page.textContent('main')).toContain('so one press sends it')
    await page.fill('#q', 'lunch')
    await page.click('button:has-text("Search groups that take referrals")')
    const found = page.locator('section[aria-labelledby=found] li', { hasText: 'Lunch Club' })
    await found.first().locator('button:has-text("Send it to this group")').click()
    await page.waitForURL(/sent=1/)
    expect(await page.locator('.wm-part').first().textContent()).toContain('Lunch Club')
  },
)
