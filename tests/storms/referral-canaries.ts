import type { Referral, ReferralGiven, Registration } from '@waymark/contracts'
import { aContact, anAgreement, aPerson } from '@waymark/testing'

/** Somebody whose every word is found nowhere by chance. */
export interface Canary {
  readonly registration: Registration
  /** What is said of them besides: asked, answered and told. */
  readonly words: Readonly<Record<'question' | 'answer' | 'no' | 'teller', string>>
  wish(listingId: string, about: ReferralGiven['about'], askedOn: string): ReferralGiven
}

const birds = ['Wrenquill', 'Plovermoss', 'Siskinthorn', 'Dunnockfen', 'Twitefallow'] as const
/** Invented: numbers that begin with 999 are given to nobody. */
const nhsNumbers = ['9990000018', '9990006806', '9990013594', '9990020388', '9990040753'] as const

/** Five people to take through everything. The demo's own are left in peace. */
export const canaries: readonly Canary[] = birds.map((bird, index) => {
  const say = (what: string) => `${bird} ${what} canary`
  const email = { safe: true, address: `${bird.toLowerCase()}@home.example` }
  const contact = aContact({
    phone: { safe: true, number: `01632 960 7${index}3` },
    text: { safe: false, number: `07700 900 7${index}3` },
    ...{ email, post: { safe: true, address: say('post') }, note: say('contact note') },
  })
  const communication = {
    ...{ language: 'en', interpreter: false, formats: [], note: say('communication') },
  }
  return {
    registration: {
      ...aPerson({
        ...{ givenName: `Ada-${bird}`, familyName: `Mc${bird}`, knownAs: `${bird}y` },
        ...{ birthDate: `193${index}-07-19`, address: say('door'), communication },
        nhsNumber: { digits: nhsNumbers[index] ?? '', tracing: 'verified' },
        postcode: `PE23 4${'ABDEF'[index]}Q`,
      }),
      contact,
    },
    words: {
      ...{ question: say('question'), answer: say('answer') },
      ...{ no: say('no'), teller: `Pat ${bird}` },
    },
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

export function latestPart({ assignments }: Referral): string {
  return String(assignments[0]?.id)
}
