import { afterEach, describe, expect, test } from 'vitest'
import { aGate, ids, type OpenOne, turn } from './conformance-gate.ts'
import { closingCases, misuseCases } from './conformance-limits.ts'
import type { FailedJob, Queue, QueueReports, StartedJob } from './port.ts'

/** What every engine keeps. `open` gives an engine with nothing in it; each case closes its own. */
export function queueConformance(
  name: string,
  open: (reports: QueueReports) => Promise<Queue>,
): void {
  describe(`${name} queue`, () => {
    let opened: Queue[] = []
    afterEach(async () => {
      await Promise.all(opened.map((queue) => queue.close()))
      opened = []
    })
    const openOne = async (reports: QueueReports = {}) => {
      const queue = await open(reports)
      opened.push(queue)
      return queue
    }
    runningCases(openOne)
    failureCases(openOne)
    nudgeCases(openOne)
    closingCases(openOne)
    misuseCases(openOne)
  })
}

function runningCases(openOne: OpenOne): void {
  test('happy: jobs run in the order they were added, before there was a worker too', async () => {
    const queue = await openOne()
    const seen: StartedJob[] = []
    for (const each of ids(20)) queue.add('mail', { id: each })
    queue.work('mail', async (job) => {
      await turn()
      seen.push(job)
    })
    for (const each of ids(40).slice(20)) queue.add('mail', { id: each })
    await queue.drained()
    expect(seen).toEqual(ids(40).map((each) => ({ id: each, attempt: 1 })))
  })

  test('happy: as many run side by side as the worker allows, and no more', async () => {
    const queue = await openOne()
    let running = 0
    let most = 0
    const gate = aGate()
    queue.work(
      'mail',
      async () => {
        running += 1
        most = Math.max(most, running)
        await gate.opened
        await turn()
        running -= 1
      },
      { concurrency: 3 },
    )
    for (const each of ids(20)) queue.add('mail', { id: each })
    await expect.poll(() => running).toBe(3)
    expect(await queue.health()).toMatchObject({ ready: true, running: 3, waiting: 17 })
    gate.open()
    await queue.drained()
    expect(most).toBe(3)
  })

  test('happy: a delayed job lets later ones pass, and is not lost', async () => {
    const queue = await openOne()
    const seen: (string | null)[] = []
    queue.work('mail', async (job) => void seen.push(job.id))
    queue.add('mail', { id: 'late-job' }, { delayMs: 300 })
    for (const each of ids(3)) queue.add('mail', { id: each })
    await queue.drained()
    expect(seen).toEqual([...ids(3), 'late-job'])
  })

  test('happy: one queue at a standstill does not hold another', async () => {
    const queue = await openOne()
    const gate = aGate()
    const seen: string[] = []
    queue.work('stuck', () => gate.opened)
    queue.work('mail', async (job) => void seen.push(`mail ${job.id}`))
    queue.add('stuck', { id: 'stuck-job' })
    for (const each of ids(5)) queue.add('mail', { id: each })
    await expect.poll(() => seen).toEqual(ids(5).map((each) => `mail ${each}`))
    expect(await queue.health()).toMatchObject({ running: 1 })
    gate.open()
  })

  test('happy: the same id added twice runs twice', async () => {
    const queue = await openOne()
    let runs = 0
    queue.work('mail', async () => {
      runs += 1
    })
    queue.add('mail', { id: 'same-job' })
    queue.add('mail', { id: 'same-job' })
    await queue.drained()
    expect(runs).toBe(2)
  })

  test('happy: a long queue of quick jobs leaves turns for requests', async () => {
    const queue = await openOne()
    let done = 0
    let turns = 0
    queue.work('mail', async () => {
      done += 1
    })
    for (const each of ids(200)) queue.add('mail', { id: each })
    while (done < 200 && turns < 5_000_000) {
      await turn()
      turns += 1
    }
    expect(done).toBe(200)
    expect(turns).toBeGreaterThanOrEqual(100)
  })
}

function failureCases(openOne: OpenOne): void {
  test('refused: a handler that throws runs again, counted, until it succeeds', async () => {
    const failures: FailedJob[] = []
    const queue = await openOne({ onFailed: (failed) => void failures.push(failed) })
    const attempts: number[] = []
    queue.work(
      'mail',
      async (job) => {
        attempts.push(job.attempt)
        if (job.attempt < 3) throw new Error('not yet')
      },
      { attempts: 3, backoffMs: 1 },
    )
    queue.add('mail', { id: 'slow-starter' })
    await queue.drained()
    expect(attempts).toEqual([1, 2, 3])
    expect(failures).toEqual([])
  })

  test('refused: after the last attempt it counts as failed and is reported once', async () => {
    const failures: FailedJob[] = []
    const queue = await openOne({ onFailed: (failed) => void failures.push(failed) })
    const seen: (string | null)[] = []
    queue.work(
      'mail',
      async (job) => {
        seen.push(job.id)
        if (job.id === 'bad-job') throw new RangeError('never')
      },
      { attempts: 2, backoffMs: 1 },
    )
    queue.add('mail', { id: 'bad-job' })
    queue.add('mail', { id: 'good-job' })
    await queue.drained()
    expect(seen).toEqual(['bad-job', 'good-job', 'bad-job'])
    expect(failures).toMatchObject([{ queue: 'mail', id: 'bad-job', attempts: 2 }])
    expect(failures[0]?.error).toBeInstanceOf(Error)
    expect(await queue.health()).toMatchObject({ failed: 1, waiting: 0, running: 0 })
  })

  test('refused: a report that throws and a handler that throws at once harm nobody', async () => {
    const queue = await openOne({ onFailed: () => Promise.reject(new Error('report')) })
    const seen: (string | null)[] = []
    const handler = (job: StartedJob): Promise<void> => {
      if (job.id === 'bad-job') throw new Error('at once, not as a promise')
      seen.push(job.id)
      return Promise.resolve()
    }
    queue.work('mail', handler, { attempts: 1 })
    queue.add('mail', { id: 'bad-job' })
    queue.add('mail', { id: 'good-job' })
    await queue.drained()
    expect(seen).toEqual(['good-job'])
  })
}

function nudgeCases(openOne: OpenOne): void {
  test('happy: many nudges before a run are one run, without an id', async () => {
    const queue = await openOne()
    const seen: StartedJob[] = []
    for (let count = 0; count < 50; count += 1) queue.nudge('referrals-inbox')
    queue.work('referrals-inbox', async (job) => void seen.push(job))
    await queue.drained()
    expect(seen).toEqual([{ id: null, attempt: 1 }])
  })

  test('happy: nudges during a run are one more run, after it and never beside it', async () => {
    const queue = await openOne()
    const gate = aGate()
    let runs = 0
    let running = 0
    const beside: number[] = []
    queue.work(
      'referrals-inbox',
      async () => {
        runs += 1
        running += 1
        beside.push(running)
        await gate.opened
        running -= 1
      },
      { concurrency: 4 },
    )
    queue.nudge('referrals-inbox')
    await expect.poll(() => runs).toBe(1)
    for (let count = 0; count < 10; count += 1) queue.nudge('referrals-inbox')
    gate.open()
    await queue.drained()
    expect(beside).toEqual([1, 1])
    queue.nudge('referrals-inbox')
    await queue.drained()
    expect(runs).toBe(3)
  })

  test('refused: a nudge whose run fails comes back, and later nudges still work', async () => {
    const failures: FailedJob[] = []
    const queue = await openOne({ onFailed: (failed) => void failures.push(failed) })
    const attempts: number[] = []
    queue.work(
      'referrals-inbox',
      async (job) => {
        attempts.push(job.attempt)
        if (attempts.length <= 2) throw new Error('the owner is away')
      },
      { attempts: 2, backoffMs: 1 },
    )
    queue.nudge('referrals-inbox')
    await queue.drained()
    expect(failures).toMatchObject([{ id: null, attempts: 2 }])
    queue.nudge('referrals-inbox')
    await queue.drained()
    expect(attempts).toEqual([1, 2, 1])
  })
}
