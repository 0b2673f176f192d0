import { expect, test } from 'vitest'
import { createHealth } from './health.ts'

const good = async () => ({ engine: 'libsql-file', ready: true })

test('happy: each concern names its engine, and all are ready', async () => {
  const health = createHealth()
  health.register('records', good)
  health.register('queue', async () => ({ engine: 'in-process', ready: true, detail: 'Empty.' }))
  expect(await health.report()).toEqual({
    ready: true,
    stopping: false,
    concerns: {
      records: { engine: 'libsql-file', ready: true },
      queue: { engine: 'in-process', ready: true, detail: 'Empty.' },
    },
  })
})

test('refused: not ready while stopping, though its engines are', async () => {
  const health = createHealth()
  health.register('records', good)
  health.setStopping()
  expect(await health.report()).toMatchObject({
    ready: false,
    stopping: true,
    concerns: { records: { ready: true } },
  })
})

test('happy: what requests can do without is shown as away, no more', async () => {
  const health = createHealth()
  health.register('records', good)
  const away = { engine: 'BullMQ on Redis', ready: false, detail: 'Redis cannot be reached.' }
  health.register('queue', async () => away, { requestsNeedIt: false })
  expect(await health.report()).toMatchObject({ ready: true, concerns: { queue: away } })
  health.register('search', async () => ({ engine: 'meilisearch', ready: false }))
  expect(await health.report()).toMatchObject({ ready: false })
})

test('refused: a concern is registered once', () => {
  const health = createHealth()
  health.register('records', good)
  expect(() => health.register('records', good)).toThrow('once')
})

test('refused: a check that hangs is cut short and not piled up', async () => {
  const health = createHealth({ limitMs: 5 })
  let started = 0
  let release = () => {}
  health.register('search', async () => {
    started += 1
    if (started === 2) await new Promise<void>((resolve) => (release = resolve))
    return { engine: 'meilisearch', ready: true }
  })
  await health.report()
  const late = { engine: 'meilisearch', ready: false, detail: 'No answer within 0.005 seconds.' }
  for (let probe = 0; probe < 3; probe += 1) {
    expect((await health.report()).concerns.search).toEqual(late)
  }
  expect(started).toBe(2)
  release()
  await expect.poll(async () => (await health.report()).ready).toBe(true)
})

test('secure: what a failing check says stays inside', async () => {
  const health = createHealth()
  health.register('records', () => Promise.reject(new Error('canary')))
  const report = await health.report()
  expect(report.concerns.records).toEqual({
    engine: 'unknown',
    ready: false,
    detail: 'The check failed.',
  })
})
