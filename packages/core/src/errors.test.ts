import { expect, test } from 'vitest'
import {
  AppError,
  conflict,
  errorStatus,
  invalid,
  isAppError,
  notFound,
  unavailable,
} from './errors.ts'

test('happy: every code answers its own status', () => {
  const statuses = Object.values(errorStatus)
  expect(new Set(statuses).size).toBe(statuses.length)
  expect(notFound('listing')).toMatchObject({
    status: 404,
    message: 'We cannot find that listing.',
  })
  expect(conflict('Taken.', { allowed: ['withdraw'] })).toMatchObject({
    status: 409,
    allowed: ['withdraw'],
  })
  expect(unavailable('Later.')).toMatchObject({ status: 503, retryAfterSeconds: 5 })
  expect(invalid('Wrong.', [{ pointer: '/name', detail: 'Enter a name.' }]).problems).toHaveLength(
    1,
  )
})

test('refused: another error is not one of ours, nor is another code', () => {
  expect(isAppError(new Error('x'))).toBe(false)
  expect(isAppError(notFound('listing'), 'conflict')).toBe(false)
  expect(isAppError(new AppError('gone', 'Gone.'), 'gone')).toBe(true)
})
