import { z } from 'zod'

/** A record's id: UUID, lower case. */
export const id = z.uuid()

/** An instant in UTC, ISO 8601. */
export const instant = z.iso.datetime()

/** A day in the life of people here: ISO 8601, no time, Europe/London. */
export const day = z.iso.date()

/** A wall-clock time in Europe/London, 24 hours. */
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time like 14:30.')

/** NUL and half a surrogate pair are not text: refused by name rather than stored broken. */
function isText(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text)
}

/** Words a person typed, without the white space around them. */
export function words(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, 'Enter some words.')
    .max(maxLength, `Use ${maxLength} characters or fewer.`)
    .refine(isText, 'Remove the character that is not text (a NUL or half of an emoji).')
}

/** Words kept byte for byte as they were typed: a name, or what a person said of themselves. */
export function ownWords(maxLength: number) {
  return z
    .string()
    .max(maxLength, `Use ${maxLength} characters or fewer.`)
    .refine((text) => text.trim() !== '', 'Enter some words.')
    .refine(isText, 'Remove the character that is not text (a NUL or half of an emoji).')
}

/** A mailbox. */
export const email = z.email('Use an e-mail address like name@example.org.').max(254)

/** A telephone number as people write it. */
export const phone = z
  .string()
  .trim()
  .regex(/^[+()\d][\d ()+-]{5,24}$/, 'Use a phone number like 01632 960 123.')

/** A web address that a page can link to: http or https only, and no name or password in it. */
export const webAddress = z
  .url({ protocol: /^https?$/, message: 'Use an address like https://example.org.' })
  .max(2000, 'Use 2000 characters or fewer.')
  .refine(isWithoutLogin, 'Leave out the name or password before the @.')

function isWithoutLogin(address: string): boolean {
  const url = URL.parse(address)
  return url === null || (url.username === '' && url.password === '')
}

/** How a page of a list says where it is, in the shape of Open Referral's envelope. */
export const paging = z.object({
  totalItems: z.number().int().nonnegative(),
  totalPages: z.number().int().nonnegative(),
  pageNumber: z.number().int().positive(),
  size: z.number().int().nonnegative(),
})

/** Bytes of a record's version as an ETag carries it: the number of saves since it was made. */
export const version = z.number().int().positive()
