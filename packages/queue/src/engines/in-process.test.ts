import { createLogger } from '@waymark/runtime'
import { expect, test } from 'vitest'
import { queueConformance } from '../conformance.ts'
import type { QueueReports } from '../port.ts'
import { createInProcessQueue } from './in-process.ts'

const silent = createLogger({ service: 'queue', level: 'silent' })

queueConformance('in-process', async (reports: QueueReports) =>
  createInProcessQueue({ log: silent, ...reports }),
)

test('refused: closing does not wait for ever for a handler that hangs', async () => {
  const lines: string[] = []
  const destination = { write: (line: string) => lines.push(line) }
  const log = createLogger({ service: 'queue', level: 'info', destination })
  const queue = createInProcessQueue({ log, closeMs: 5 })
  let started = false
  queue.work('mail', () => {
    started = true
    return new Promise(() => {})
  })
  queue.add('mail', { id: 'hung-job' })
  await expect.poll(() => started).toBe(true)
  await queue.close()
  expect(lines.join('')).toContain('queue.closedWhileRunning')
})

test('secure: what a handler throws is logged without its message', async () => {
  const lines: string[] = []
  const destination = { write: (line: string) => lines.push(line) }
  const log = createLogger({ service: 'queue', level: 'info', destination })
  const queue = createInProcessQueue({ log })
  queue.work('mail', () => Promise.reject(new RangeError('canary')), { attempts: 2, backoffMs: 1 })
  queue.add('mail', { id: 'bad-job' })
  await queue.drained()
  await queue.close()
  expect(lines.join('')).toContain('"queue.jobThrew"')
  expect(lines.join('')).toMatch(/"job":"bad-job".*"name":"RangeError".*"queue.jobFailed"/)
  expect(lines.join('')).not.toContain('canary')
})
