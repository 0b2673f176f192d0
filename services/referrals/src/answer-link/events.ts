import { directoryEvents } from '@waymark/contracts'
import { type Handler, handler } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { revokeElsewhere } from './store.ts'

/** A link opens for whoever reads the address on file: once that is another, the link ends. */
export const addressHandlers: readonly Handler<Deps>[] = [
  handler(directoryEvents.organisationEdited, {
    prepare: ({ directoryFor }: Deps, { tenant, payload: { organisationId } }) =>
      directoryFor(tenant).readOrganisation({ params: { id: organisationId } }),
    // A group that is gone from the directory has no address on file.
    apply: (tx, { tenant, occurredAt: at, payload: { organisationId } }, organisation) =>
      revokeElsewhere(tx, { tenant, organisationId, email: organisation?.email ?? null, at }),
  }),
]
