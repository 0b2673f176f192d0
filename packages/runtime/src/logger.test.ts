import { expect, test } from 'vitest'
import { createLogger, type LogFields } from './logger.ts'

function aLog() {
  const lines: string[] = []
  const log = createLogger({
    service: 'directory',
    level: 'info',
    destination: { write: (line) => lines.push(line) },
  })
  // Every line the log writes is one JSON object.
  const parsed = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { log, lines, parsed }
}

test('happy: an event with its allowed fields is one JSON line', () => {
  const { log, parsed } = aLog()
  log.info('request.done', { route: '/listings/{id}', method: 'GET', status: 200, durationMs: 1.5 })
  expect(parsed()).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      service: 'directory',
      event: 'request.done',
      route: '/listings/{id}',
      method: 'GET',
      status: 200,
      durationMs: 1.5,
    },
  ])
})

test('happy: a child keeps its fields, a lower level is silent', () => {
  const { log, parsed } = aLog()
  const child = log.with({ traceId: 'abc123' })
  child.debug('too.quiet')
  child.warn('queue.retry', { attempt: 2 })
  expect(parsed()).toHaveLength(1)
  expect(parsed()[0]).toMatchObject({ traceId: 'abc123', attempt: 2, level: 'warn' })
})

test('happy: a child that says a field anew has it once', () => {
  const { log, lines } = aLog()
  log.with({ service: 'people' }).with({ service: 'referrals' }).warn('queue.retry')
  expect(lines.join('').match(/"service":"[a-z]+"/g)).toEqual(['"service":"referrals"'])
})

test('happy: an error keeps its name, code, frames and cause', () => {
  const { log, parsed } = aLog()
  const cause = Object.assign(new RangeError('inside'), { code: 'SQLITE_BUSY' })
  log.error('write.failed', { error: new Error('outside', { cause }) })
  expect(parsed()[0]?.error).toMatchObject({
    name: 'Error',
    stack: expect.arrayContaining([expect.stringContaining('logger.test.ts')]),
    cause: { name: 'RangeError', code: 'SQLITE_BUSY' },
  })
})

const canary = 'Canary Mary'

function hostileErrors(): unknown[] {
  const frame = '    at CanaryMary (/canary.ts:1:1)'
  const imitatesFrames = new Error(`Failed\n${frame}\n${canary}\n${frame}`)
  const renamed = Object.assign(new Error('x'), { name: canary, code: canary, params: [canary] })
  const changed = new Error(`Failed\n${frame}`)
  // Read once, the stack keeps the message it had.
  changed.stack = String(changed.stack)
  changed.message = 'changed since'
  const caused = new Error('Failed query', {
    cause: new AggregateError([new Error(canary)], canary),
  })
  const ownJson = Object.assign(new Error(''), { toJSON: () => canary })
  return [imitatesFrames, renamed, changed, caused, ownJson, canary, { message: canary }, [canary]]
}

test('secure: nothing of a person passes in fields', () => {
  const { log, lines } = aLog()
  const hostile = {
    name: canary,
    email: 'canary@example.org',
    body: { canary },
    msg: canary,
    event: canary,
    err: new Error(canary),
    route: '/find?q=canary food',
    code: { canary },
    state: canary,
    toJSON: () => canary,
  }
  // What a careless caller can pass in spite of the types is the point of this test.
  log.info('request.done', hostile as unknown as LogFields)
  log.with(hostile as unknown as LogFields).info('again')
  expect(lines).toHaveLength(2)
  expect(lines.join('').toLowerCase()).not.toContain('canary')
})

test('secure: nothing of a person passes in an error or an event', () => {
  const { log, lines } = aLog()
  for (const error of hostileErrors()) log.error('it.failed', { error })
  log.info(`referred ${canary}`)
  expect(lines).toHaveLength(9)
  expect(lines.join('').toLowerCase()).not.toContain('canary')
  expect(lines[8]).toContain('event.unnamed')
})
