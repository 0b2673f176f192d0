import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { type ServiceName, serviceNames } from '@waymark/core'
import { type FakeSmtp, waitFor } from '@waymark/testing'
import { expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { openHouse, settle } from '../support/killed-house.ts'
import { lookInto } from '../support/outside.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'
import { loopEnv } from './loop-whole.ts'
import { openLoop, takeLoopTurn } from './loop-work.ts'

const turns = 8
const times = 5
/** What a consumer keeps for itself: how far it has read, and what it has applied. */
const readersOwn = ['cursors', 'inbox']

const ground = openStormGround()

/** Every row of every service, but what consumers keep for themselves. */
async function rowsOf(dataDir: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const all: Record<string, readonly string[]> = {}
  for (const service of serviceNames) {
    const outside = lookInto(dataDir, service)
    const tables = await outside.rows(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
    )
    for (const table of tables.map(({ name }) => String(name))) {
      if (readersOwn.includes(table)) continue
      const rows = await outside.rows(`select * from "${table}"`)
      all[`${service} ${table}`] = rows.map((row) => JSON.stringify(row)).sort()
    }
    outside.close()
  }
  return all
}

/** Has every consumer read every log from its beginning; gives how many deliveries that makes. */
async function rewind(dataDir: string): Promise<number> {
  let deliveries = 0
  for (const service of serviceNames) {
    const client = createClient({ url: `file:${join(dataDir, `${service}.db`)}` })
    const { rows } = await client.execute(
      'select coalesce(sum(seq - started_after), 0) as all_of from cursors',
    )
    deliveries += Number(rows[0]?.all_of)
    await client.execute('update cursors set seq = started_after')
    client.close()
  }
  return deliveries
}

async function hasReadAll(dataDir: string): Promise<boolean> {
  const heads = new Map<string, number>()
  for (const service of serviceNames) {
    heads.set(service, await numberIn(dataDir, service, 'select max(seq) from events'))
  }
  for (const service of serviceNames) {
    const outside = lookInto(dataDir, service)
    const cursors = await outside.rows('select source, seq from cursors')
    outside.close()
    if (cursors.some(({ source, seq }) => Number(seq) < (heads.get(String(source)) ?? 0)))
      return false
  }
  return true
}

async function numberIn(dataDir: string, service: ServiceName, sql: string): Promise<number> {
  const outside = lookInto(dataDir, service)
  const found = await outside.count(sql)
  outside.close()
  return found
}

async function workInAHouse(dataDir: string, smtp: FakeSmtp) {
  const env = loopEnv(dataDir, smtp)
  const house = await openHouse(env)
  const loop = openLoop(house.platform)
  for (let turn = 0; turn < turns; turn += 1) await takeLoopTurn(loop, turn, () => {})
  await house.platform.lifecycle.stop('worked')
  await settle(env)
  return env
}

test('secure: every event delivered five times again changes no row and sends no e-mail', {
  timeout: stormLimitMs,
}, async (context) => {
  const score = scoreOf(context, {
    area: 'Events',
    target: 'delivered five times: no effect twice',
  })
  const smtp = await ground.aMailServer()
  const dataDir = join(ground.folder(), 'data')
  const env = await workInAHouse(dataDir, smtp)
  const before = await rowsOf(dataDir)
  const sent = smtp.received.length
  expect(sent).toBeGreaterThanOrEqual(turns)
  let deliveries = 0
  for (let time = 0; time < times; time += 1) {
    deliveries += await rewind(dataDir)
    const house = await openHouse(env)
    await waitFor('every log to be read again', () => hasReadAll(dataDir), stormLimitMs)
    await house.platform.queue.drained()
    await house.platform.lifecycle.stop('read again')
    expect(await rowsOf(dataDir)).toEqual(before)
  }
  expect(deliveries).toBeGreaterThan(times * 100)
  expect(smtp.received).toHaveLength(sent)
  score(`${deliveries} deliveries, no row changed, no e-mail sent`)
})
