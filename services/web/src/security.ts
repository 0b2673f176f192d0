import { AppError } from '@waymark/core'
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Deps } from './deps.ts'

const yearSeconds = 31_536_000

/** Nothing from anywhere else, nothing inline, framed by nobody. */
const ownPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  scriptSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

/** What every page is sent with. `policy`: where pages that a library draws need another word. */
export function safeHeaders(
  { publicUrl }: Pick<Deps, 'publicUrl'>,
  policy: Partial<typeof ownPolicy> = {},
): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: { ...ownPolicy, ...policy },
    referrerPolicy: 'same-origin',
    strictTransportSecurity:
      publicUrl.protocol === 'https:' ? `max-age=${yearSeconds}; includeSubDomains` : false,
  })
}

/** A page whose address is a key: it is told to nobody, kept by no cache, found by no search. */
export const secretAddress: MiddlewareHandler = async (context, next) => {
  await next()
  const { headers } = context.res
  headers.set('referrer-policy', 'no-referrer')
  headers.set('cache-control', 'no-store')
  headers.set('x-robots-tag', 'noindex')
}

/** Only a form of ours may change something: asked of Sec-Fetch-Site and of Origin. */
export function ownFormsOnly({
  publicUrl,
  mode,
}: Pick<Deps, 'publicUrl' | 'mode'>): MiddlewareHandler {
  return async (context, next) => {
    const { method, url } = context.req
    if (method !== 'GET' && method !== 'HEAD') {
      // The demo may be opened as localhost or 127.0.0.1: the address it was reached at counts.
      const own = mode === 'demo' ? [publicUrl.origin, new URL(url).origin] : [publicUrl.origin]
      const site = context.req.header('sec-fetch-site')
      const origin = context.req.header('origin')
      const isOwnSite = site === undefined || site === 'same-origin' || site === 'none'
      const isOwnOrigin = origin === undefined ? site !== undefined : own.includes(origin)
      if (!isOwnSite || !isOwnOrigin) {
        throw new AppError(
          'forbidden',
          'That form did not come from this site. Go back and try again.',
        )
      }
    }
    await next()
  }
}
