import type { KnownBy, ListingPage, ReferralSubject, Referrer } from '@waymark/contracts'
import { conflict, isAppError, type UserActor } from '@waymark/core'
import type { Deps } from '../deps.ts'

/** What the owners say, at the moment of sending: nothing of it comes from a browser. */
export interface Facts {
  readonly subject: ReferralSubject
  readonly referrer: Referrer
  readonly page: ListingPage
}

type Asking = Pick<Deps, 'peopleFor' | 'identityFor' | 'directoryFor'>

/** Asks people, identity and the directory. Somebody the user may not refer is `notFound`. */
export async function gather(
  deps: Asking,
  { tenant, userId }: UserActor,
  { about, listingId }: { readonly about: KnownBy; readonly listingId: string },
): Promise<Facts> {
  const [subject, referrer, page] = await Promise.all([
    deps.peopleFor(tenant).readReferralSubject({ body: { userId, about } }),
    deps.identityFor(tenant).readReferrer({ params: { id: userId } }),
    readPage(deps, tenant, listingId),
  ])
  return { subject, referrer, page }
}

/** The listing as it stands. Throws `conflict` for one that has closed. */
export async function readPage(
  { directoryFor }: Pick<Deps, 'directoryFor'>,
  tenant: string,
  listingId: string,
): Promise<ListingPage> {
  try {
    return await directoryFor(tenant).readListing({ params: { id: listingId } })
  } catch (error) {
    if (!isAppError(error, 'gone')) throw error
    throw conflict('This activity has closed since you chose it. Choose another group.')
  }
}
