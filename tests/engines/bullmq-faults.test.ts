import { fileURLToPath } from 'node:url'
import { runChild, waitFor } from '@waymark/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { scoreOf } from '../scoreboard/score.ts'
import { createQueuesOnRedis } from '../support/queues-on-redis.ts'
import { noRedis, type RedisServer } from '../support/redis-server.ts'
import { stormLimitMs } from '../support/storm-houses.ts'
import { stormSize } from '../support/storm-size.ts'

const missing = noRedis()
const ids = (count: number) => Array.from({ length: count }, (_, index) => `job-${index + 1}`)

describe.skipIf(missing !== null)(`BullMQ when things break ${missing ?? ''}`, () => {
  const { aServer, openOn, atEnd, end } = createQueuesOnRedis()
  afterEach(end)

  const aWorkerThatHangs = async ({ url }: RedisServer) => {
    const script = fileURLToPath(new URL('./queue-worker.ts', import.meta.url))
    const worker = runChild({ script, args: [url] })
    atEnd(worker.kill)
    await waitFor('the worker to start its job', () => worker.output().includes('started job-1'))
    return worker
  }
  const kept = ({ ask }: RedisServer) =>
    ask(async (redis) => {
      const waiting = await redis.llen('{waymark-mail}:mail:wait')
      return waiting + (await redis.zcard('{waymark-mail}:mail:delayed'))
    })

  test(
    'refused: workers killed in the middle: each job is back within 10 s, once',
    async (context) => {
      const crashes = stormSize({ ci: 5, full: 40 })
      const target = 'p95 at most 10 s, each once'
      const score = scoreOf(context, { area: "A crashed worker's BullMQ job", target })
      const server = await aServer()
      const backAfterMs: number[] = []
      for (let crash = 0; crash < crashes; crash += 1) {
        const queue = await openOn(server)
        queue.add('mail', { id: 'job-1' })
        const worker = await aWorkerThatHangs(server)
        const seen: [string | null, number][] = []
        queue.work('mail', async ({ id, attempt }) => void seen.push([id, attempt]))
        const killedAt = performance.now()
        await worker.kill()
        await waitFor('the job to be back', () => seen.length > 0, 60_000)
        backAfterMs.push(performance.now() - killedAt)
        await queue.drained()
        expect(seen).toEqual([['job-1', 2]])
        await queue.close()
      }
      const p95Ms = backAfterMs.toSorted((one, other) => one - other)[Math.ceil(crashes * 0.95) - 1]
      score(`p95 ${(Number(p95Ms) / 1000).toFixed(1)} s of ${crashes}`)
      expect(p95Ms).toBeLessThanOrEqual(10_000)
    },
    stormLimitMs,
  )

  test('refused: a job that ran in two workers when they were killed has failed', async () => {
    const server = await aServer()
    const failures: (string | null)[] = []
    const queue = await openOn(server, { onFailed: ({ id }) => void failures.push(id) })
    queue.add('mail', { id: 'job-1' })
    await (await aWorkerThatHangs(server)).kill()
    await (await aWorkerThatHangs(server)).kill()
    let runs = 0
    queue.work('mail', async () => {
      runs += 1
    })
    await waitFor('the failure to be reported', () => failures.length > 0)
    await queue.drained()
    expect({ failures, runs }).toEqual({ failures: ['job-1'], runs: 0 })
    expect(await queue.health()).toMatchObject({ failed: 1 })
  }, 45_000)

  test('refused: Redis killed and started again: what it kept runs', async () => {
    const server = await aServer()
    const queue = await openOn(server)
    const seen: (string | null)[] = []
    for (const id of ids(50)) queue.add('mail', { id })
    queue.add('mail', { id: 'late-job' }, { delayMs: 500 })
    await waitFor('Redis to have all', async () => (await kept(server)) === 51)
    queue.work('other', async ({ id }) => void seen.push(id))
    await server.kill()
    await waitFor('the queue to notice', async () => !(await queue.health()).ready)
    await server.start()
    queue.work('mail', async ({ id }) => void seen.push(id))
    queue.add('other', { id: 'for-the-other-worker' })
    await queue.drained()
    expect(seen.toSorted()).toEqual([...ids(50), 'for-the-other-worker', 'late-job'].toSorted())
    await waitFor('the queue to be ready again', async () => (await queue.health()).ready)
  })

  test('refused: Redis wiped, idle and in the middle of a nudge: later ones work', async () => {
    const server = await aServer()
    const queue = await openOn(server)
    let release = () => {}
    let runs = 0
    queue.work('inbox', async () => {
      runs += 1
      if (runs === 2) await new Promise<void>((resolve) => (release = resolve))
    })
    queue.nudge('inbox')
    await queue.drained()
    await server.ask((redis) => redis.flushall())
    queue.nudge('inbox')
    await waitFor('the second run', () => runs === 2)
    await server.ask((redis) => redis.flushall())
    release()
    queue.nudge('inbox')
    await waitFor('the third run', () => runs === 3)
    await queue.drained()
    queue.nudge('inbox')
    await waitFor('the fourth run', () => runs === 4)
    await queue.drained()
    expect(await queue.health()).toMatchObject({ ready: true, waiting: 0, running: 0 })
  })

  test('refused: no Redis at the start: nothing waits for it, then it is used', async () => {
    const server = await aServer({ started: false })
    const queue = await openOn(server)
    const seen: (string | null)[] = []
    queue.work('mail', async ({ id }) => void seen.push(id))
    for (const id of ids(20)) queue.add('mail', { id })
    for (let count = 0; count < 20; count += 1) queue.nudge('inbox')
    expect(await queue.health()).toMatchObject({
      engine: 'BullMQ on Redis',
      ready: false,
      waiting: 21,
      detail: 'Redis cannot be reached: jobs wait here until it is back.',
    })
    await server.start()
    await waitFor('the jobs to run', () => seen.length === 20)
    expect(seen).toEqual(ids(20))
    expect(await queue.health()).toMatchObject({ ready: true })
  })

  test('refused: what is held for a Redis that is away is bounded and counted', async () => {
    const server = await aServer({ started: false })
    const queue = await openOn(server, { holdAtMost: 5 })
    for (const id of ids(12)) queue.add('mail', { id })
    queue.nudge('mail')
    expect(await queue.health()).toMatchObject({ waiting: 5 })
    expect((await queue.health()).detail).toContain('8 were let go for a sweep to find.')
    await server.start()
    const seen: (string | null)[] = []
    queue.work('mail', async ({ id }) => void seen.push(id))
    await queue.drained()
    queue.nudge('mail')
    await queue.drained()
    expect(seen).toEqual([...ids(5), null])
  })

  test('refused: Redis that takes calls and answers nothing holds nobody up', async () => {
    const server = await aServer()
    const queue = await openOn(server)
    const seen: (string | null)[] = []
    queue.work('mail', async ({ id }) => void seen.push(id))
    queue.add('mail', { id: 'before-it-hung' })
    await queue.drained()
    server.pause()
    queue.add('mail', { id: 'while-it-hung' })
    expect(await queue.health()).toMatchObject({ ready: false, waiting: 1 })
    server.resume()
    await queue.drained()
    expect(seen).toEqual(['before-it-hung', 'while-it-hung'])
  })

  test('refused: closing does not wait for a Redis that is away', async () => {
    const server = await aServer()
    const queue = await openOn(server, { closeMs: 500 })
    queue.work('mail', async () => {})
    queue.add('mail', { id: 'job-1' })
    await queue.drained()
    await server.kill()
    queue.add('mail', { id: 'job-2' })
    await queue.close()
    expect(await queue.health()).toMatchObject({ ready: false })
  })
})
