import { createHash } from 'node:crypto'
import type { Account } from '@waymark/contracts'
import type { Clock } from '@waymark/core'

/** What a session buys for the moment: who it is, and a token for each service. */
export interface Pass {
  readonly account: Account
  readonly tokens: Readonly<Record<string, string>>
}

const keptMs = 30_000
const mostKept = 2_000

export interface TokenCache {
  /** The pass of a session, asked for afresh when the one at hand is half a minute old. */
  get(session: string, fetch: () => Promise<Pass>): Promise<Pass>
  drop(session: string): void
}

/** Keeps passes for half a minute, so that a page with five calls asks identity once. */
export function createTokenCache(now: Clock): TokenCache {
  const kept = new Map<string, { readonly pass: Pass; readonly atMs: number }>()
  let drops = 0
  return {
    async get(session, fetch) {
      const key = keyOf(session)
      const found = kept.get(key)
      if (found !== undefined && now().getTime() - found.atMs < keptMs) return found.pass
      const dropsBefore = drops
      const pass = await fetch()
      // Asked for before a sign-out, it may outlive that session: good for this page, not kept.
      if (drops !== dropsBefore) return pass
      kept.delete(key)
      kept.set(key, { pass, atMs: now().getTime() })
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return pass
    },
    drop: (session) => {
      drops += 1
      kept.delete(keyOf(session))
    },
  }
}

/** The secret itself is not kept in memory longer than a request. */
function keyOf(session: string): string {
  return createHash('sha256').update(session).digest('base64url')
}
