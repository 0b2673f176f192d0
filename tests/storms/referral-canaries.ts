import type { Referral, ReferralGiven, Registration } from '@waymark/contracts'
import { addDays, isNhsNumber } from '@waymark/core'
import { aContact, anAgreement, aPerson } from '@waymark/testing'

/** What is said of somebody besides: asked, answered and told, in their plan and of it. */
const sayings = [
  ...(['question', 'answer', 'no', 'goal', 'entry', 'step'] as const),
  ...(['report', 'correction', 'says', 'rates'] as const),
]

/** Somebody whose every word is found nowhere by chance. */
export interface Canary {
  readonly registration: Registration
  readonly words: Readonly<Record<(typeof sayings)[number] | 'teller', string>>
  readonly mailbox: string
  wish(listingId: string, about: ReferralGiven['about'], askedOn: string): ReferralGiven
}

const firsts = [
  ...(['Wren', 'Plover', 'Siskin', 'Dunnock', 'Twite'] as const),
  ...(['Fieldfare', 'Redpoll', 'Whinchat', 'Bittern', 'Gadwall'] as const),
]
const lasts = ['quill', 'moss', 'thorn', 'fen', 'fallow'] as const
const birds = lasts.flatMap((last) => firsts.map((first) => `${first}${last}`))

/** Invented: numbers that begin with 999 are given to nobody. */
const nhsNumbers = Array.from({ length: 2_000 }, (_, number) => String(9_990_060_000 + number))
  .filter(isNhsNumber)
  .slice(0, birds.length)

/** Fifty people to take through everything. The demo's own are left in peace. */
export const canaries: readonly Canary[] = birds.map((bird, index) => {
  const say = (what: string) => `${bird} ${what} canary`
  const mailbox = `heron${index}@home.example`
  const number = 700 + index
  const contact = aContact({
    phone: { safe: true, number: `01632 960 ${number}` },
    text: { safe: false, number: `07700 900 ${number}` },
    email: { safe: true, address: mailbox },
    ...{ post: { safe: true, address: say('post') }, note: say('contact note') },
  })
  const communication = {
    ...{ language: 'en', interpreter: false, formats: [], note: say('communication') },
  }
  const words = sayings.map((what) => [what, say(what)] as const)
  return {
    mailbox,
    registration: {
      ...aPerson({
        ...{ givenName: `Ada-${bird}`, familyName: `Mc${bird}`, knownAs: `${bird}y` },
        ...{ birthDate: addDays('1930-07-19', index * 37), address: say('door'), communication },
        nhsNumber: { digits: nhsNumbers[index] ?? '', tracing: 'verified' },
        postcode: `PE23 4${'ABDEFGHJLN'[index % 10]}${'QRSTU'[Math.floor(index / 10)]}`,
      }),
      contact,
    },
    // Every saying has been given its words just above.
    words: { ...Object.fromEntries(words), teller: `Pat ${bird}` } as Canary['words'],
    wish: (listingId, about, askedOn) => ({
      ...{ about, listingId, need: 'company', reason: say('reason') },
      ...{ needToKnow: say('need to know'), whatMatters: say('what matters') },
      risks: { known: 'some', list: [{ words: say('risk'), share: 'tellGroup' }] },
      agreement: anAgreement({ askedOn, scope: 'similarGroups' }),
    }),
  }
})

/** Each name and word holds one of these; numbers are looked for as typed, bare and in groups. */
export const personWords: readonly string[] = [
  ...birds.flatMap((bird) => [bird, bird.toLowerCase()]),
  ...canaries.flatMap(({ registration: { contact, nhsNumber, birthDate, postcode } }) => {
    const { phone, text } = contact ?? {}
    const digits = nhsNumber?.digits ?? ''
    const numbers = [phone?.number ?? '', text?.number ?? '', `${postcode}`]
    const grouped = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join(' ')
    const bare = numbers.map((number) => number.replaceAll(' ', ''))
    return [...numbers, ...bare, digits, grouped, birthDate]
  }),
]

/** Where they are written to: an e-mail bears it, and an account is signed in to with it. */
export const mailboxes: readonly string[] = canaries.map(({ mailbox }) => mailbox)

export function latestPart({ assignments }: Referral): string {
  return String(assignments[0]?.id)
}
