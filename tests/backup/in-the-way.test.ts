import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beginRestore } from '@waymark/db'
import type { FakeSmtp } from '@waymark/testing'
import { beforeAll, expect, test } from 'vitest'
import {
  backUp,
  bringBack,
  copyOf,
  emptyBeside,
  factsOf,
  type Kept,
  keepHouse,
} from '../support/backed-up-house.ts'
import { openHouse } from '../support/killed-house.ts'
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

test(
  'refused: records that are there; put aside, they are kept, with what was not yet in the file',
  async () => {
    const there = copyOf(kept.place, ground.folder(), nextName(), smtp)
    writeFileSync(join(there.dataDir, 'people.db-wal'), 'not yet in the file')
    const before = readFileSync(join(there.dataDir, 'referrals.db'))
    await expect(bringBack(there, kept.closed)).rejects.toMatchObject({
      message: expect.stringContaining('There are records already: identity, directory, people'),
    })
    expect(readFileSync(join(there.dataDir, 'referrals.db')).equals(before)).toBe(true)
    await bringBack(there, kept.closed, { replace: true })
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
    const there = copyOf(kept.place, ground.folder(), nextName(), smtp)
    const { platform } = await openHouse(there.env)
    await expect(bringBack(there, kept.closed, { replace: true })).rejects.toMatchObject({
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
    const there = copyOf(kept.place, ground.folder(), nextName(), smtp)
    await beginRestore(there.dataDir)
    await expect(openHouse(there.env)).rejects.toMatchObject({
      message: expect.stringContaining('A restore of this data was cut off.'),
    })
    await expect(backUp(there, join(ground.folder(), nextName()))).rejects.toMatchObject({
      message: expect.stringContaining('A restore of this data was cut off.'),
    })
    await bringBack(there, kept.closed, { replace: true })
    const { platform } = await openHouse(there.env)
    await platform.lifecycle.stop('test')
  },
  stormLimitMs,
)

test(
  'refused: a backup into a folder that has something in it, or of nothing',
  async () => {
    await expect(backUp(kept.place, kept.closed)).rejects.toMatchObject({
      message: 'There is something in that folder already. Name a new one for each backup.',
    })
    const empty = emptyBeside(kept.place, ground.folder(), nextName(), smtp)
    const nothing = join(ground.folder(), nextName())
    await expect(backUp(empty, nothing)).rejects.toMatchObject({
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
    await backUp(kept.place, folder)
    expect(existsSync(`${folder}.unfinished`)).toBe(false)
    expect(readdirSync(folder)).not.toContain('people.db')
  },
  stormLimitMs,
)

test(
  'happy: where the list of withdrawals is lost, an operator who knows may go on',
  async () => {
    const there = emptyBeside(kept.place, ground.folder(), nextName(), smtp)
    const said = await bringBack(there, kept.closed, { withoutWithdrawals: true })
    expect(said).toContain('0 withdrawals and removals since then')
    const { platform } = await openHouse(there.env)
    await platform.lifecycle.stop('test')
  },
  stormLimitMs,
)
