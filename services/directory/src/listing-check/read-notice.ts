import { decide } from '@waymark/auth'
import type { ListingCheckNotice } from '@waymark/contracts'
import { type Actor, AppError, notFound } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { sealLink } from './link.ts'
import { readCheck } from './open.ts'

/** What to write to the group, as of now. A check that has ended in any way is `gone`. */
export async function readListingCheckNotice(
  deps: Deps,
  actor: Actor,
  checkId: string,
): Promise<ListingCheckNotice> {
  const { tenant } = actor
  if (!decide(actor, 'listing.readNotice', { tenant }).allowed) throw notFound('notice')
  const opened = await readCheck(deps, deps.db.reader, tenant, checkId)
  if (opened.state !== 'open') throw new AppError('gone', 'That is not to be asked any more.')
  const { check, listing, organisation } = opened
  return {
    to: check.email,
    organisationName: organisation.name,
    listingName: listing.name,
    linkToken: sealLink(deps.linkKey, tenant, checkId),
    expiresAt: check.expiresAt,
  }
}
