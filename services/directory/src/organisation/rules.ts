import type { Organisation, OrganisationDetails } from '@waymark/contracts'

/** A new one is for signposting only, until it says that it is ready for referrals. */
export function newOrganisation(id: string, details: OrganisationDetails, now: Date): Organisation {
  return {
    ...details,
    id,
    readyForReferrals: false,
    version: 1,
    lastModified: now.toISOString(),
  }
}

/** A new version of it, from now. */
export function changed(organisation: Organisation, now: Date): Organisation {
  return { ...organisation, version: organisation.version + 1, lastModified: now.toISOString() }
}

/** An organisation as its events name it. */
export function revisionOf({ id, version }: Organisation): {
  organisationId: string
  revision: number
} {
  return { organisationId: id, revision: version }
}
