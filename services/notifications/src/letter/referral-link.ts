import { type LinkReason, linkReason } from '@waymark/contracts'
import { z } from 'zod'
import { aboutReferral, checkWithSender, senderInWords } from './about-referral.ts'
import { type Letter, ownAddress } from './letter.ts'
import { checkItIsReal, momentInWords } from './phrases.ts'

const parameters = z.strictObject({
  ...aboutReferral,
  why: linkReason,
  answerAddress: ownAddress,
  answerBy: z.date(),
  /** Its time to be answered has passed. */
  isOverdue: z.boolean(),
})
type Parameters = z.input<typeof parameters>
type Said = z.output<typeof parameters>

const seeAndAnswer = 'See the referral and answer'

interface Opening {
  readonly subject: string
  readonly heading: string
  readonly paragraphs: readonly string[]
  /** Followed by when; null where nobody waits for a day. */
  readonly pleaseAnswer: string | null
  readonly action: string
}

/** What differs with why it is sent. */
const openings: Readonly<Record<LinkReason, (said: Said) => Opening>> = {
  asked: ({ organisationName, listingName, sender }) => ({
    subject: `A referral for ${organisationName}`,
    heading: `A referral for ${organisationName}`,
    paragraphs: [
      `${senderInWords(sender)} would like to refer somebody to "${listingName}".`,
      'You can say yes, say no, or ask a question first.',
    ],
    pleaseAnswer: 'Please answer',
    action: seeAndAnswer,
  }),
  again: ({ organisationName, listingName, sender }) => ({
    subject: `A fresh link to a referral for ${organisationName}`,
    heading: 'Here is a fresh link',
    paragraphs: [
      `It opens the referral to "${listingName}" from ${senderInWords(sender)}. ` +
        'Please use it in place of the links in our earlier e-mails about that referral.',
    ],
    pleaseAnswer: 'If you have not answered yet, please do so',
    action: seeAndAnswer,
  }),
  questionAnswered: ({ organisationName, listingName, sender }) => ({
    subject: `A referral for ${organisationName}: your question is answered`,
    heading: 'Your question is answered',
    paragraphs: [
      `${senderInWords(sender)} has answered what you asked about a referral to ` +
        `"${listingName}". Use this link to read the answer.`,
      'Then you can say yes, say no, or ask another question.',
    ],
    pleaseAnswer: 'Please answer',
    action: seeAndAnswer,
  }),
  whatHappened: ({ organisationName, listingName, sender }) => ({
    subject: `How did it go at ${organisationName}?`,
    heading: 'How did it go?',
    paragraphs: [
      `${senderInWords(sender)} referred somebody to "${listingName}", and your group said yes. ` +
        'Please tell us how it went: whether they came, how often, and what became of it. ' +
        '"We do not know" is an answer too.',
      'It takes a minute, and nobody needs an account. There is no day by which to answer.',
    ],
    pleaseAnswer: null,
    action: 'Say how it went',
  }),
}

/**
 * "Can you help somebody?" and "How did it go?", to the group that is asked. It says nothing of who
 * that is.
 */
export function referralLinkLetter(given: Parameters): Letter {
  const said = parameters.parse(given)
  const { answerAddress, sender } = said
  const { subject, heading, paragraphs, pleaseAnswer, action } = openings[said.why](said)
  const byWhen =
    pleaseAnswer === null
      ? []
      : [`${pleaseAnswer} ${by(said)} It takes a few minutes, and nobody needs an account.`]
  return {
    subject,
    heading,
    paragraphs: [...paragraphs, ...byWhen],
    action: { label: action, address: answerAddress },
    afterwards: [
      'The link opens a page that shows nothing about anybody until you press a button on it.',
      'If the link has stopped working, open it all the same: from that page you can have a ' +
        'fresh one sent to this mailbox.',
      'This e-mail leaves out who it is about, on purpose. Please pass it on only to somebody in ' +
        'your group who answers for it.',
    ],
    signature: checkItIsReal(answerAddress, [checkWithSender(sender)]),
  }
}

function by({ answerBy, isOverdue }: Said): string {
  const moment = momentInWords(answerBy)
  if (!isOverdue) return `by ${moment}.`
  return `as soon as you can: we hoped to hear from you by ${moment}, and it is not too late.`
}
