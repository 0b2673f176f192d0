import { type ServiceName, unavailable } from '@waymark/core'
import { assertOutsideWrite } from '@waymark/runtime'

/** Carries a request to another service: into its `fetch` in one process, else over the network. */
export type Send = (service: ServiceName, request: Request) => Promise<Response>

/** Where services outside this process answer; those that are not set up have none. */
export type ServiceUrls = Readonly<Partial<Record<ServiceName, string | undefined>>>

interface SendOptions {
  /** Services in this process. Read at each call, so that they may find each other at start. */
  readonly local: ReadonlyMap<ServiceName, (request: Request) => Promise<Response>>
  /** Where the others are. */
  readonly urls: ServiceUrls
  readonly timeoutMs?: number
}

/** Throws inside `db.write`: a call there would hold the lock for as long as the other takes. */
export function createSend({ local, urls, timeoutMs = 10_000 }: SendOptions): Send {
  return async (service, request) => {
    assertOutsideWrite(`Calling the ${service} service`)
    const here = local.get(service)
    if (here !== undefined) return here(request)
    const base = urls[service]
    if (base === undefined) throw unavailable(`The ${service} service is not set up here.`)
    const { pathname, search } = new URL(request.url)
    try {
      return await fetch(new Request(new URL(pathname + search, base), request), {
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      })
    } catch (error) {
      throw unavailable('Part of Waymark is not answering just now. Try again soon.', error)
    }
  }
}
