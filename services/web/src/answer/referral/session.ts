import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Deps } from '../../deps.ts'

/**
 * The session of one answer link. The cookie is sent to that link's own address and to no other,
 * and never by a press on another site.
 */
function cookieFor({ publicUrl }: Pick<Deps, 'publicUrl'>, path: string) {
  const isSecure = publicUrl.protocol === 'https:'
  const options = { httpOnly: true, sameSite: 'Strict', path, secure: isSecure } as const
  return { name: isSecure ? '__Secure-waymark-answer' : 'waymark-answer', options }
}

/** The secret that the browser brought for this link; null when it brought none. */
export function readAnswerSession(
  context: Context,
  deps: Pick<Deps, 'publicUrl'>,
  path: string,
): string | null {
  // A short one never was a session of ours: asking about it would be refused as malformed.
  const given = getCookie(context, cookieFor(deps, path).name) ?? ''
  return given.length >= 20 && given.length <= 200 ? given : null
}

export function keepAnswerSession(
  context: Context,
  deps: Pick<Deps, 'publicUrl' | 'now'>,
  path: string,
  given: { readonly session: string; readonly expiresAt: string },
): void {
  const { name, options } = cookieFor(deps, path)
  // How long, and not until when: the clock of a phone may be wrong.
  const leftMs = Date.parse(given.expiresAt) - deps.now().getTime()
  setCookie(context, name, given.session, { ...options, maxAge: Math.ceil(leftMs / 1000) })
}
