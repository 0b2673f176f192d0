import { AppError, notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Deps } from '../deps.ts'
import { signInFirst } from '../referrals/follow.tsx'
import type { Visitors } from '../session/visitor.ts'

export const queuesPath = '/operations/queues'

/** As every page's, but that the board says where its own files are, and holds pictures within. */
const boardHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'none'"],
    baseUri: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin',
})

/** The queues on Redis, for administrators: to look at, not to touch. */
export function queuePages(
  hono: ServiceApp['hono'],
  { openQueueBoard }: Deps,
  visitors: Visitors,
): void {
  let opening: ReturnType<Deps['openQueueBoard']> | undefined
  for (const path of [queuesPath, `${queuesPath}/*`]) {
    hono.use(path, boardHeaders)
    hono.all(path, async (context) => {
      const visitor = await visitors.of(context)
      if (visitor.userId === null) return signInFirst(context)
      if (!visitor.roles.includes('administrator')) throw notFound('page')
      if (context.req.method !== 'GET') {
        throw new AppError('forbidden', 'The queues can be looked at here, and not changed.')
      }
      opening ??= openQueueBoard(queuesPath)
      const board = await opening
      if (board === null) {
        throw new AppError('notFound', 'There is no queue on Redis: it is inside this process.')
      }
      return board.fetch(context.req.raw)
    })
  }
}
