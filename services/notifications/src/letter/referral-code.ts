import { z } from 'zod'
import { aboutReferral, checkWithSender, ringSender, senderInWords } from './about-referral.ts'
import { type Letter, oneTimeCode, ownAddress } from './letter.ts'
import { checkItIsReal, momentInWords } from './phrases.ts'

const parameters = z.strictObject({
  ...aboutReferral,
  code: oneTimeCode,
  site: ownAddress,
  useBefore: z.date(),
})
type Parameters = z.input<typeof parameters>

/** A one-time code that opens how to reach somebody, to the mailbox of the group that said yes. */
export function referralCodeLetter(given: Parameters): Letter {
  const { listingName, sender, code, site, useBefore } = parameters.parse(given)
  return {
    subject: 'Your Waymark code',
    heading: 'Your code',
    paragraphs: [
      `Your group said yes to a referral to "${listingName}" from ${senderInWords(sender)}. ` +
        'This code opens the rest of it: who it is for, and how to reach them. ' +
        'Type it into the page that asked for it:',
    ],
    code,
    afterwards: [
      `Use it before ${momentInWords(useBefore)}. It works once.`,
      'If nobody in your group asked for a code, somebody else may be using your link. Do not ' +
        `type the code anywhere. Please ${ringSender(sender)}.`,
    ],
    signature: checkItIsReal(site, [
      `The only place to type it is ${site.host}. We never ring or write to ask for a code. ` +
        'Do not tell it to anybody who does.',
      checkWithSender(sender),
    ]),
  }
}
