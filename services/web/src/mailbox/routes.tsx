import { londonDay } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import type { Visitors } from '../session/visitor.ts'
import { MailboxView } from './view.tsx'

/** The demo's mailbox: what would have been sent. Outside the demo there is no such page. */
export function mailboxPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  if (deps.mode !== 'demo') return
  hono.get('/mailbox', async (context) => {
    const { frame } = await visitors.of(context)
    const { messages } = await deps.notifications.readMailbox()
    context.header('cache-control', 'no-store')
    const shown = { messages, today: londonDay(deps.now()), site: deps.publicUrl.origin }
    return context.html(<MailboxView frame={frame} {...shown} />)
  })
}
