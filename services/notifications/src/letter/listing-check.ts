import { z } from 'zod'
import { type Letter, ownAddress, publicName } from './letter.ts'
import { checkItIsReal, dayInWords } from './phrases.ts'

const parameters = z.strictObject({
  organisationName: publicName,
  listingName: publicName,
  answerAddress: ownAddress,
  answerBefore: z.date(),
})
type Parameters = z.input<typeof parameters>

/** "Is this still right?", to the group that a listing is about. */
export function listingCheckLetter(given: Parameters): Letter {
  const { organisationName, listingName, answerAddress, answerBefore } = parameters.parse(given)
  return {
    subject: 'Is your listing on Waymark still right?',
    heading: 'Is this still right?',
    paragraphs: [
      `${organisationName} has a listing on Waymark called "${listingName}".`,
      'People use it to choose where to go, and link workers use it to send people to you. ' +
        'Please look at it and tell us whether it is still right. It takes about a minute, and ' +
        'you do not need an account.',
    ],
    action: { label: 'See the listing and answer', address: answerAddress },
    afterwards: [
      `Please answer before ${dayInWords(answerBefore)}. On that day the link stops working.`,
      'Opening the link changes nothing. You press a button on the page to answer. ' +
        'Anybody you pass this e-mail to can answer for you.',
    ],
    signature: checkItIsReal(answerAddress, [
      'You get this because it is the e-mail address the group gave for its listing.',
      `To check that this e-mail is real, do not use the link: open ${answerAddress.host} ` +
        `yourself and search for "${listingName}". We never ask for a password or for money.`,
    ]),
  }
}
