import { z } from 'zod'
import { aboutReferral, checkWithSender, ringSender, senderInWords } from './about-referral.ts'
import { type Letter, ownAddress } from './letter.ts'
import { checkItIsReal } from './phrases.ts'

const parameters = z.strictObject({ ...aboutReferral, site: ownAddress })
type Parameters = z.input<typeof parameters>

/** "Please stop", to a group that was written to. It says neither about whom nor why. */
export function referralStoppedLetter(given: Parameters): Letter {
  const { organisationName, listingName, sender, site } = parameters.parse(given)
  return {
    subject: `A referral for ${organisationName} has stopped`,
    heading: 'A referral has stopped',
    paragraphs: [
      `We wrote to you about a referral to "${listingName}" from ${senderInWords(sender)}. ` +
        'It has stopped. Please do nothing more about it, and do not get in touch with anybody ' +
        'because of it.',
      'You can no longer see it on Waymark. If you wrote anything down from it or printed it, ' +
        'please destroy that.',
      'We cannot say why it has stopped. You do not need to answer.',
    ],
    afterwards: [
      'If you never opened it, there is nothing to do.',
      'If you are not sure which referral this is, open the links in our earlier e-mails: the ' +
        `page of the one that has stopped says so. Or ${ringSender(sender)}.`,
    ],
    signature: checkItIsReal(site, [checkWithSender(sender)]),
  }
}
