import { decide, openLink } from '@waymark/auth'
import type { LinkedCheck, Listing, Organisation } from '@waymark/contracts'
import { type Actor, type AnswerLinkActor, AppError, notFound } from '@waymark/core'
import type { Reader } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { getListingFor } from '../listing/store.ts'
import { getOrganisation } from '../organisation/store.ts'
import { type Check, linkPurpose, stateOf } from './rules.ts'
import { findCheck } from './store.ts'

/** A check with what stands around it, and who its link makes of its holder. */
export interface OpenedCheck {
  readonly link: AnswerLinkActor
  readonly check: Check
  readonly listing: Listing
  readonly organisation: Organisation
  readonly state: LinkedCheck['state']
}

/** Opens an answer link. One that is wrong in any way is not found. */
export async function openCheck(
  deps: Deps,
  reader: Reader,
  actor: Actor,
  token: string,
): Promise<OpenedCheck> {
  const { tenant } = actor
  if (!decide(actor, 'listing.useAnswerLink', { tenant }).allowed) {
    throw new AppError('forbidden', 'Answer links are opened on their page.')
  }
  const checkId = openLink({ key: deps.linkKey, purpose: linkPurpose, tenant }, token)
  if (checkId === null) throw notFound('link')
  return readCheck(deps, reader, tenant, checkId)
}

/** A check with what stands around it, by its id. Who may see it, has been decided. */
export async function readCheck(
  deps: Deps,
  reader: Reader,
  tenant: string,
  checkId: string,
): Promise<OpenedCheck> {
  const check = await findCheck(reader, tenant, checkId)
  if (check === null) throw notFound('link')
  const { listingId } = check
  const link = { kind: 'answerLink', tenant, linkId: check.id, recordId: listingId } as const
  const listing = await getListingFor(reader, link, 'listing.read', listingId)
  const organisation = await getOrganisation(reader, tenant, listing.organisationId)
  const { email } = organisation
  const state = stateOf(check, { listingState: listing.state, email, now: deps.now() })
  return { link, check, listing, organisation, state }
}
