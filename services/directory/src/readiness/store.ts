import { type Action, demand } from '@waymark/auth'
import type { Organisation } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { expectOne, type Reader, type Tx } from '@waymark/db'
import { and, count, desc, eq, gt, isNull } from 'drizzle-orm'
import { getOrganisation } from '../organisation/store.ts'
import { type KeptReadiness, type MailboxProof, nothingKept } from './rules.ts'
import { mailboxProofTable as proofs, readinessTable as table } from './tables.ts'

/** An organisation and how far it has come, if the actor may do this to it. */
export async function getReadinessFor(
  reader: Reader,
  actor: Actor,
  action: Action,
  organisationId: string,
): Promise<{ organisation: Organisation; kept: KeptReadiness }> {
  const { tenant } = actor
  const organisation = await getOrganisation(reader, tenant, organisationId)
  const resource = { tenant, organisationId, isPublic: true }
  demand(actor, action, resource, { what: 'organisation', see: 'organisation.read' })
  return { organisation, kept: await getKept(reader, tenant, organisationId) }
}

/** How far an organisation has come; nothing kept is a beginning, not an error. */
export async function getKept(
  reader: Reader,
  tenant: string,
  organisationId: string,
): Promise<KeptReadiness> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.organisationId, organisationId)))
  if (row === undefined) return nothingKept(organisationId)
  const { tenant: _, ...kept } = row
  return kept
}

/** Saves under the version that was read; the first save makes the row. */
export async function saveKept(tx: Tx, tenant: string, kept: KeptReadiness): Promise<void> {
  const readVersion = kept.version - 1
  const { organisationId } = kept
  const nothing = nothingKept(organisationId)
  if (readVersion === nothing.version) {
    await tx
      .insert(table)
      .values({ ...nothing, tenant })
      .onConflictDoNothing()
  }
  const result = await tx
    .update(table)
    .set(kept)
    .where(
      and(
        eq(table.tenant, tenant),
        eq(table.organisationId, organisationId),
        eq(table.version, readVersion),
      ),
    )
  expectOne(result, 'organisation')
}

/** The code last asked for; null when none was. */
export async function findNewestProof(
  reader: Reader,
  tenant: string,
  organisationId: string,
): Promise<MailboxProof | null> {
  const [row] = await reader
    .select()
    .from(proofs)
    .where(and(eq(proofs.tenant, tenant), eq(proofs.organisationId, organisationId)))
    .orderBy(desc(proofs.askedAt), desc(proofs.id))
    .limit(1)
  return row === undefined ? null : toProof(row)
}

export async function findProof(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<MailboxProof | null> {
  const [row] = await reader
    .select()
    .from(proofs)
    .where(and(eq(proofs.tenant, tenant), eq(proofs.id, id)))
  return row === undefined ? null : toProof(row)
}

/** How many codes were sent for an organisation since an instant. */
export async function countProofs(
  reader: Reader,
  tenant: string,
  organisationId: string,
  since: string,
): Promise<number> {
  const [row] = await reader
    .select({ count: count() })
    .from(proofs)
    .where(
      and(
        eq(proofs.tenant, tenant),
        eq(proofs.organisationId, organisationId),
        gt(proofs.askedAt, since),
      ),
    )
  return row?.count ?? 0
}

/** Keeps a new proof; earlier ones end with it. */
export async function replaceProof(tx: Tx, tenant: string, proof: MailboxProof): Promise<void> {
  await tx
    .update(proofs)
    .set({ revokedAt: proof.askedAt })
    .where(
      and(
        eq(proofs.tenant, tenant),
        eq(proofs.organisationId, proof.organisationId),
        isNull(proofs.revokedAt),
        isNull(proofs.provedAt),
      ),
    )
  await tx.insert(proofs).values({ ...proof, tenant })
}

/** Ends every code that has not been typed in, of every tenant. */
export async function endCodes(tx: Tx, at: string): Promise<void> {
  await tx
    .update(proofs)
    .set({ revokedAt: at })
    .where(and(isNull(proofs.provedAt), isNull(proofs.revokedAt)))
}

export async function saveProof(tx: Tx, tenant: string, proof: MailboxProof): Promise<void> {
  const result = await tx
    .update(proofs)
    .set(proof)
    .where(and(eq(proofs.tenant, tenant), eq(proofs.id, proof.id)))
  expectOne(result, 'code')
}

function toProof({ tenant: _, ...proof }: typeof proofs.$inferSelect): MailboxProof {
  return proof
}
