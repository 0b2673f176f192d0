import { eventEnvelope } from '@waymark/contracts'
import { type ServiceName, unavailable } from '@waymark/core'
import type { EventSource } from '@waymark/db'
import { z } from 'zod'
import type { Send } from './send.ts'

interface EventSourceOptions {
  readonly owner: ServiceName
  /** Only these are sent; the position moves past the rest. */
  readonly types: readonly string[]
  readonly send: Send
  authorise(audience: ServiceName): Promise<string>
}

/**
 * Reads another service's log through its `/internal/events`. Throws `unavailable` when the owner
 * is away or does not let us read: nothing is wrong with any event, so a consumer waits.
 */
export function createEventSource(options: EventSourceOptions): EventSource {
  const { owner, types, send, authorise } = options
  return {
    service: owner,
    async read(after, limit) {
      const address = new URL(`http://${owner}.internal/internal/events`)
      address.searchParams.set('after', String(after))
      address.searchParams.set('limit', String(limit))
      address.searchParams.set('types', types.join(','))
      const request = new Request(address, { headers: { authorization: await authorise(owner) } })
      const response = await send(owner, request)
      const page = z.safeParse(eventEnvelope, await response.json().catch(() => null))
      if (response.ok && page.success) return page.data
      throw unavailable(`The ${owner} service does not say what is new.`)
    },
  }
}
