import { decide, sealLink } from '@waymark/auth'
import type { ListingCheckNotice } from '@waymark/contracts'
import { type Actor, AppError, notFound } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { readCheck } from './open.ts'
import { linkPurpose } from './rules.ts'

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
    linkToken: sealLink({ key: deps.linkKey, purpose: linkPurpose, tenant, id: checkId }),
    expiresAt: check.expiresAt,
  }
}
