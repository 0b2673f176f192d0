import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createIds, type ServiceName, systemClock } from '@waymark/core'
import { openDatabase, readMigrations, verifyAuditChain } from '@waymark/db'
import { bytesOfSecret } from '@waymark/runtime'
import { expect } from 'vitest'
import { lagOf } from './killed-house.ts'
import { damageIn, lookInto } from './outside.ts'

const keepers: readonly ServiceName[] = [
  'identity',
  'directory',
  'people',
  'referrals',
  'care-plans',
  'notifications',
  'web',
]

/** Each database is sound, each audit chain unbroken, everything heard, and nothing put aside. */
export async function expectSound(dataDir: string): Promise<void> {
  expect(await lagOf(dataDir)).toBe(0)
  for (const service of keepers) {
    const outside = lookInto(dataDir, service)
    expect(await damageIn(outside), service).toEqual([])
    expect(await outside.rows('select type, reason from parked_events'), service).toEqual([])
    const tenants = await outside.rows('select tenant, count(*) as rows from audit group by 1')
    outside.close()
    await expectChains(dataDir, service, tenants)
  }
}

const services = new URL('../../services/', import.meta.url)

async function expectChains(
  dataDir: string,
  service: ServiceName,
  tenants: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const text = readFileSync(join(dataDir, 'secrets', 'audit-key'), 'utf8').trim()
  const auditKey = { id: 'audit-1', secret: bytesOfSecret(text) }
  const migrations = await readMigrations(new URL(`${service}/migrations/`, services))
  const db = await openDatabase({
    ...{ service, migrations, auditKey, now: systemClock, newId: createIds(systemClock) },
    url: pathToFileURL(join(dataDir, `${service}.db`)).href,
  })
  for (const { tenant, rows } of tenants) {
    const found = await verifyAuditChain(db.reader, [auditKey], String(tenant))
    expect(found, `${service} ${tenant}`).toEqual({ rows, brokenAt: null })
  }
  await db.close()
}
