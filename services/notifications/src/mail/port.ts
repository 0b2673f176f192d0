/** One e-mail to one address. Lives as long as the sending of it and is never stored or logged. */
export interface Mail {
  /** Made from the notice's id: a second copy of the same notice has the same. RFC 5322, 3.6.4. */
  readonly messageId: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/**
 * What became of an e-mail. `unknown`: the server had the message and its answer was lost, so that
 * it may or may not arrive. `reason` is a code of ours, never the server's words.
 */
export type Posted =
  | { readonly result: 'taken' }
  | { readonly result: 'later' | 'refused' | 'unknown'; readonly reason: string }

/** Hands an e-mail to a mail server. Never throws. */
export type Post = (mail: Mail) => Promise<Posted>
