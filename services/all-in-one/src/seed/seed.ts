import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '@waymark/core'
import { z } from 'zod'
import { demoAccounts, demoPassword, demoWorkplaces } from './accounts.ts'
import { demoListings } from './listings.ts'
import { demoLocations } from './locations.ts'
import { demoOrganisations } from './organisations.ts'
import { demoPeople } from './people.ts'
import { demoPlans } from './plans.ts'
import { type Ground, plantTenant } from './plant.ts'
import { demoReadyGroups } from './ready-groups.ts'
import type { DemoTenant } from './records.ts'
import { demoReferrals } from './referrals.ts'
import { secondTenant } from './second-tenant.ts'

const progress = z.object({ startedAt: z.iso.datetime(), done: z.boolean() })

interface SeedOptions {
  readonly ground: Ground
  readonly tenant: string
  readonly dataDir: string
  readonly now: Clock
}

/** Plants the demo once. One that was cut off is taken up where it stopped. */
export async function seedDemo({ ground, tenant, dataDir, now }: SeedOptions): Promise<void> {
  const file = join(dataDir, 'seed.json')
  const found = await readProgress(file)
  if (found?.done === true) return
  const startedAt = found?.startedAt ?? now().toISOString()
  await saveProgress(file, { startedAt, done: false })
  const first: DemoTenant = {
    tenant,
    organisations: demoOrganisations,
    locations: demoLocations,
    readyGroups: demoReadyGroups,
    listings: demoListings,
    workplaces: demoWorkplaces,
    accounts: demoAccounts,
    people: demoPeople,
    referrals: demoReferrals,
    plans: demoPlans,
  }
  const given = { password: demoPassword, startedAt: new Date(startedAt) }
  for (const demo of [first, secondTenant]) await plantTenant(ground, demo, given)
  await ground.directory.projector.catchUp()
  await saveProgress(file, { startedAt, done: true })
}

async function readProgress(file: string): Promise<z.infer<typeof progress> | null> {
  try {
    return progress.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}

async function saveProgress(file: string, made: z.infer<typeof progress>): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(`${file}.new`, JSON.stringify(made))
  await rename(`${file}.new`, file)
}
