import { AppError } from '@waymark/core'
import { type Reader, readEvents } from '@waymark/db'
import { z } from 'zod'
import { fieldProblems } from './problem.ts'
import { eventsPath, type ServiceApp } from './service-app.ts'

const ask = z.object({
  after: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  types: z
    .string()
    .max(4000)
    .transform((list) => list.split(','))
    .optional(),
})

/** `GET /internal/events?after=<seq>`: a service's event log, for other services only. */
export function mountEvents(app: ServiceApp, reader: Reader): void {
  app.hono.get(eventsPath, async (context) => {
    const actor = await app.identify(context.req.raw)
    if (actor.kind !== 'service') throw new AppError('forbidden', 'Only services read events.')
    const given = ask.safeParse(context.req.query())
    if (!given.success) {
      throw new AppError('invalid', 'Say where to read from.', {
        problems: fieldProblems(given.error.issues, '/query'),
      })
    }
    const { after, limit, types } = given.data
    return context.json(await readEvents(reader, { after, limit, ...(types && { types }) }))
  })
}
