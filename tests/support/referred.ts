import { seedId } from '@waymark/all-in-one'
import { referralsApi } from '@waymark/contracts'
import { callersOf } from '@waymark/testing'
import type { Page } from 'playwright-core'
import { watchedPage } from './browser.ts'
import type { Journeys } from './journeys.ts'
import { signIn } from './phone.ts'

/** The demo's sign-ins that these journeys need. */
export const emails = {
  priya: 'priya@vale-surgery.example',
  jean: 'jean@st-aidans.example',
  kofi: 'kofi@vale-surgery.example',
} as const
type Who = keyof typeof emails

export const organisation = seedId('demo organisation st-aidans')
/** Referrals of the demo, and the group's part of each that these journeys turn on. */
export const parts = {
  eira: seedId('demo referral eira-lunch step 1'),
  declan: seedId('demo referral declan-warm-space 1'),
  choir: seedId('demo referral margaret-choir 1'),
  tomasz: seedId('demo referral tomasz-walk 1'),
} as const
export const referrals = {
  eira: seedId('demo referral eira-lunch'),
  declan: seedId('demo referral declan-warm-space'),
  choir: seedId('demo referral margaret-choir'),
} as const

export const main = async (page: Page) => (await page.textContent('main')) ?? ''
export const press = (page: Page, words: string) => page.click(`main button:has-text("${words}")`)
export const follow = (page: Page, words: string) => page.click(`main a:has-text("${words}")`)

/** Who sends people and who runs a group, by the services and by the pages. */
export function openReferred({ browser, house }: Journeys) {
  const as = () => callersOf(house().platform, referralsApi)
  const jean = () =>
    as().user('organisationManager', {
      organisationId: organisation,
      userId: seedId('demo account jean'),
    })
  return {
    priya: () => as().user('linkWorker', { userId: seedId('demo account priya') }),
    jean,
    /** St Aidan’s says yes, unless it has. */
    async sayYes(part: 'eira' | 'declan'): Promise<void> {
      const params = { id: parts[part] }
      const { state } = await jean().readForGroup({ params })
      if (state === 'accepted') return
      await jean().answerForGroup({ params, body: { answer: { says: 'yes', placesLeft: null } } })
    },
    /** A page of somebody signed in, at the first page they look at. */
    async signedIn(who: Who, path: string, javaScript = false) {
      const watched = await watchedPage(browser(), { address: house().address, javaScript })
      await signIn(watched.page, emails[who], path)
      return watched
    },
    /** The same where axe may look too. */
    async soundPage(who: Who, path: string): Promise<Page> {
      const context = await browser().newContext({ bypassCSP: true, baseURL: house().address })
      const page = await context.newPage()
      await signIn(page, emails[who], path)
      return page
    },
  }
}
