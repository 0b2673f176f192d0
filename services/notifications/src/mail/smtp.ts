import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Mail, Post, Posted } from './port.ts'

interface SmtpOptions {
  readonly url: string
  /** Refuse a server that is not on this machine and offers no encryption. */
  readonly encrypted: boolean
}

/** nodemailer's own would wait minutes for a server that says nothing. */
const silenceMs = 5_000
/** For a server that always says a little. */
const longestMs = 30_000

/**
 * Posts to one SMTP server, a connection for each e-mail. The connection is driven here and not by
 * nodemailer's transport, which does not tell whether the server already had the message.
 */
export function createSmtpPost({ url, encrypted }: SmtpOptions): Post {
  const { auth, host, port, secure, tls } = parseConnectionUrl(url)
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host ?? '')
  const settings = {
    ...{ host, port, secure, tls },
    requireTLS: encrypted && !isHere,
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    dnsTimeout: silenceMs,
    logger: false,
  }
  return async (mail) => {
    const body = await compose(mail)
    if (body === null) return { result: 'refused', reason: 'unwritable' }
    return new Promise((resolve) => {
      const connection = new SMTPConnection(settings)
      const handing = { begun: false }
      const end = (posted: Posted) => {
        // First: closing makes the connection say that it has ended.
        resolve(posted)
        clearTimeout(timer)
        connection.close()
      }
      const timer = setTimeout(() => end(notTaken({ code: 'ETIMEDOUT' }, handing)), longestMs)
      const fail = (error: unknown) => end(notTaken(error, handing))
      connection.on('error', fail)
      connection.once('end', () => fail({ code: 'ECONNECTION' }))
      const envelope = { from: mail.from, to: [mail.to] }
      const send = () =>
        connection.send(envelope, whenRead(body, handing), (error) =>
          error ? fail(error) : end({ result: 'taken' }),
        )
      connection.connect((error) => {
        if (error) return fail(error)
        if (auth === undefined) return send()
        connection.login(auth, (refused) => (refused ? fail(refused) : send()))
      })
    })
  }
}

/** The e-mail as it goes over the wire, or null for one that cannot be written down. */
async function compose({ messageId, from, ...rest }: Mail): Promise<Buffer | null> {
  try {
    const mail = {
      ...rest,
      messageId,
      from: { name: 'Waymark', address: from },
      headers: { 'Auto-Submitted': 'auto-generated' },
    }
    return await new MailComposer(mail).compile().build()
  } catch {
    return null
  }
}

/** The connection reads the message only after the server said that it will take it (354). */
function whenRead(body: Buffer, handing: { begun: boolean }): Readable {
  return Readable.from(
    (function* () {
      handing.begun = true
      yield body
    })(),
  )
}

interface SmtpFault {
  readonly code?: unknown
  readonly command?: unknown
  readonly responseCode?: unknown
}

/** RFC 5321, 4.2.1: 4yz may be tried again, 5yz may not. No answer after the message: unknown. */
function notTaken(error: unknown, handing: { readonly begun: boolean }): Posted {
  // Whatever was thrown is only looked at: each part is checked where it is used.
  const { code, command, responseCode } = Object(error) as SmtpFault
  const status = typeof responseCode === 'number' ? responseCode : 0
  // Refused before it came to the recipient, it is our setting: mended, all that waits goes out.
  const isAboutThisMail = command === 'RCPT TO' || command === 'DATA'
  if (status >= 500 && isAboutThisMail) return { result: 'refused', reason: `smtp${status}` }
  if (status >= 400) return { result: 'later', reason: `smtp${status}` }
  if (handing.begun) return { result: 'unknown', reason: 'answerLost' }
  return { result: 'later', reason: wordOf(code) }
}

function wordOf(code: unknown): string {
  return typeof code === 'string' && /^E[A-Z0-9]{2,20}$/.test(code) ? code : 'noAnswer'
}
