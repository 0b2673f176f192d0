import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createLifecycle, type LifecycleOptions } from './lifecycle.ts'
import { createLogger } from './logger.ts'

/** A lifecycle that writes down what happens, in order, beside what it logs. */
function aLifecycle(options: Partial<LifecycleOptions> = {}) {
  const steps: string[] = []
  const lines: string[] = []
  const log = createLogger({
    service: 'directory',
    level: 'info',
    destination: { write: (line) => lines.push(line) },
  })
  const onStopping = () => void steps.push('not ready')
  const lifecycle = createLifecycle({ log, onStopping, ...options })
  return { lifecycle, steps, lines }
}

/** Stands where `process` would, and remembers the exit codes. */
function aProcess() {
  const codes: number[] = []
  return Object.assign(new EventEmitter(), { codes, exit: (code: number) => codes.push(code) })
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('happy: not ready, no new requests, drained, then closed in reverse', async () => {
  const { lifecycle, steps } = aLifecycle()
  let finish = () => {}
  lifecycle.opened('records', () => void steps.push('records closed'))
  lifecycle.opened('queue', async () => {
    await nextTurn()
    steps.push('queue closed')
  })
  lifecycle.listening('public', async () => void steps.push('public refuses'))
  const request = lifecycle.trackRequest(async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    steps.push('request answered')
    return 'answer'
  })
  const stopped = lifecycle.stop('test')
  expect(lifecycle.stopping).toBe(true)
  for (let turns = 0; turns < 5; turns += 1) await nextTurn()
  expect(steps).toEqual(['not ready', 'public refuses'])
  finish()
  expect(await request).toBe('answer')
  expect(await stopped).toBe(true)
  expect(steps.slice(2)).toEqual(['request answered', 'queue closed', 'records closed'])
})

test('happy: stopping twice stops once', async () => {
  const { lifecycle, steps } = aLifecycle()
  lifecycle.opened('records', () => void steps.push('closed'))
  await Promise.all([lifecycle.stop('first'), lifecycle.stop('second')])
  expect(steps).toEqual(['not ready', 'closed'])
})

test('refused: a request that never ends is cut off after the drain', async () => {
  const { lifecycle, steps, lines } = aLifecycle({ drainMs: 5 })
  lifecycle.opened('records', () => void steps.push('closed'))
  void lifecycle.trackRequest(() => new Promise(() => {}))
  lifecycle.listening('public', () => new Promise(() => {}))
  expect(await lifecycle.stop('test')).toBe(true)
  expect(steps).toContain('closed')
  expect(lines.join('')).toContain('process.drainCutShort')
})

test('refused: a close that fails or hangs is logged, and the rest still close', async () => {
  const { lifecycle, steps, lines } = aLifecycle({ closeMs: 5 })
  lifecycle.opened('records', () => void steps.push('records closed'))
  lifecycle.opened('search', () => new Promise(() => {}))
  lifecycle.opened('queue', () => {
    throw new Error('canary')
  })
  expect(await lifecycle.stop('test')).toBe(false)
  expect(steps).toContain('records closed')
  expect(lines.join('')).toMatch(/"step":"queue".*"process.closeFailed"/)
  expect(lines.join('')).toContain('"process.closeTooSlow"')
  expect(lines.join('')).not.toContain('canary')
})

test('happy: SIGTERM stops in order and exits 0', async () => {
  const { lifecycle, steps } = aLifecycle()
  const process = aProcess()
  lifecycle.opened('records', () => void steps.push('closed'))
  lifecycle.installSignals(process)
  process.emit('SIGTERM')
  process.emit('SIGTERM')
  await expect.poll(() => process.codes).toEqual([0])
  expect(steps).toEqual(['not ready', 'closed'])
})

test('refused: a stop in which something failed to close exits 1', async () => {
  const { lifecycle } = aLifecycle()
  const process = aProcess()
  lifecycle.opened('records', () => Promise.reject(new Error('disk')))
  lifecycle.installSignals(process)
  process.emit('SIGINT')
  await expect.poll(() => process.codes).toEqual([1])
})

test('happy: a second Ctrl-C exits 130 at once; the same press handed on twice does not', () => {
  let nowMs = 0
  const { lifecycle } = aLifecycle({ now: () => new Date(nowMs) })
  const process = aProcess()
  lifecycle.opened('records', () => new Promise(() => {}))
  lifecycle.installSignals(process)
  process.emit('SIGINT')
  process.emit('SIGINT')
  expect(process.codes).toEqual([])
  nowMs = 2000
  process.emit('SIGINT')
  expect(process.codes).toEqual([130])
})

test.each(['uncaughtException', 'unhandledRejection'])('secure: %s says no message', (event) => {
  const { lifecycle, lines } = aLifecycle()
  const process = aProcess()
  lifecycle.installSignals(process)
  process.emit(event, new RangeError('canary'))
  expect(process.codes).toEqual([1])
  expect(lines.join('')).toContain('"name":"RangeError"')
  expect(lines.join('')).not.toContain('canary')
})
