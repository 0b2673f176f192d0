import { AppError } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { forRoles } from '../people/guard.ts'
import { safeHeaders } from '../security.ts'
import type { Visitors } from '../session/visitor.ts'

const queuesPath = '/operations/queues'

/** The board says where its own files are, and holds pictures within itself. */
const boardPolicy = {
  imgSrc: ["'self'", 'data:'],
  formAction: ["'none'"],
  baseUri: ["'self'"],
}

/** The queues on Redis, for administrators: to look at, not to touch. */
export function queuePages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  let opening: ReturnType<Deps['openQueueBoard']> | undefined
  const show = forRoles({ deps, visitors }, ['administrator'], async ({ req }) => {
    if (req.method !== 'GET') {
      throw new AppError('forbidden', 'The queues can be looked at here, and not changed.')
    }
    opening ??= deps.openQueueBoard(queuesPath)
    const board = await opening
    if (board === null) {
      throw new AppError('notFound', 'There is no queue on Redis: it is inside this process.')
    }
    return board.fetch(req.raw)
  })
  // Whatever is below it, and the page itself.
  hono.use(`${queuesPath}/*`, safeHeaders(deps, boardPolicy))
  hono.all(`${queuesPath}/*`, show)
}
