import { phone } from '@waymark/contracts'
import { z } from 'zod'
import { publicName, staffName } from './letter.ts'

/** Who sent a referral: never whom it is about. */
const sender = z.strictObject({
  name: staffName,
  workplaceName: publicName,
  workplacePhone: phone,
})
type Sender = z.output<typeof sender>

/** What every letter about a referral may say: which group, which activity, and who sent it. */
export const aboutReferral = { organisationName: publicName, listingName: publicName, sender }

/** "Priya Shah at Harrowby Surgery" */
export function senderInWords({ name, workplaceName }: Sender): string {
  return `${name} at ${workplaceName}`
}

/** Whom to ask, in words that follow "please" or "to check". */
export function ringSender({ name, workplaceName, workplacePhone }: Sender): string {
  return `ring ${workplaceName} on ${workplacePhone} and ask for ${name}`
}

/** A number in a false e-mail would be false as well: there is another way to find it. */
export function checkWithSender(sender: Sender): string {
  return (
    `To check that this e-mail is real, ${ringSender(sender)}. You can also look up their number ` +
    'yourself. We never ask for a password or for money.'
  )
}
