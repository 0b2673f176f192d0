import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { AppError } from '@waymark/core'

export interface Listening {
  readonly port: number
  /** Stops taking connections, and resolves when the last answer has gone out and all hung up. */
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
  const answers = answersOf(server)
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
    close: () => hangUp(server, answers),
  }
}

/** So long may a caller who keeps a connection be sending on it, not knowing that we stop. */
const lastRequestsMs = 500
/** Callers who never come to rest do not hold up a stop for ever. */
const longestGoodbyeMs = 3_000

/**
 * Lets nobody's request fall: to close a connection at once would cut the request that is on its
 * way. Whoever sends another one is answered, and told to hang up; the rest is closed a moment
 * later.
 */
async function hangUp(server: Server, answers: ReadonlySet<ServerResponse>): Promise<void> {
  await untilNobodyKnocks(server)
  await new Promise<void>((resolve) => {
    // As an HTTP server closes, but without closing idle connections at once.
    NetServer.prototype.close.call(server, () => resolve())
    const began = performance.now()
    let lastAt = began
    // Only now: whoever hangs up and calls again is to find the port closed.
    server.prependListener('request', (_, answer: ServerResponse) => {
      lastAt = performance.now()
      sayGoodbye(answer)
    })
    for (const answer of answers) sayGoodbye(answer)
    const closeOnceQuiet = () => {
      const now = performance.now()
      const waitMs = Math.min(lastAt + lastRequestsMs, began + longestGoodbyeMs) - now
      if (waitMs > 0) setTimeout(closeOnceQuiet, waitMs)
      else server.closeIdleConnections()
    }
    closeOnceQuiet()
  })
}

const quietTurnMs = 0.2

/**
 * The system resets whoever has connected and was not yet taken when a port is closed. After a turn
 * in which nobody was taken, and little else done, there can hardly be any.
 */
async function untilNobodyKnocks(server: Server): Promise<void> {
  const until = performance.now() + lastRequestsMs
  let isQuiet = false
  const onKnock = () => {
    isQuiet = false
  }
  server.on('connection', onKnock)
  while (!isQuiet && performance.now() < until) {
    const from = performance.now()
    isQuiet = true
    await new Promise((resolve) => setImmediate(resolve))
    if (performance.now() - from > quietTurnMs) isQuiet = false
  }
  server.off('connection', onKnock)
}

function sayGoodbye(answer: ServerResponse): void {
  if (!answer.headersSent) answer.setHeader('connection', 'close')
}

/** The answers that are being made. */
function answersOf(server: Server): ReadonlySet<ServerResponse> {
  const answers = new Set<ServerResponse>()
  server.prependListener('request', (_, answer: ServerResponse) => {
    answers.add(answer)
    answer.once('close', () => answers.delete(answer))
  })
  return answers
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
