import { randomBytes } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FakeSmtp } from '@waymark/testing'
import { beforeAll, expect, test } from 'vitest'
import {
  bringBack,
  carryWithdrawals,
  emptyBeside,
  type Kept,
  keepHouse,
  type Place,
  withdrawals,
} from '../support/backed-up-house.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'

const ground = openStormGround()

let smtp: FakeSmtp
let kept: Kept
beforeAll(async () => {
  smtp = await ground.aMailServer()
  kept = await keepHouse(ground.folder(), smtp)
}, stormLimitMs)

let count = 0
const nextName = () => {
  count += 1
  return `case-${count}`
}

/** A copy of a backup, for this case to spoil. */
function spoiled(backup: string, spoil: (folder: string) => void): string {
  const folder = join(ground.folder(), `${nextName()}-backup`)
  cpSync(backup, folder, { recursive: true })
  spoil(folder)
  return folder
}

/** A place to restore to, with this house's keys and list. */
function target(prepare: (place: Place) => void = () => {}): Place {
  const to = emptyBeside(kept.place, ground.folder(), nextName(), smtp)
  carryWithdrawals(kept.place, to)
  prepare(to)
  return to
}

const withoutKey = ({ secretsDir }: Place) => rmSync(join(secretsDir, 'backup-key'))
const databasesIn = ({ dataDir }: Place) =>
  readdirSync(dataDir).filter((name) => name.includes('.db') && !/\.(lock|hearing)$/.test(name))

function flip(path: string): void {
  const bytes = readFileSync(path)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

const edit = (folder: string, change: (manifest: Record<string, unknown>) => void) => {
  const path = join(folder, 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  change(manifest)
  writeFileSync(path, JSON.stringify(manifest))
}

interface Case {
  readonly what: string
  readonly backup: () => string
  readonly to?: () => Place
  readonly asked?: Parameters<typeof bringBack>[2]
  readonly says: string
}

const cases: readonly Case[] = [
  {
    what: 'another key than it was taken with',
    backup: () => kept.closed,
    to: () =>
      target(({ secretsDir }) =>
        writeFileSync(join(secretsDir, 'backup-key'), randomBytes(32).toString('base64')),
      ),
    says: 'Either the backup-key in SECRETS_DIR is not the one',
  },
  {
    what: 'a key that is no key',
    backup: () => kept.closed,
    to: () => target(({ secretsDir }) => writeFileSync(join(secretsDir, 'backup-key'), 'short')),
    says: 'openssl rand -base64 32',
  },
  {
    what: 'no key for what is encrypted',
    backup: () => kept.closed,
    to: () => target(withoutKey),
    says: 'Put the backup-key that it was taken with in SECRETS_DIR.',
  },
  {
    what: 'what is not encrypted where there is a key: anybody could have made it',
    backup: () => kept.open,
    says: 'This backup is not encrypted, but there is a backup-key',
  },
  {
    what: 'a file that was changed',
    backup: () => spoiled(kept.closed, (folder) => flip(join(folder, 'people.db.sealed'))),
    says: 'The file people.db.sealed was changed since the backup.',
  },
  {
    what: 'one file that stands for another',
    backup: () =>
      spoiled(kept.closed, (folder) =>
        cpSync(join(folder, 'web.db.sealed'), join(folder, 'people.db.sealed')),
      ),
    says: 'The file people.db.sealed was changed since the backup.',
  },
  {
    what: 'a file that is missing',
    backup: () => spoiled(kept.closed, (folder) => rmSync(join(folder, 'referrals.db.sealed'))),
    says: 'The file referrals.db.sealed is missing in this backup.',
  },
  {
    what: 'a manifest that was changed',
    backup: () =>
      spoiled(kept.closed, (folder) =>
        edit(folder, (it) => Object.assign(it, { tenant: 'elsewhere' })),
      ),
    says: 'or its manifest was changed',
  },
  {
    what: 'a manifest without its seal',
    backup: () => spoiled(kept.closed, (folder) => rmSync(join(folder, 'manifest.seal'))),
    says: 'or its manifest was changed',
  },
  {
    what: 'a backup that was cut off: its manifest comes last',
    backup: () => spoiled(kept.closed, (folder) => rmSync(join(folder, 'manifest.json'))),
    says: 'That is not a finished backup',
  },
  {
    what: 'a folder that is not there',
    backup: () => join(ground.folder(), 'nowhere'),
    says: 'That is not a finished backup',
  },
  {
    what: 'a backup of a newer version',
    backup: () =>
      spoiled(kept.open, (folder) => edit(folder, (it) => Object.assign(it, { version: 2 }))),
    to: () => target(withoutKey),
    says: 'taken by a newer version of Waymark',
  },
  {
    what: 'a backup of another place',
    backup: () =>
      spoiled(kept.open, (folder) =>
        edit(folder, (it) => Object.assign(it, { tenant: 'elsewhere' })),
      ),
    to: () => target(withoutKey),
    says: 'This backup is of elsewhere, and TENANT says demo.',
  },
  {
    what: 'a copy that is not what its manifest says',
    backup: () =>
      spoiled(kept.open, (folder) =>
        edit(folder, (it) => {
          const [first] = it.databases as { head: number }[]
          Object.assign(first ?? {}, { head: 12_345 })
        }),
      ),
    to: () => target(withoutKey),
    says: 'The copy of identity is not what its manifest says.',
  },
  {
    what: 'another audit key than the records were written with',
    backup: () => kept.closed,
    to: () =>
      target(({ secretsDir }) =>
        writeFileSync(join(secretsDir, 'audit-key'), randomBytes(32).toString('base64url')),
      ),
    says: 'or the audit-key in SECRETS_DIR is not the one it was written with',
  },
  {
    what: 'no audit key: none is made',
    backup: () => kept.closed,
    to: () => target(({ secretsDir }) => rmSync(join(secretsDir, 'audit-key'))),
    says: 'There is no audit-key in SECRETS_DIR.',
  },
  {
    what: 'a service that the backup does not have',
    backup: () => kept.closed,
    asked: { only: ['kitchen'] },
    says: '--only can name what this backup has: identity, directory,',
  },
  {
    what: 'no list of withdrawals',
    backup: () => kept.closed,
    to: () => target(({ dataDir }) => rmSync(join(dataDir, withdrawals))),
    says: 'add --without-withdrawals: sharing that was stopped after the backup comes back',
  },
]

test.each(cases)(
  'refused: $what',
  async ({ backup, to = () => target(), asked, says }) => {
    const place = to()
    const tried = bringBack(place, backup(), asked)
    await expect(tried).rejects.toMatchObject({ message: expect.stringContaining(says) })
    // Nothing of it is there, nor of what was tried.
    expect(databasesIn(place)).toEqual([])
  },
  stormLimitMs,
)
