import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { anOrganisation, findEngine, waitFor } from '@waymark/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { scoreOf } from '../scoreboard/score.ts'
import { lagOf, openHouse } from '../support/killed-house.ts'
import { lookInto } from '../support/outside.ts'
import {
  addressOf,
  operatorHeaders,
  type Program,
  runServer,
  stopServer,
} from '../support/run-waymark.ts'
import { mountSmallDisk, noSmallDisk, type SmallDisk } from '../support/small-disk.ts'
import { expectSound } from '../support/sound-house.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'

const unmountable = noSmallDisk()
const { path: strace, missing: noStrace } = findEngine('strace')
const untraceable = noStrace ?? mayNotTrace()
const rounds = stormSize({ ci: 3, full: 20 })
const writesUnderErrors = stormSize({ ci: 300, full: 5_000 })
const made = z.object({ id: z.uuid() })
const refused = z.object({ code: z.string(), detail: z.string() })

const { folder } = openStormGround()
let disk: SmallDisk | null = null
let server: Program | undefined
let tracer: ChildProcess | undefined
afterEach(async () => {
  await server?.kill()
  tracer?.kill('SIGKILL')
  disk?.remove()
  disk = null
})

/** Why nobody may be traced here, or null: some containers forbid it. */
function mayNotTrace(): string | null {
  const attach = `sleep 0.2 & exec "${strace}" -qq -e trace=none -p $!`
  const { status } = spawnSync('sh', ['-c', attach], { stdio: 'ignore' })
  return status === 0 ? null : 'strace may not attach to a process here'
}

/** The whole house with its data there, and what it acknowledges when it is written to. */
async function startHouse(dataDir: string) {
  const planted = await openHouse({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  await planted.platform.lifecycle.stop('planted')
  const running = runServer({ DATA_DIR: dataDir })
  server = running
  const address = await addressOf(running)
  const kept: string[] = []
  /** Gives what a refusal says, or null where the write was acknowledged. */
  const writeOne = async () => {
    const body = JSON.stringify(anOrganisation())
    const init = { method: 'POST', headers: operatorHeaders(dataDir), body }
    const answer = await fetch(`${address}/api/directory/v1/organisations`, init)
    const said: unknown = await answer.json()
    if (answer.ok) kept.push(made.parse(said).id)
    return answer.ok ? null : { status: answer.status, ...refused.parse(said) }
  }
  return { running, address, kept, writeOne }
}

type House = Awaited<ReturnType<typeof startHouse>>
type Refusal = Awaited<ReturnType<House['writeOne']>>

function expectPlain(refusal: Refusal): void {
  expect(refusal).toMatchObject({ status: 503, code: 'unavailable' })
  expect(refusal?.detail).toMatch(/^[A-Z][^{}]*\.$/)
}

async function untilRefused({ writeOne }: House, most: number): Promise<Refusal> {
  for (let count = 0; count < most; count += 1) {
    const refusal = await writeOne()
    if (refusal !== null) return refusal
  }
  return null
}

/** Stopped and begun again, all that was acknowledged is there, and nothing broken or put aside. */
async function expectKept({ running, kept }: House, dataDir: string): Promise<void> {
  expect(await stopServer(running, 'SIGTERM')).toBe(0)
  const { platform } = await openHouse({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  await waitFor('everything to be heard', async () => (await lagOf(dataDir)) === 0, 60_000)
  await platform.lifecycle.stop('settled')
  const outside = lookInto(dataDir, 'directory')
  const rows = await outside.rows('select id from organisation')
  outside.close()
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(kept))
  await expectSound(dataDir)
}

describe.skipIf(unmountable !== null)(`A disk that fills up ${unmountable ?? ''}`, () => {
  test(
    'secure: full, it refuses plainly and keeps what it said; freed, it works again by itself',
    async (context) => {
      const target = `${rounds} times full: all acknowledged is there, works again when freed`
      const score = scoreOf(context, { area: 'Disk full and freed', target })
      const ground = mountSmallDisk(64)
      if (ground === null) throw new Error('Without a small disk this is skipped.')
      disk = ground
      const dataDir = join(ground.path, 'data')
      const house = await startHouse(dataDir)
      for (let round = 0; round < rounds; round += 1) {
        expect(await untilRefused(house, 20)).toBeNull()
        ground.fill()
        // Where the log of changes is written over from its start, it takes a few more.
        expectPlain(await untilRefused(house, 5_000))
        expect((await fetch(`${house.address}/find?q=food`)).status).toBe(200)
        ground.free()
        await waitFor('a write to be taken', async () => (await house.writeOne()) === null)
      }
      await expectKept(house, dataDir)
      score(`${rounds} times full, ${house.kept.length} acknowledged, all there`)
    },
    stormLimitMs,
  )
})

/** From now on every third call that makes sure of what was written fails, in that process. */
async function failToSync(program: string, server: Program): Promise<() => Promise<void>> {
  const fault = 'fsync,fdatasync:error=EIO:when=2+3'
  const process = `${server.child.pid}`
  const args = ['-f', '-p', process, '-e', 'trace=fsync,fdatasync', '-e', `inject=${fault}`]
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  tracer = child
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await waitFor('strace to attach', () => {
    if (child.exitCode !== null) throw new Error(`strace may not do that here: ${said}`)
    return said.includes('attached')
  })
  return async () => {
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    await ended
    expect(said).toContain('EIO (Input/output error) (INJECTED)')
  }
}

describe.skipIf(untraceable !== null)(`A disk that fails ${untraceable ?? ''}`, () => {
  test(
    'secure: where the disk cannot make sure, it says so, and all acknowledged is there',
    async (context) => {
      const target = 'all acknowledged is there, integrity clean'
      const score = scoreOf(context, { area: 'EIO when the disk is made sure of', target })
      const dataDir = join(folder(), 'data')
      const house = await startHouse(dataDir)
      const mend = await failToSync(String(strace), house.running)
      const refusals: Refusal[] = []
      for (let count = 0; count < writesUnderErrors; count += 1) {
        const refusal = await house.writeOne()
        if (refusal !== null) refusals.push(refusal)
      }
      for (const refusal of refusals) expectPlain(refusal)
      expect(refusals.length).toBeGreaterThan(writesUnderErrors / 20)
      await mend()
      await waitFor('a write to be taken', async () => (await house.writeOne()) === null)
      await expectKept(house, dataDir)
      score(`${refusals.length} refused, ${house.kept.length} acknowledged, all there`)
    },
    stormLimitMs,
  )
})
