import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beginRestore } from '@waymark/db'
import { beforeAll, expect, test } from 'vitest'
import {
  backUp,
  bringBack,
  carryWithdrawals,
  copyOf,
  emptyBeside,
  factsOf,
  type Place,
  placeIn,
  putBackupKey,
  withdrawals,
} from '../support/backed-up-house.ts'
import { openHouse } from '../support/killed-house.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'

const ground = openStormGround()

let place: Place
let smtp: Awaited<ReturnType<typeof ground.aMailServer>>
/** One that is encrypted, and one that is not. */
let closed: string
let open: string
beforeAll(async () => {
  smtp = await ground.aMailServer()
  place = placeIn(ground.folder(), 'house', smtp)
  const { platform } = await openHouse(place.env)
  await platform.lifecycle.stop('test')
  open = join(ground.folder(), 'open')
  closed = join(ground.folder(), 'closed')
  await backUp(place, open)
  putBackupKey(place)
  await backUp(place, closed)
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
  const to = emptyBeside(place, ground.folder(), nextName(), smtp)
  carryWithdrawals(place, to)
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
    backup: () => closed,
    to: () =>
      target(({ secretsDir }) =>
        writeFileSync(join(secretsDir, 'backup-key'), randomBytes(32).toString('base64')),
      ),
    says: 'Either the backup-key in SECRETS_DIR is not the one',
  },
  {
    what: 'a key that is no key',
    backup: () => closed,
    to: () => target(({ secretsDir }) => writeFileSync(join(secretsDir, 'backup-key'), 'short')),
    says: 'openssl rand -base64 32',
  },
  {
    what: 'no key for what is encrypted',
    backup: () => closed,
    to: () => target(withoutKey),
    says: 'Put the backup-key that it was taken with in SECRETS_DIR.',
  },
  {
    what: 'what is not encrypted where there is a key: anybody could have made it',
    backup: () => open,
    says: 'This backup is not encrypted, but there is a backup-key',
  },
  {
    what: 'a file that was changed',
    backup: () => spoiled(closed, (folder) => flip(join(folder, 'people.db.sealed'))),
    says: 'The file people.db.sealed was changed since the backup.',
  },
  {
    what: 'one file that stands for another',
    backup: () =>
      spoiled(closed, (folder) =>
        cpSync(join(folder, 'web.db.sealed'), join(folder, 'people.db.sealed')),
      ),
    says: 'The file people.db.sealed was changed since the backup.',
  },
  {
    what: 'a file that is missing',
    backup: () => spoiled(closed, (folder) => rmSync(join(folder, 'referrals.db.sealed'))),
    says: 'The file referrals.db.sealed is missing in this backup.',
  },
  {
    what: 'a manifest that was changed',
    backup: () =>
      spoiled(closed, (folder) => edit(folder, (it) => Object.assign(it, { tenant: 'elsewhere' }))),
    says: 'or its manifest was changed',
  },
  {
    what: 'a manifest without its seal',
    backup: () => spoiled(closed, (folder) => rmSync(join(folder, 'manifest.seal'))),
    says: 'or its manifest was changed',
  },
  {
    what: 'a backup that was cut off: its manifest comes last',
    backup: () => spoiled(closed, (folder) => rmSync(join(folder, 'manifest.json'))),
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
      spoiled(open, (folder) => edit(folder, (it) => Object.assign(it, { version: 2 }))),
    to: () => target(withoutKey),
    says: 'taken by a newer version of Waymark',
  },
  {
    what: 'a backup of another place',
    backup: () =>
      spoiled(open, (folder) => edit(folder, (it) => Object.assign(it, { tenant: 'elsewhere' }))),
    to: () => target(withoutKey),
    says: 'This backup is of elsewhere, and TENANT says demo.',
  },
  {
    what: 'a copy that is not what its manifest says',
    backup: () =>
      spoiled(open, (folder) =>
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
    backup: () => closed,
    to: () =>
      target(({ secretsDir }) =>
        writeFileSync(join(secretsDir, 'audit-key'), randomBytes(32).toString('base64url')),
      ),
    says: 'or the audit-key in SECRETS_DIR is not the one it was written with',
  },
  {
    what: 'no audit key: none is made',
    backup: () => closed,
    to: () => target(({ secretsDir }) => rmSync(join(secretsDir, 'audit-key'))),
    says: 'There is no audit-key in SECRETS_DIR.',
  },
  {
    what: 'a service that the backup does not have',
    backup: () => closed,
    asked: { only: ['kitchen'] },
    says: '--only can name what this backup has: identity, directory,',
  },
  {
    what: 'no list of withdrawals',
    backup: () => closed,
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

test(
  'refused: records that are there; put aside, they are kept, with what was not yet in the file',
  async () => {
    const there = copyOf(place, ground.folder(), nextName(), smtp)
    writeFileSync(join(there.dataDir, 'people.db-wal'), 'not yet in the file')
    const before = readFileSync(join(there.dataDir, 'referrals.db'))
    await expect(bringBack(there, closed)).rejects.toMatchObject({
      message: expect.stringContaining('There are records already: identity, directory, people'),
    })
    expect(readFileSync(join(there.dataDir, 'referrals.db')).equals(before)).toBe(true)
    await bringBack(there, closed, { replace: true })
    const names = readdirSync(there.dataDir)
    const aside = names.find((name) => /^referrals\.db\.replaced-\d{8}T\d{6}Z$/.test(name)) ?? ''
    expect(readFileSync(join(there.dataDir, aside)).equals(before)).toBe(true)
    const wal = names.find((name) => /^people\.db\.replaced-.*-wal$/.test(name)) ?? ''
    expect(readFileSync(join(there.dataDir, wal), 'utf8')).toBe('not yet in the file')
    expect((await factsOf(there, 'people')).head).toBeGreaterThan(1_000_000)
  },
  stormLimitMs,
)

test(
  'refused: while a server runs, and while another backup does',
  async () => {
    const there = copyOf(place, ground.folder(), nextName(), smtp)
    const { platform } = await openHouse(there.env)
    await expect(bringBack(there, closed, { replace: true })).rejects.toMatchObject({
      message: expect.stringContaining('Another Waymark server is already using'),
    })
    await platform.lifecycle.stop('test')
    const first = backUp(there, join(ground.folder(), nextName()))
    const second = backUp(there, join(ground.folder(), nextName()))
    const outcomes = await Promise.allSettled([first, second])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes).toContainEqual(
      expect.objectContaining({
        reason: expect.objectContaining({
          message: 'Another backup or restore of this data is under way.',
        }),
      }),
    )
  },
  stormLimitMs,
)

test(
  'refused: a house whose restore was cut off does not open, until it is restored',
  async () => {
    const there = copyOf(place, ground.folder(), nextName(), smtp)
    await beginRestore(there.dataDir)
    await expect(openHouse(there.env)).rejects.toMatchObject({
      message: expect.stringContaining('A restore of this data was cut off.'),
    })
    await expect(backUp(there, join(ground.folder(), nextName()))).rejects.toMatchObject({
      message: expect.stringContaining('A restore of this data was cut off.'),
    })
    await bringBack(there, closed, { replace: true })
    const { platform } = await openHouse(there.env)
    await platform.lifecycle.stop('test')
  },
  stormLimitMs,
)

test(
  'refused: a backup into a folder that has something in it, or of nothing',
  async () => {
    await expect(backUp(place, closed)).rejects.toMatchObject({
      message: 'There is something in that folder already. Name a new one for each backup.',
    })
    const nothing = join(ground.folder(), nextName())
    await expect(backUp(target(), nothing)).rejects.toMatchObject({
      message: 'There is nothing to back up in DATA_DIR.',
    })
    expect(existsSync(nothing)).toBe(false)
  },
  stormLimitMs,
)

test(
  'secure: what a run that was killed left in the clear is gone after the next',
  async () => {
    const folder = join(ground.folder(), nextName())
    mkdirSync(`${folder}.unfinished`)
    writeFileSync(join(`${folder}.unfinished`, 'people.db'), 'records in the clear')
    appendFileSync(join(`${folder}.unfinished`, 'people.db-journal'), 'and more')
    await backUp(place, folder)
    expect(existsSync(`${folder}.unfinished`)).toBe(false)
    expect(readdirSync(folder)).not.toContain('people.db')
  },
  stormLimitMs,
)
