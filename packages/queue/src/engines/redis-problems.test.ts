import { expect, test } from 'vitest'
import { redisProblems } from './redis-problems.ts'

const info = (version: string, appends: string, policy: string) =>
  `# Server\r\nredis_version:${version}\r\nredis_mode:standalone\r\n` +
  `# Memory\r\nmaxmemory_policy:${policy}\r\n# Persistence\r\naof_enabled:${appends}\r\n`

const codesOf = (text: string) => redisProblems(text).map(({ code }) => code)

test.each(['6.2.0', '6.10.1', '7.0.15', '8.0'])(
  'happy: Redis %s, kept and not evicting',
  (version) => {
    expect(codesOf(info(version, '1', 'noeviction'))).toEqual([])
  },
)

test.each(['2.8.1', '5.0.14', '6.0.16'])('refused: Redis %s is too old', (version) => {
  expect(codesOf(info(version, '1', 'noeviction'))).toEqual(['redisTooOld'])
})

test('refused: everything wrong is said at once', () => {
  const all = ['redisTooOld', 'redisKeepsNothing', 'redisEvicts']
  expect(codesOf(info('6.1.9', '0', 'allkeys-lru'))).toEqual(all)
  expect(codesOf('')).toEqual(all)
})

test('refused: a policy that evicts only some keys evicts', () => {
  expect(codesOf(info('7.2.4', '1', 'volatile-ttl'))).toEqual(['redisEvicts'])
})
