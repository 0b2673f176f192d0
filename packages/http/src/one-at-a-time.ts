import type { Route } from '@waymark/contracts'
import { alreadyRunning } from '@waymark/core'
import type { OnceKey } from '@waymark/db'
import type { Handler } from './mount.ts'

/**
 * Turns away a call whose key is still being worked on in this process, until that work ends in any
 * way: then the record is there to be found, or nothing was done. Other processes are told apart by
 * the database, when they write.
 */
export function oneAtATime<R extends Route>(handler: Handler<R>): Handler<R> {
  const running = new Set<string>()
  return async (call) => {
    if (call.once === undefined) return handler(call)
    const name = nameOf(call.once)
    if (running.has(name)) {
      throw alreadyRunning()
    }
    running.add(name)
    try {
      return await handler(call)
    } finally {
      running.delete(name)
    }
  }
}

function nameOf({ tenant, actor, route, key }: OnceKey): string {
  return JSON.stringify([tenant, actor, route, key])
}
