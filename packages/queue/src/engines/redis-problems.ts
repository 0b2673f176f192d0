/** A way in which a Redis loses jobs or cannot run them. */
export interface RedisProblem {
  readonly code: 'redisTooOld' | 'redisKeepsNothing' | 'redisEvicts'
  /** What to change, for whoever runs it. */
  readonly sentence: string
}

const leastVersion = [6, 2] as const

/**
 * What is wrong with a Redis, read from its answer to INFO. Without an append-only file all jobs
 * are gone when it is killed; with any policy but `noeviction` some are, silently, when it is full.
 */
export function redisProblems(info: string): readonly RedisProblem[] {
  const facts = new Map(info.split(/\r?\n/).map((line) => fact(line)))
  const problems: RedisProblem[] = []
  if (!isNewEnough(facts.get('redis_version') ?? '')) {
    problems.push({
      code: 'redisTooOld',
      sentence: `Use Redis ${leastVersion.join('.')} or later for REDIS_URL.`,
    })
  }
  if (facts.get('aof_enabled') !== '1') {
    problems.push({
      code: 'redisKeepsNothing',
      sentence: 'Set "appendonly yes" on the Redis of REDIS_URL, or a crash loses its jobs.',
    })
  }
  if (facts.get('maxmemory_policy') !== 'noeviction') {
    problems.push({
      code: 'redisEvicts',
      sentence:
        'Set "maxmemory-policy noeviction" on the Redis of REDIS_URL, ' +
        'or it drops jobs when it is full.',
    })
  }
  return problems
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > leastVersion[0] || (major === leastVersion[0] && minor >= leastVersion[1])
}

function fact(line: string): [name: string, value: string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1)]
}
