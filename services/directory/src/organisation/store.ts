import { demand } from '@waymark/auth'
import type { Organisation } from '@waymark/contracts'
import { type Actor, notFound, stale } from '@waymark/core'
import { expectOne, ofTenant, type Reader, type Tx } from '@waymark/db'
import { and, eq, inArray } from 'drizzle-orm'
import type { Source } from '../import/source.ts'
import { organisationTable as table } from './tables.ts'

type Row = typeof table.$inferSelect

/** An organisation of the actor's tenant; all of them are public. */
export async function getOrganisation(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<Organisation> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  if (row === undefined) throw notFound('organisation')
  return toOrganisation(row)
}

/** The organisation, if the actor may change it and read this version of it. */
export async function getOrganisationToEdit(
  reader: Reader,
  actor: Actor,
  id: string,
  version: number,
): Promise<Organisation> {
  const found = await getOrganisation(reader, actor.tenant, id)
  const resource = { tenant: actor.tenant, organisationId: id, isPublic: true }
  demand(actor, 'organisation.edit', resource, { what: 'organisation', see: 'organisation.read' })
  if (found.version !== version) throw stale('organisation')
  return found
}

export async function listOrganisations(
  reader: Reader,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Organisation>> {
  const rows = await reader
    .select()
    .from(table)
    .where(and(ofTenant(table.tenant, tenant), inArray(table.id, [...ids])))
  return new Map(rows.map((row) => [row.id, toOrganisation(row)]))
}

export async function findOrganisationBySource(
  reader: Reader,
  tenant: string,
  source: Source,
): Promise<Organisation | null> {
  const [row] = await reader
    .select()
    .from(table)
    .where(
      and(eq(table.tenant, tenant), eq(table.source, source.name), eq(table.sourceKey, source.key)),
    )
  return row === undefined ? null : toOrganisation(row)
}

export async function insertOrganisation(
  tx: Tx,
  tenant: string,
  organisation: Organisation,
  source: Source | null,
): Promise<void> {
  await tx.insert(table).values({
    ...organisation,
    tenant,
    source: source?.name ?? null,
    sourceKey: source?.key ?? null,
  })
}

/** Saves under the version that was read; a rival's save in between is a conflict. */
export async function saveOrganisation(
  tx: Tx,
  tenant: string,
  organisation: Organisation,
): Promise<void> {
  const result = await tx
    .update(table)
    .set(organisation)
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.id, organisation.id),
        eq(table.version, organisation.version - 1),
      ),
    )
  expectOne(result, 'organisation')
}

function toOrganisation({
  tenant: _,
  source: __,
  sourceKey: ___,
  ...organisation
}: Row): Organisation {
  return organisation
}
