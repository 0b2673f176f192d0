import { createSigner, createVerifier, signingKeyFromSeed, type TokenSigner } from '@waymark/auth'
import type { ServiceApi } from '@waymark/contracts'
import { type ServiceName, unavailable } from '@waymark/core'
import type { EventSource } from '@waymark/db'
import { type Client, createClient } from './client.ts'
import { createEventSource } from './event-source.ts'
import { createIdentify } from './identify.ts'
import { createIssuerKeys } from './issuer-keys.ts'
import type { Platform } from './platform.ts'
import { problemResponse } from './problem.ts'
import { createServiceApp, keysPath, type ServiceApp } from './service-app.ts'
import { traceFrom } from './trace.ts'

/** What every service starts from: its app, its signer, and its way to call the others. */
export interface Shell {
  readonly app: ServiceApp
  readonly signer: TokenSigner
  /** A client that calls as this service, for one tenant, with a fresh token each time. */
  clientAs<Api extends ServiceApi>(api: Api, tenant: string): Client<Api>
  /** Another service's event log, of the named types only, read as this service. */
  eventsOf(owner: ServiceName, types: readonly string[]): EventSource
}

/** Builds a service's shell and makes it reachable for the others in this process. */
export async function createShell(platform: Platform, service: ServiceName): Promise<Shell> {
  const { now, newId, send, tenant, strictAnswers, metrics } = platform
  const seed = await platform.secret(`${service}-signing-key`)
  const key = await signingKeyFromSeed(seed)
  const signer = createSigner({ service, key, now, newId })
  const verify = createVerifier({ service, now, keysOf: createIssuerKeys(send, now) })
  const identify = createIdentify({ verify, tenant, operatorKey: platform.operatorKey })
  const log = platform.log.with({ service })
  const app = createServiceApp({ service, identify, log, now, key, strictAnswers, metrics })
  platform.local.set(service, onceMounted(app))
  const authoriseFor = (actingTenant: string) => async (audience: ServiceName) =>
    `Bearer ${await signer.signService(actingTenant, audience)}`
  return {
    app,
    signer,
    clientAs: (api, actingTenant) =>
      createClient(api, { send, authorise: authoriseFor(actingTenant) }),
    eventsOf: (owner, types) =>
      createEventSource({ owner, types, send, authorise: authoriseFor(tenant) }),
  }
}

/**
 * Others in this process may ask while the service still opens its records: until its routes are
 * there it is away, and not without them. Its keys are there from the first.
 */
function onceMounted({ hono, fetch }: ServiceApp): ServiceApp['fetch'] {
  const unmounted = hono.routes.length
  return async (request) => {
    const asksForKeys = new URL(request.url).pathname === keysPath
    if (asksForKeys || hono.routes.length > unmounted) return fetch(request)
    return problemResponse(unavailable('Waymark is starting. Try again soon.'), traceFrom(request))
  }
}
