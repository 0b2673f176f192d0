import { demand } from '@waymark/auth'
import type { KeptMessage } from '@waymark/contracts'
import { type Actor, notFound } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { listKeptMessages } from './store.ts'

const mostShown = 100

/** What would have been sent. Live mode has no mailbox, whatever a table may hold. */
export async function readMailbox(
  { db, mode }: Deps,
  actor: Actor,
): Promise<{ messages: KeptMessage[] }> {
  const { tenant } = actor
  demand(actor, 'mailbox.read', { tenant }, { what: 'mailbox', see: 'mailbox.read' })
  if (mode !== 'demo') throw notFound('mailbox')
  return { messages: await listKeptMessages(db.reader, tenant, mostShown) }
}
