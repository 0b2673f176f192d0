import { AsyncLocalStorage } from 'node:async_hooks'
import { runInsideWrite } from '@waymark/runtime'
import { expect, test, vi } from 'vitest'
import { aGate, id, ids, type OpenOne, turn } from './conformance-gate.ts'
import type { FailedJob, StartedJob } from './port.ts'

/** How an engine ends. */
export function closingCases(openOne: OpenOne): void {
  test('happy: closing waits for what runs and starts nothing more', async () => {
    const queue = await openOne()
    const gate = aGate()
    const started: (string | null)[] = []
    const ended: (string | null)[] = []
    queue.work('mail', async (job) => {
      started.push(job.id)
      await gate.opened
      ended.push(job.id)
    })
    for (const each of ids(3)) queue.add('mail', { id: each })
    await expect.poll(() => started).toEqual([id(1)])
    let closed = false
    const closing = queue.close().then(() => {
      closed = true
    })
    queue.add('mail', { id: 'added-while-closing' })
    await turn()
    expect(closed).toBe(false)
    gate.open()
    await closing
    await turn()
    await turn()
    expect(started).toEqual([id(1)])
    expect(ended).toEqual([id(1)])
  })

  test('secure: a thousand jobs are done beside some that throw, and one that hangs', async () => {
    const failures: FailedJob[] = []
    const queue = await openOne({ onFailed: (failed) => void failures.push(failed) })
    const gate = aGate()
    const done = new Set<string | null>()
    const starts = new Map<string | null, number>()
    const poison: Readonly<Record<string, () => unknown>> = {
      'throws-an-error': () => new RangeError('never'),
      'throws-a-word': () => 'never',
      'throws-nothing': () => undefined,
    }
    queue.work(
      'mail',
      async (job) => {
        starts.set(job.id, (starts.get(job.id) ?? 0) + 1)
        const thrown = poison[job.id ?? '']
        if (thrown !== undefined) throw thrown()
        if (job.id === 'hangs') await gate.opened
        done.add(job.id)
      },
      { concurrency: 4, attempts: 5, backoffMs: 1 },
    )
    const good = ids(1000)
    const mixed = ['hangs', ...good.slice(0, 300), ...Object.keys(poison), ...good.slice(300)]
    for (const each of mixed) queue.add('mail', { id: each })
    await vi.waitFor(() => expect([done.size, failures.length]).toEqual([1000, 3]), 120_000)
    expect(good.filter((each) => starts.get(each) !== 1)).toEqual([])
    expect(Object.keys(poison).map((each) => starts.get(each))).toEqual([5, 5, 5])
    gate.open()
    await queue.drained()
    expect(done.has('hangs')).toBe(true)
  }, 150_000)

  test('refused: adding to a closed queue, which is no longer ready', async () => {
    const queue = await openOne()
    await queue.close()
    const unavailable = expect.objectContaining({ code: 'unavailable' })
    expect(() => queue.add('mail', { id: id(1) })).toThrow(unavailable)
    expect(() => queue.nudge('mail')).toThrow(unavailable)
    expect(await queue.health()).toMatchObject({ ready: false })
    await queue.close()
  })
}

/** What an engine will not carry. */
export function misuseCases(openOne: OpenOne): void {
  const internal = expect.objectContaining({ code: 'internal' })

  test('refused: adding or nudging inside a write throws, and nothing runs', async () => {
    const queue = await openOne()
    let runs = 0
    queue.work('mail', async () => {
      runs += 1
    })
    await runInsideWrite(async () => {
      expect(() => queue.add('mail', { id: id(1) })).toThrow(internal)
      expect(() => queue.nudge('mail')).toThrow(internal)
    })
    await queue.drained()
    expect(runs).toBe(0)
  })

  test.each(['', '123', 'ref:1', 'UPPER', 'with space', 'a'.repeat(65), 'jané'])(
    'refused: the id "%s"',
    async (bad) => {
      const queue = await openOne()
      expect(() => queue.add('mail', { id: bad })).toThrow(internal)
    },
  )

  test('refused: a queue name or a delay that cannot be carried, a second worker', async () => {
    const queue = await openOne()
    for (const name of ['', 'Mail', 'a:b', '{tag}', '1st', 'a'.repeat(64)]) {
      expect(() => queue.add(name, { id: id(1) })).toThrow(internal)
      expect(() => queue.nudge(name)).toThrow(internal)
      expect(() => queue.work(name, async () => {})).toThrow(internal)
    }
    for (const delayMs of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31]) {
      expect(() => queue.add('mail', { id: id(1) }, { delayMs })).toThrow(internal)
    }
    queue.work('mail', async () => {})
    expect(() => queue.work('mail', async () => {})).toThrow('once per process')
  })

  test('secure: a job runs outside the context of whoever added it', async () => {
    const queue = await openOne()
    const context = new AsyncLocalStorage<string>()
    const seen: (string | undefined)[] = []
    const note = async () => void seen.push(context.getStore())
    queue.work('mail', note)
    queue.work('referrals-inbox', note)
    context.run('canary', () => {
      queue.add('mail', { id: id(1) })
      queue.add('mail', { id: id(2) }, { delayMs: 1 })
      queue.nudge('referrals-inbox')
    })
    await queue.drained()
    expect(seen).toEqual([undefined, undefined, undefined])
  })

  test('secure: more than an id cannot be said of a job', async () => {
    const queue = await openOne()
    const seen: StartedJob[] = []
    queue.work('mail', async (job) => void seen.push(job))
    const withMore = { id: id(1), name: 'canary' }
    queue.add('mail', withMore)
    await queue.drained()
    expect(seen).toEqual([{ id: id(1), attempt: 1 }])
  })
}
