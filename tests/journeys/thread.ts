import { waitFor } from '@waymark/testing'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { watchedPage } from '../support/browser.ts'
import type { OperatorAt } from '../support/operator-at.ts'
import { signIn } from '../support/phone.ts'
import { choose, follow, press, text } from '../support/plan-hands.ts'
import { emails, organisation } from '../support/referred.ts'

/** A house with its demo, wherever its processes are, and somebody whom nobody there knows yet. */
export interface Thread {
  readonly browser: Browser
  /** Where the pages are. */
  readonly address: string
  readonly operator: OperatorAt
  readonly javaScript: boolean
  readonly person: Person
}

interface Person {
  readonly first: string
  readonly last: string
  readonly email: string
  /** What they want, in their own words. */
  readonly goal: string
}

export const glenys: Person = {
  first: 'Glenys',
  last: 'Ashdown',
  email: 'glenys@home.example',
  goal: 'I want to laugh at a table again.',
}

export const idwal: Person = {
  first: 'Idwal',
  last: 'Thorley',
  email: 'idwal@home.example',
  goal: 'Dw i isio cwmni dros ginio.',
}

/** Somebody at a page, and what must stay empty. */
type Open = (email: string | null, path: string) => Promise<Page>

const groupWords = 'Saved a seat for a newcomer and taught her whist.'
const ownWords = 'I slept well on Tuesday. Nobody asked me to hurry.'

/**
 * From a search to the person's own yes and the end of all sharing, by the pages and the e-mails
 * alone, as four people: the link worker, whoever reads the group's mail, its manager, the person.
 */
export async function walkThread(thread: Thread): Promise<void> {
  const { browser, address, javaScript, person, operator } = thread
  const complaints: string[][] = []
  const open: Open = async (email, path) => {
    const watched = await watchedPage(browser, { address, javaScript })
    complaints.push(watched.complaints)
    if (email === null) await watched.page.goto(path)
    else await signIn(watched.page, email, path)
    return watched.page
  }
  const priya = await open(emails.priya, '/find')
  const listing = await findLunchClub(priya)
  const record = await register(priya, person)
  const goal = await beginPlan(priya, record, person)
  const before = await linksInMailbox(address)
  const referral = await refer(priya, listing, person)
  await linkToGoal(priya, goal)

  const link = await newLink(address, before)
  const group = await open(null, '/mailbox')
  await answerFromMail(group, link, person)
  await tickRegister(await open(emails.jean, '/groups'), person)
  const personId = record.split('/').at(-1) ?? ''
  await operator.letSignIn({ personId, name: person.first, email: person.email })
  await sayWhatHappened(group, link)

  await expectMailThatRevealsNothing(await open(null, '/mailbox'), person)
  const own = await open(person.email, '/mine')
  await answerOwn(own, person)
  await seeBothParts(priya, referral, person)
  await finish(priya, referral)
  await expectInCriteria(priya, record)
  await seeGone(group, link)
  await stopEverything({ priya, own, group }, { address, person })
  expect(complaints.flat()).toEqual([])
}

async function findLunchClub(page: Page): Promise<string> {
  await page.goto('/find?q=lunch+club&near=Harrowby+Vale')
  await follow(page, 'Tuesday Lunch Club')
  expect(await page.textContent('h1')).toContain('Tuesday Lunch Club')
  return page.url()
}

/** Somebody new, with one safe way of reaching them. Gives the address of the record. */
async function register(page: Page, { first, last, email }: Person): Promise<string> {
  await page.goto('/people/new')
  await page.fill('#givenName', first)
  await page.fill('#familyName', last)
  await page.fill('input[name=birthDateDay]', '23')
  await page.fill('input[name=birthDateMonth]', '8')
  await page.fill('input[name=birthDateYear]', '1951')
  await press(page, 'Register')
  expect(await text(page)).toContain('Registered.')
  const record = new URL(page.url()).pathname
  await follow(page, 'Write down what they say')
  for (const way of ['phone', 'text', 'post', 'messageSafe']) await choose(page, way, 'no')
  for (const way of ['email', 'askedAlone']) await choose(page, way, 'yes')
  await page.fill('#emailAddress', email)
  await page.getByLabel('Today').check()
  await press(page, 'Save')
  expect(await text(page)).toContain('Saved: how to reach them safely.')
  return record
}

/** A plan with one goal, in the person's words. Gives the address of the goal. */
async function beginPlan(page: Page, record: string, { goal }: Person): Promise<string> {
  await page.goto(`${record}/plan`)
  await press(page, 'Begin a plan')
  await page.goto(`${record}/plan/goals`)
  await follow(page, 'Add a goal')
  await page.fill('#words', goal)
  await choose(page, 'wording', 'verbatim')
  await choose(page, 'agreedByPerson', 'yes')
  await page.fill('#agreedWith', 'Priya')
  await press(page, 'Save')
  expect(await text(page)).toContain(goal)
  return new URL(page.url()).pathname
}

/** From a group's page, of somebody known. Gives the address of the referral. */
async function refer(page: Page, listing: string, { first }: Person): Promise<string> {
  await page.goto(listing)
  await follow(page, 'Refer somebody')
  await page.getByLabel(first).check()
  await press(page, 'Start')
  await page.fill('#reason', 'Has eaten alone since the spring.')
  await page.fill('#whatMatters', 'A dinner I have not cooked.')
  await press(page, 'Continue')
  await page.getByLabel('No known risks').check()
  await press(page, 'Continue')
  await page.getByLabel('Face to face').check()
  await press(page, 'Continue')
  expect(await page.textContent('h1')).toBe('Check before you send')
  await press(page, 'Send the referral')
  expect(await text(page)).toContain('Sent')
  return new URL(page.url()).pathname
}

async function linkToGoal(page: Page, goal: string): Promise<void> {
  await page.goto(goal)
  await press(page, 'Link it')
  expect(await text(page)).toContain('Linked to this goal.')
}

const links = /\/answer\/referral\/[\w-]{64}/g

async function linksInMailbox(address: string): Promise<string[]> {
  const html = await (await fetch(`${address}/mailbox`)).text()
  return [...new Set(html.match(links) ?? [])]
}

function newLink(address: string, before: readonly string[]): Promise<string> {
  return waitFor('the e-mail to the group', async () =>
    (await linksInMailbox(address)).find((link) => !before.includes(link)),
  )
}

async function answerFromMail(page: Page, link: string, { first, last }: Person): Promise<void> {
  await page.reload()
  await page.click(`a[href$="${link}"]`)
  expect(await page.textContent('h1')).toBe('Somebody would like to come')
  expect(await text(page)).not.toContain(first)
  await press(page, 'See the referral')
  expect(await text(page)).toContain(first)
  expect(await text(page)).not.toContain(last)
  await press(page, `Yes, ${first} can come`)
  expect(await page.textContent('h1')).toBe(`${first} can come. Thank you`)
}

/** Today, on the register of the group's own pages; only a finished register is told. */
async function tickRegister(page: Page, { first }: Person): Promise<void> {
  await page.goto(`/groups/${organisation}/referrals`)
  await follow(page, 'Registers: tick who came')
  await follow(page, 'Tuesday Lunch Club')
  const person = page.locator('.wm-register__person', { hasText: first })
  await person.locator('button:text-is("Came")').click()
  expect(await person.locator('[aria-pressed=true]').textContent()).toBe('✓ Came')
  await press(page, 'Finish the register')
  expect(await text(page)).toContain('The register is finished.')
}

async function sayWhatHappened(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.click('#say')
  await page.check('text=They are still coming')
  await page.fill('#timesCame', '1')
  await page.fill('#text', groupWords)
  await press(page, 'Tell them')
  expect(await text(page)).toContain('Thank you. They can see what you said.')
}

/** It says that there is something to read, and nothing of whom or about what. */
async function expectMailThatRevealsNothing(page: Page, person: Person): Promise<void> {
  const message = page.locator('.wm-message', { hasText: person.email })
  await waitFor('the e-mail to the person', async () => {
    await page.goto('/mailbox')
    return (await message.count()) > 0
  })
  const said = (await message.first().textContent()) ?? ''
  expect(said).toContain('There is something new for you to look at')
  expect(said).toContain('/mine')
  const withoutAddress = said.replaceAll(person.email, '')
  for (const word of [person.first, person.last, person.goal, groupWords, 'Lunch', 'St Aidan']) {
    expect(withoutAddress).not.toContain(word)
  }
}

/** What the group says stands beside the goal; the person’s yes alone moves it. */
async function answerOwn(page: Page, { goal }: Person): Promise<void> {
  await page.reload()
  expect(await text(page)).toContain(goal)
  expect(await text(page)).toContain(groupWords)
  expect(await text(page)).toContain('You have not said yet')
  await follow(page, 'Say what you think')
  expect(await text(page)).toMatch(/Nobody reads this straight away.*999.*111.*116 123/s)
  await choose(page, 'says', 'yes')
  await choose(page, 'score', '7')
  await page.fill('#words', ownWords)
  await choose(page, 'tell', 'yes')
  await press(page, 'Send what I think')
  const mine = (await text(page)) ?? ''
  expect(mine).toContain('You say: yes')
  expect(mine).toContain('7 out of 10')
  expect(mine).toContain(ownWords)
}

/** Two labelled halves: neither is taken for the other. */
async function seeBothParts(page: Page, referral: string, { first }: Person): Promise<void> {
  await waitFor('the answer at the sender', async () => {
    await page.goto(referral)
    return (await text(page))?.includes(ownWords)
  })
  expect(await text(page)).toContain('Came once:')
  const [said, answered] = [page.locator('.wm-said').first(), page.locator('.wm-said--person')]
  expect(await said.textContent()).toMatch(/^The group says/)
  expect(await said.textContent()).toContain(groupWords)
  expect(await said.textContent()).not.toContain(ownWords)
  expect(await answered.textContent()).toMatch(new RegExp(`^${first} says`))
  expect(await answered.textContent()).toContain('They give it 7 out of 10.')
}

async function finish(page: Page, referral: string): Promise<void> {
  await page.goto(referral)
  await follow(page, 'Finish this referral')
  await press(page, 'Finish the referral')
  expect(await text(page)).toContain('They can no longer see anything.')
}

async function expectInCriteria(page: Page, record: string): Promise<void> {
  await page.goto(`${record}/plan/criteria`)
  const agreed = 'There is a goal that they and somebody else agreed.'
  expect(await text(page)).toMatch(new RegExp(`agreed together\\.Met.*${agreed}`))
}

async function seeGone(page: Page, link: string): Promise<void> {
  await page.goto(link)
  expect(await page.textContent('h1')).toBe('There is nothing more to do')
}

interface Everybody {
  readonly priya: Page
  readonly own: Page
  readonly group: Page
}

/** Another group is asked; before it answers, the person stops everything. */
async function stopEverything(
  { priya, own, group }: Everybody,
  { address, person }: Pick<Thread, 'address' | 'person'>,
): Promise<void> {
  await priya.goto('/find?q=wednesday+walk&near=Harrowby+Vale')
  await follow(priya, 'Wednesday Walk')
  const before = await linksInMailbox(address)
  const referral = await refer(priya, priya.url(), person)
  const link = await newLink(address, before)
  await own.goto('/mine/who-can-see')
  await follow(own, 'Stop everything')
  await press(own, 'Yes, stop sharing')
  expect(await own.textContent('h1')).toBe('Everything has stopped')
  expect(await text(own)).toContain('Wednesday Walk can see nothing about you.')
  expect(await text(own)).toContain('Nothing new that they write comes into your plan.')
  await seeGone(group, link)
  await priya.goto(referral)
  expect(await text(priya)).toContain('They can no longer see anything.')
  await own.goto('/mine')
  expect(await text(own)).toContain(ownWords)
}
