import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Deps } from '../../deps.ts'
import { tokenOf } from '../at-link.tsx'
import { addressOf } from './address.ts'

/**
 * The half hour with one link. Sent along to that link's own pages alone, and never from another
 * site: a press in a mail program shows the face first, whose button finds the half hour again.
 */
function cookieFor(context: Context, { publicUrl }: Pick<Deps, 'publicUrl'>) {
  const secure = publicUrl.protocol === 'https:'
  const path = addressOf(tokenOf(context))
  const options = { httpOnly: true, sameSite: 'Strict', path, secure } as const
  return { name: secure ? '__Secure-waymark-answer' : 'waymark-answer', options }
}

/** The secret of the half hour with this link; null when none was begun here, or it is over. */
export function readAnswerSession(context: Context, deps: Pick<Deps, 'publicUrl'>): string | null {
  const given = getCookie(context, cookieFor(context, deps).name) ?? ''
  return /^[\w-]{20,200}$/.test(given) ? given : null
}

export function keepAnswerSession(
  context: Context,
  { publicUrl, now }: Pick<Deps, 'publicUrl' | 'now'>,
  { session, expiresAt }: { readonly session: string; readonly expiresAt: string },
): void {
  const { name, options } = cookieFor(context, { publicUrl })
  const maxAge = Math.max(0, Math.round((Date.parse(expiresAt) - now().getTime()) / 1000))
  setCookie(context, name, session, { ...options, maxAge })
}

export function forgetAnswerSession(context: Context, deps: Pick<Deps, 'publicUrl'>): void {
  const { name, options } = cookieFor(context, deps)
  deleteCookie(context, name, options)
}
