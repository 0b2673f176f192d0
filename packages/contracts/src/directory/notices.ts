import { z } from 'zod'
import { email, instant } from '../shared.ts'

/** The secret in an answer link: which check it opens, sealed. Never in an event or a log. */
export const linkToken = z.string().min(20).max(200)

/** What the e-mail of a listing check says. Asked for at the moment of sending, never stored. */
export const listingCheckNotice = z.object({
  to: email,
  organisationName: z.string(),
  listingName: z.string(),
  linkToken,
  expiresAt: instant,
})
export type ListingCheckNotice = z.infer<typeof listingCheckNotice>

/** What the e-mail that proves a mailbox says. Asked for at the moment of sending, never stored. */
export const mailboxCodeNotice = z.object({
  to: email,
  organisationName: z.string(),
  /** Six digits. */
  code: z.string().regex(/^\d{6}$/),
  expiresAt: instant,
})
export type MailboxCodeNotice = z.infer<typeof mailboxCodeNotice>
