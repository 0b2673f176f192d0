import { type Action, demand } from '@waymark/auth'
import type { Person, PersonSummary } from '@waymark/contracts'
import { type Actor, conflict, notFound, stale } from '@waymark/core'
import { expectOne, isUniqueViolation, ofTenant, type Reader, type Tx } from '@waymark/db'
import { and, asc, count, eq, exists, inArray, isNull, ne, or, type SQL } from 'drizzle-orm'
import { listWorkers } from '../relationship/store.ts'
import { relationshipTable } from '../relationship/tables.ts'
import { foldName, type Identifiers } from './rules.ts'
import { personTable as table } from './tables.ts'

type Row = typeof table.$inferSelect

/** The record, if the actor may do this to it; one they may not read does not exist for them. */
export async function getPersonFor(
  reader: Reader,
  actor: Actor,
  action: Action,
  id: string,
): Promise<Person> {
  return toPerson(await demandRow(reader, actor, id, { action, see: 'person.read' }))
}

/** A person's id and no more, for who may say who works with whom without reading the record. */
export async function getPersonIdFor(
  reader: Reader,
  actor: Actor,
  action: Action,
  id: string,
): Promise<string> {
  return (await demandRow(reader, actor, id, { action, see: 'relationship.read' })).id
}

/** The record somebody read and wants to change: a save on any other version of it is refused. */
export interface ReadVersion {
  readonly id: string
  readonly version: number
}

/** The record in the version that was read; a later one is `stale`. */
export async function getReadVersion(tx: Tx, actor: Actor, read: ReadVersion): Promise<Person> {
  const found = await getPersonFor(tx, actor, 'person.edit', read.id)
  if (found.version !== read.version) throw stale('record')
  return found
}

interface Asked {
  readonly action: Action
  readonly see: Action
}

async function demandRow(reader: Reader, actor: Actor, id: string, asked: Asked): Promise<Row> {
  const row = await findSurvivor(reader, actor.tenant, id)
  if (row === null) throw notFound('person')
  const resource = {
    tenant: row.tenant,
    worksWith: await listWorkers(reader, row.tenant, row.id),
    ...(row.accountId === null ? {} : { owner: row.accountId }),
  }
  demand(actor, asked.action, resource, { what: 'person', see: asked.see })
  return row
}

/** The row of that id or, where it became another's, of the other: an old link leads on. */
async function findSurvivor(reader: Reader, tenant: string, id: string): Promise<Row | null> {
  const found = await findRow(reader, tenant, id)
  return found?.mergedInto ? findRow(reader, tenant, found.mergedInto) : found
}

async function findRow(reader: Reader, tenant: string, id: string): Promise<Row | null> {
  const [row] = await reader
    .select()
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.id, id)))
  return row ?? null
}

/** A record of a match, whoever works with them: for deciding about the match alone. */
export async function getPersonOfMatch(
  reader: Reader,
  tenant: string,
  id: string,
): Promise<Person> {
  const row = await findRow(reader, tenant, id)
  if (row === null) throw notFound('person')
  return toPerson(row)
}

/** Whether a person of that id was registered here. */
export async function isRegistered(reader: Reader, tenant: string, id: string): Promise<boolean> {
  return (await findRow(reader, tenant, id)) !== null
}

/** A person who may be meant, with what they are compared by. */
export interface Candidate extends Identifiers {
  readonly id: string
  readonly version: number
}

const mostAlike = 50

/** Everybody who shares a number, or a birth date and a name or postcode; earliest first. */
export async function listAlike(
  reader: Reader,
  tenant: string,
  given: Identifiers,
): Promise<Candidate[]> {
  const { familyKey, birthDate, nhsNumber, postcode } = given
  const sameName = eq(table.familyKey, familyKey)
  const sameEither = postcode === null ? sameName : or(sameName, eq(table.postcode, postcode))
  const sameBirth = and(eq(table.birthDate, birthDate), sameEither)
  const alike = nhsNumber === null ? sameBirth : or(sameBirth, eq(table.nhsNumber, nhsNumber))
  return listCandidates(reader, and(eq(table.tenant, tenant), isNull(table.mergedInto), alike))
}

/** Those of the ids that are there, earliest registered first. */
export async function inOrder(
  reader: Reader,
  tenant: string,
  ids: readonly string[],
): Promise<string[]> {
  const where = and(ofTenant(table.tenant, tenant), inArray(table.id, [...ids]))
  return (await listCandidates(reader, where)).map(({ id }) => id)
}

function listCandidates(reader: Reader, where: SQL | undefined): Promise<Candidate[]> {
  return reader
    .select({
      id: table.id,
      version: table.version,
      familyKey: table.familyKey,
      birthDate: table.birthDate,
      nhsNumber: table.nhsNumber,
      postcode: table.postcode,
    })
    .from(table)
    .where(where)
    .orderBy(asc(table.registeredAt), asc(table.id))
    .limit(mostAlike)
}

/** Whose account it is; null for nobody's. */
export async function findOwnId(
  reader: Reader,
  tenant: string,
  accountId: string,
): Promise<string | null> {
  const [row] = await reader
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.tenant, tenant), eq(table.accountId, accountId)))
  return row?.id ?? null
}

/** As what somebody may list people: as one who works with them, as themself, or as both. */
export interface ListScope {
  readonly tenant: string
  readonly userId: string
  readonly asWorker: boolean
  readonly asThemself: boolean
}

export interface Listed {
  readonly total: number
  readonly contents: readonly PersonSummary[]
}

/** People by family name: those the user works with now, or themself. */
export async function listPeopleFor(
  reader: Reader,
  scope: ListScope,
  page: { readonly size: number; readonly number: number },
): Promise<Listed> {
  const where = and(eq(table.tenant, scope.tenant), isNull(table.mergedInto), mine(reader, scope))
  const [counted] = await reader.select({ total: count() }).from(table).where(where)
  const contents = await reader
    .select({
      id: table.id,
      givenName: table.givenName,
      familyName: table.familyName,
      knownAs: table.knownAs,
      birthDate: table.birthDate,
    })
    .from(table)
    .where(where)
    .orderBy(asc(table.familyKey), asc(table.givenName), asc(table.id))
    .limit(page.size)
    .offset((page.number - 1) * page.size)
  return { total: counted?.total ?? 0, contents }
}

function mine(reader: Reader, scope: ListScope): SQL | undefined {
  const { tenant, userId } = scope
  const running = reader
    .select({ id: relationshipTable.id })
    .from(relationshipTable)
    .where(
      and(
        eq(relationshipTable.tenant, tenant),
        eq(relationshipTable.personId, table.id),
        eq(relationshipTable.userId, userId),
        isNull(relationshipTable.until),
      ),
    )
  const themself = eq(table.accountId, userId)
  if (scope.asWorker) return scope.asThemself ? or(exists(running), themself) : exists(running)
  return themself
}

export async function insertPerson(tx: Tx, tenant: string, person: Person): Promise<void> {
  const registeredAt = person.lastModified
  await tx.insert(table).values({ ...toColumns(person), id: person.id, tenant, registeredAt })
}

/** Saves under the version that was read; a rival's save in between is a conflict. */
export async function savePerson(tx: Tx, tenant: string, person: Person): Promise<void> {
  try {
    const result = await tx
      .update(table)
      .set(toColumns(person))
      .where(sameVersion(tenant, person.id, person.version - 1))
    expectOne(result, 'record')
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict('That account is linked to another record.')
    throw error
  }
}

/** The one record has become the other, and so have those that had become the one. */
export async function saveMerged(tx: Tx, tenant: string, from: Person, to: string): Promise<void> {
  const result = await tx
    .update(table)
    .set({ mergedInto: to, accountId: null, version: from.version + 1 })
    .where(and(sameVersion(tenant, from.id, from.version), isNull(table.mergedInto)))
  expectOne(result, 'record')
  await tx
    .update(table)
    .set({ mergedInto: to })
    .where(and(eq(table.tenant, tenant), eq(table.mergedInto, from.id), ne(table.id, to)))
}

function sameVersion(tenant: string, id: string, version: number): SQL | undefined {
  return and(eq(table.tenant, tenant), eq(table.id, id), eq(table.version, version))
}

function toColumns({ id: _, nhsNumber, ...person }: Person) {
  return {
    ...person,
    familyKey: foldName(person.familyName),
    nhsNumber: nhsNumber?.digits ?? null,
    nhsNumberTracing: nhsNumber?.tracing ?? null,
  }
}

function toPerson(row: Row): Person {
  const {
    tenant: _,
    familyKey: __,
    mergedInto: ___,
    registeredAt: ____,
    nhsNumber: digits,
    nhsNumberTracing: tracing,
    ...person
  } = row
  const nhsNumber = digits === null || tracing === null ? null : { digits, tracing }
  return { ...person, nhsNumber }
}
