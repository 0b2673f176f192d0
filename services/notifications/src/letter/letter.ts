import { z } from 'zod'

/**
 * What a letter says, before it is plain text and HTML. Its parts are filled by templates, whose
 * parameters have no field that could hold words about a person.
 */
export interface Letter {
  /** Shown on a locked phone: it says what sort of thing this is and no more. */
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

/** The name of an organisation or a listing as the directory shows it to everybody: one line. */
export const publicName = z
  .string()
  .max(200)
  .transform((name) => name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim())

/** An address of this very site. */
export const ownAddress = z.instanceof(URL)

/** Six figures. */
export const oneTimeCode = z.string().regex(/^\d{6}$/)
