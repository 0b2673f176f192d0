import { decide } from '@waymark/auth'
import { type Actor, AppError } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { countReported, listReported } from './store.ts'

const pageSize = 20

/** What groups said has changed about their listings: read by the directory team alone. */
export async function listReportedChanges(deps: Deps, actor: Actor, page: number) {
  const { tenant } = actor
  if (!decide(actor, 'listing.readReportedChanges', { tenant }).allowed) {
    throw new AppError('forbidden', 'Only the directory team reads what groups report.')
  }
  const { reader } = deps.db
  const totalItems = await countReported(reader, tenant)
  const offset = (page - 1) * pageSize
  const contents = await listReported(reader, tenant, { offset, limit: pageSize })
  return {
    totalItems,
    totalPages: Math.ceil(totalItems / pageSize),
    pageNumber: page,
    size: contents.length,
    contents,
  }
}
