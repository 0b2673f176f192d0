import { demand } from '@waymark/auth'
import type { NoticeLine, NoticeState } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { listNewest } from './store.ts'
import type { Notice } from './tables.ts'

const mostShown = 200

/** What became of the newest notices, of one state where one is named. */
export async function listNotices(
  { db }: Deps,
  actor: Actor,
  state: NoticeState | undefined,
): Promise<{ notices: NoticeLine[] }> {
  const { tenant } = actor
  demand(actor, 'notice.read', { tenant }, { what: 'notice', see: 'notice.read' })
  const asked = { limit: mostShown, ...(state === undefined ? {} : { state }) }
  const found = await listNewest(db.reader, tenant, asked)
  return { notices: found.map(asLine) }
}

/** A notice as its operator sees it. */
export function asLine(notice: Notice): NoticeLine {
  const { id, template, state, reason, attempt, dueAt, createdAt, settledAt } = notice
  return { id, template, state, reason, attempt, dueAt, createdAt, settledAt }
}
