import { z } from 'zod'
import { type Letter, oneTimeCode, ownAddress, publicName } from './letter.ts'
import { checkItIsReal, momentInWords } from './phrases.ts'

const parameters = z.strictObject({
  organisationName: publicName,
  code: oneTimeCode,
  site: ownAddress,
  useBefore: z.date(),
})
type Parameters = z.input<typeof parameters>

/** A one-time code, to the address that is to be proved. */
export function mailboxCodeLetter(given: Parameters): Letter {
  const { organisationName, code, site, useBefore } = parameters.parse(given)
  return {
    subject: 'Your Waymark code',
    heading: 'Your code',
    paragraphs: [
      `Somebody who keeps the listings of ${organisationName} on Waymark asked us to check that ` +
        'the group reads this mailbox. Type this code into the page that asked for it:',
    ],
    code,
    afterwards: [
      `Use it before ${momentInWords(useBefore)}. It works once.`,
      'If nobody in your group asked for a code, you can ignore this e-mail: nothing happens.',
    ],
    signature: checkItIsReal(site, [
      `The only place to type it is ${site.host}. We never ring or write to ask for a code. ` +
        'Do not tell it to anybody who does.',
    ]),
  }
}
