import { isAppError } from '@waymark/core'
import type { Context } from 'hono'
import type { Visitors } from '../session/visitor.ts'
import { UnknownLinkView } from './unknown.tsx'

type Handle = (context: Context) => Promise<Response>

/** A link that opens nothing has one page, whatever was meant by it. */
export function atLink(visitors: Visitors, handle: Handle): Handle {
  return async (context) => {
    try {
      return await handle(context)
    } catch (error) {
      if (!isAppError(error, 'notFound')) throw error
      const { frame } = await visitors.of(context)
      return context.html(<UnknownLinkView frame={frame} />, 404)
    }
  }
}

export function tokenOf(context: Context): string {
  return context.req.param('token') ?? ''
}
