import { z } from 'zod'

/**
 * What a letter says, before it is plain text and HTML. Its parts are filled by templates, whose
 * parameters have no field that could hold words about a person.
 */
export interface Letter {
  /** Shown on a locked phone: what sort of thing this is, and at most for which group. */
  readonly subject: string
  readonly heading: string
  readonly paragraphs: readonly string[]
  /** One thing to do. */
  readonly action?: { readonly label: string; readonly address: URL }
  /** One-time figures to type in. */
  readonly code?: string
  readonly afterwards: readonly string[]
  /** Who it is from, and how to see that it is. */
  readonly signature: readonly string[]
}

const oneLine = z
  .string()
  .max(200)
  .transform((name) => name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim())

/** The name of an organisation or a listing as the directory shows it to everybody: one line. */
export const publicName = oneLine

/** The name of somebody who works here, as they sign with it: one line. */
export const staffName = oneLine

/** An address of this very site. */
export const ownAddress = z.instanceof(URL)

/** Six figures. */
export const oneTimeCode = z.string().regex(/^\d{6}$/)
