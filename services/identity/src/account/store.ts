import type { Account, AccountName } from '@waymark/contracts'
import { conflict, notFound } from '@waymark/core'
import { isUniqueViolation, ofTenant, type Reader, type Tx } from '@waymark/db'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { accountHolderTable, credentialTable, membershipTable } from './tables.ts'

/** An account with the tenant it belongs to. */
export interface StoredAccount extends Account {
  readonly tenant: string
}

export async function getAccount(reader: Reader, tenant: string, id: string): Promise<Account> {
  const { tenant: home, ...account } = await getStoredAccount(reader, id)
  if (home !== tenant) throw notFound('account')
  return account
}

/** By id alone: the caller has proved a session of this very account. */
export async function getStoredAccount(reader: Reader, id: string): Promise<StoredAccount> {
  const [row] = await reader.select().from(accountHolderTable).where(eq(accountHolderTable.id, id))
  if (row === undefined) throw notFound('account')
  const held = await reader
    .select()
    .from(membershipTable)
    .where(and(eq(membershipTable.userId, id), eq(membershipTable.tenant, row.tenant)))
    .orderBy(asc(membershipTable.id))
  const memberships = held.map(({ role, organisationId, workplaceId }) => ({
    role,
    ...(organisationId === null ? {} : { organisationId }),
    ...(workplaceId === null ? {} : { workplaceId }),
  }))
  return { id: row.id, tenant: row.tenant, email: row.email, name: row.name, memberships }
}

/** Names and roles of those of the ids that are accounts here. */
export async function listNames(
  reader: Reader,
  tenant: string,
  ids: readonly string[],
): Promise<AccountName[]> {
  const rows = await reader
    .select({
      id: accountHolderTable.id,
      name: accountHolderTable.name,
      role: membershipTable.role,
    })
    .from(accountHolderTable)
    .leftJoin(
      membershipTable,
      and(eq(membershipTable.userId, accountHolderTable.id), eq(membershipTable.tenant, tenant)),
    )
    .where(
      and(ofTenant(accountHolderTable.tenant, tenant), inArray(accountHolderTable.id, [...ids])),
    )
    .orderBy(asc(accountHolderTable.id), asc(membershipTable.id))
  const names = new Map<string, AccountName>()
  for (const { id, name, role } of rows) {
    const before = names.get(id)?.roles ?? []
    names.set(id, { id, name, roles: role === null ? before : [...before, role] })
  }
  return [...names.values()]
}

interface NewAccount {
  readonly account: StoredAccount
  readonly passwordHash: string
  readonly at: Date
  readonly newId: () => string
}

/** Writes an account whole: who it is, its password's hash, what it may do. */
export async function insertAccount(tx: Tx, given: NewAccount): Promise<void> {
  const { account, passwordHash, at, newId } = given
  const { id, tenant, name, email } = account
  const times = { createdAt: at, updatedAt: at }
  try {
    await tx
      .insert(accountHolderTable)
      .values({ id, tenant, name, email, emailVerified: true, ...times })
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict('There is already an account with that address.')
    throw error
  }
  await tx.insert(credentialTable).values({
    id: newId(),
    accountId: id,
    providerId: 'credential',
    userId: id,
    password: passwordHash,
    ...times,
  })
  await tx.insert(membershipTable).values(
    account.memberships.map(({ role, organisationId, workplaceId }) => ({
      id: newId(),
      tenant,
      userId: id,
      role,
      organisationId: organisationId ?? null,
      workplaceId: workplaceId ?? null,
    })),
  )
}
