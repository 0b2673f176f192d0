import { conflict } from '@waymark/core'
import type { Deps } from '../deps.ts'

/** The group's address on file now. Throws `conflict` while it is not ready for referrals. */
export async function readMailbox(
  { directoryFor }: Pick<Deps, 'directoryFor'>,
  tenant: string,
  organisationId: string,
): Promise<string> {
  const { email, readyForReferrals } = await directoryFor(tenant).readOrganisation({
    params: { id: organisationId },
  })
  if (email !== null && readyForReferrals) return email
  throw conflict('This group’s mailbox is not proved any more. Ring them, or choose another group.')
}
