import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Deps } from '../deps.ts'

/** With https the cookie is bound to this very host, and no other can set it (`__Host-`). */
function cookieFor({ publicUrl }: Pick<Deps, 'publicUrl'>) {
  const isSecure = publicUrl.protocol === 'https:'
  const options = { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure } as const
  return { name: isSecure ? '__Host-waymark' : 'waymark', options }
}

export function readSession(context: Context, deps: Pick<Deps, 'publicUrl'>): string | null {
  return getCookie(context, cookieFor(deps).name) ?? null
}

export function keepSession(
  context: Context,
  deps: Pick<Deps, 'publicUrl'>,
  session: { readonly token: string; readonly expiresAt: string },
): void {
  const { name, options } = cookieFor(deps)
  setCookie(context, name, session.token, { ...options, expires: new Date(session.expiresAt) })
}

export function forgetSession(context: Context, deps: Pick<Deps, 'publicUrl'>): void {
  const { name, options } = cookieFor(deps)
  deleteCookie(context, name, options)
}
