import { phone } from '@waymark/contracts'
import { z } from 'zod'
import { type Letter, ownAddress, staffName } from './letter.ts'

const parameters = z.strictObject({
  /** Somebody who works with them now. Null: nobody does. */
  worker: z.strictObject({ name: staffName, phone: phone.nullable() }).nullable(),
  site: ownAddress,
  /** Where it is to be seen, once they sign in; null for who has no account. */
  ownPage: ownAddress.nullable(),
})
type Parameters = z.input<typeof parameters>
type Said = z.output<typeof parameters>

/**
 * "There is something new", to the person. Anybody may read it over their shoulder: it says nothing
 * of what is new, of any group, or of why they are here.
 */
export function planNewsLetter(given: Parameters): Letter {
  const said = parameters.parse(given)
  const { site, ownPage } = said
  return {
    subject: 'There is something new for you to look at',
    heading: 'There is something new for you',
    paragraphs: [
      ownPage === null
        ? 'When it suits you, ask about it. There is no hurry.'
        : 'When it suits you, sign in and look at it. There is no hurry.',
      'This e-mail went to you and to nobody else.',
    ],
    ...(ownPage === null ? {} : { action: { label: 'Sign in and look', address: ownPage } }),
    afterwards: [
      toTalk(said),
      'Please do not answer this e-mail: nobody reads the answers. If somebody is in danger, ' +
        'ring 999. If you need help with your health soon, ring 111.',
    ],
    signature: [
      `Sent by Waymark at ${site.host}.`,
      'You said that we may write to you at this address. If it is not safe any more, please ' +
        `tell ${said.worker?.name ?? 'whoever helped you before'}.`,
      `To check that this e-mail is real, do not use a link: open ${site.host} yourself. ` +
        'We never ask for money.',
    ],
  }
}

function toTalk({ worker, ownPage }: Said): string {
  const toDo = ownPage === null ? 'To hear what it is' : 'If you would rather talk'
  if (worker === null) return `${toDo}, speak to whoever helped you before.`
  const { name, phone: number } = worker
  return number === null ? `${toDo}, speak to ${name}.` : `${toDo}, ring ${name} on ${number}.`
}
