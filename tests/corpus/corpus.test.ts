import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import {
  carePlansEvents,
  directoryEvents,
  type EventDefinition,
  identityEvents,
  peopleEvents,
  referralsEvents,
} from '@waymark/contracts'
import { serviceNames } from '@waymark/core'
import { waitFor } from '@waymark/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { scoreOf } from '../scoreboard/score.ts'
import { openHouse } from '../support/killed-house.ts'
import { lookInto } from '../support/outside.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'

const told = z.strictObject({
  service: z.enum(serviceNames),
  type: z.string(),
  version: z.number().int().positive(),
  payload: z.record(z.string(), z.unknown()),
})
type Told = z.output<typeof told>

const corpus = z
  .array(told)
  .parse(JSON.parse(readFileSync(new URL('events.json', import.meta.url), 'utf8')))

const definitions: readonly EventDefinition[] = [
  identityEvents,
  directoryEvents,
  peopleEvents,
  referralsEvents,
  carePlansEvents,
].flatMap((events) => Object.values<EventDefinition>(events))

const ground = openStormGround()

test('happy: every event of the contracts is in it, as it is told now', () => {
  const known = new Set(corpus.map(({ type, version }) => `${type} ${version}`))
  const missing = definitions.filter(({ type, version }) => !known.has(`${type} ${version}`))
  expect(missing.map(({ type }) => type)).toEqual([])
})

test('refused: a line that the contract of its version does not read', () => {
  for (const { type, version, payload } of corpus) {
    const definition = definitions.find((each) => each.type === type)
    if (definition?.version !== version) continue
    expect(definition.payload.safeParse(payload).error, type).toBeUndefined()
  }
})

/** As its owner told it, but of nobody who is in the house. */
async function tell(dataDir: string): Promise<void> {
  for (const service of serviceNames) {
    const client = createClient({ url: `file:${join(dataDir, `${service}.db`)}` })
    const own = corpus.filter((each) => each.service === service)
    await client.batch(own.map(statementOf), 'write')
    client.close()
  }
}

function statementOf({ type, version, payload }: Told, at: number) {
  const definition = definitions.find((each) => each.type === type)
  const subject = String(payload[definition?.subject ?? 'id'])
  const id = `corpus-${type}-${version}-${at}`
  return {
    sql: `insert into events (id, tenant, type, version, subject, payload, occurred_at)
      values (?, 'demo', ?, ?, ?, ?, '2026-11-22T09:00:00.000Z')`,
    args: [id, type, version, subject, JSON.stringify(payload)],
  }
}

/** Every reader of every log, and how far it is behind. */
async function behind(dataDir: string): Promise<number> {
  let events = 0
  for (const service of serviceNames) {
    const outside = lookInto(dataDir, service)
    for (const { source, seq } of await outside.rows('select source, seq from cursors')) {
      const owner = serviceNames.find((each) => each === source)
      if (owner === undefined) throw new Error(`There is no service ${source}.`)
      const log = lookInto(dataDir, owner)
      events += Math.max(0, (await log.count('select max(seq) from events')) - Number(seq))
      log.close()
    }
    outside.close()
  }
  return events
}

test('secure: every consumer of every service reads all of it, and puts nothing aside', {
  timeout: stormLimitMs,
}, async (context) => {
  const target = 'every version of every event read by every consumer'
  const score = scoreOf(context, { area: 'Events', target })
  const dataDir = join(ground.folder(), 'data')
  const env = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }
  const planted = await openHouse(env)
  await planted.platform.queue.drained()
  await planted.platform.lifecycle.stop('planted')
  await tell(dataDir)
  const house = await openHouse(env)
  await waitFor('every log to be read', async () => (await behind(dataDir)) === 0, stormLimitMs)
  await house.platform.queue.drained()
  await house.platform.lifecycle.stop('read')
  let readers = 0
  for (const service of serviceNames) {
    const outside = lookInto(dataDir, service)
    expect(await outside.rows('select type, reason from parked_events'), service).toEqual([])
    readers += await outside.count('select count(*) from cursors')
    outside.close()
  }
  expect(readers).toBeGreaterThan(5)
  score(`${corpus.length} events, ${readers} readers, none put aside`)
})
