import type { Server } from 'node:http'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { AppError } from '@waymark/core'

export interface Listening {
  readonly port: number
  /** Stops taking connections and resolves when the last answer has gone out. */
  close(): Promise<void>
}

/** The caller's network address as we know it; whatever a caller claims is overwritten. */
export const addressHeader = 'x-waymark-address'

interface ServeOptions {
  readonly fetch: (request: Request) => Promise<Response> | Response
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** How many proxies of ours stand in front: so many entries of `X-Forwarded-For` are believed. */
  readonly trustedProxies?: number
}

/** Listens. A port that is taken is one plain sentence. */
export async function serve(options: ServeOptions): Promise<Listening> {
  const { fetch, host, port, trustedProxies = 0 } = options
  const answer = (request: Request, { incoming }: HttpBindings) => {
    const address = addressOf(request, incoming.socket.remoteAddress ?? '', trustedProxies)
    request.headers.set(addressHeader, address)
    return fetch(request)
  }
  // Asked for without options of HTTP/2 or TLS, the adaptor makes a plain HTTP server.
  const server = createAdaptorServer({ fetch: answer as FetchCallback, hostname: host }) as Server
  server.headersTimeout = 15_000
  server.requestTimeout = 30_000
  server.keepAliveTimeout = 10_000
  server.maxConnections = 2_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(plainly(error, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}

type FetchCallback = Parameters<typeof createAdaptorServer>[0]['fetch']

/** Each trusted proxy appends the address it saw; the first of theirs is the caller's. */
function addressOf(request: Request, peer: string, trustedProxies: number): string {
  if (trustedProxies === 0) return peer
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',')
  return forwarded.at(-trustedProxies)?.trim() || peer
}

function plainly(error: NodeJS.ErrnoException, port: number): unknown {
  if (error.code === 'EADDRINUSE') {
    return new AppError(
      'unavailable',
      `Port ${port} is already in use. Stop what is using it, or set PORT to another number.`,
    )
  }
  if (error.code === 'EACCES') {
    return new AppError(
      'unavailable',
      `Port ${port} needs more rights than this user has. Set PORT to 1024 or more.`,
    )
  }
  return error
}
