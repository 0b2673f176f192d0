import type { KeySet } from '@waymark/auth'
import { type Clock, type ServiceName, unavailable } from '@waymark/core'
import { z } from 'zod'
import type { Send } from './send.ts'

const keySet = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) })
const cachedForMs = 300_000
const freshAtMostEveryMs = 5_000

/** Fetches and keeps the public keys of the services that sign tokens. */
export function createIssuerKeys(send: Send, now: Clock) {
  const kept = new Map<ServiceName, { readonly keys: KeySet; readonly atMs: number }>()
  return async (issuer: ServiceName, options: { fresh: boolean }): Promise<KeySet> => {
    const nowMs = now().getTime()
    const found = kept.get(issuer)
    const goodForMs = options.fresh ? freshAtMostEveryMs : cachedForMs
    if (found !== undefined && nowMs - found.atMs < goodForMs) return found.keys
    const keys = await fetchKeys(send, issuer)
    kept.set(issuer, { keys, atMs: nowMs })
    return keys
  }
}

async function fetchKeys(send: Send, issuer: ServiceName): Promise<KeySet> {
  const response = await send(
    issuer,
    new Request(`http://${issuer}.internal/.well-known/jwks.json`),
  )
  const parsed = keySet.safeParse(await response.json().catch(() => null))
  if (!response.ok || !parsed.success)
    throw unavailable('We cannot check sign-ins just now. Try again soon.')
  return parsed.data
}
