import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type DatabaseFile, openDatabaseFile } from './libsql-database.ts'
import { createStream, type Stream, type StreamRequest } from './libsql-stream.ts'

/** A stand-in for a libSQL server that a test starts and ends. */
export interface LibsqlServer {
  /** The address of one database; it is made when it is first asked for something. */
  url(database: string): string
  readonly token: string
  /** Ends every stream, as a server does with those that were idle too long. */
  expireStreams(): void
  /** From now on requests get no answer. */
  hang(): void
  /** The machine is gone; `start` brings it back at the same address with what it held. */
  stop(): Promise<void>
  start(): Promise<void>
}

interface Options {
  readonly folder: string
  /** How long a transaction may hold the lock while another waits. */
  readonly lockMs?: number
}

interface Pipeline {
  readonly baton?: string
  readonly requests: readonly StreamRequest[]
}

const testToken = 'a-token-that-must-never-be-logged'

/**
 * The part of Hrana over HTTP (version 2, JSON) that `@libsql/client` speaks, written from its
 * specification, over real libSQL files: streams with batons, one writer at a time whose lock is
 * taken after `lockMs`, no PRAGMA and no VACUUM, and codes without their extension.
 */
export async function startLibsqlServer({ folder, lockMs = 5000 }: Options): Promise<LibsqlServer> {
  const files = new Map<string, DatabaseFile>()
  const streams = new Map<string, Stream>()
  const state = { port: 0, hanging: false, batons: 0 }
  let server: ReturnType<typeof createServer> | undefined

  function fileOf(name: string): DatabaseFile {
    const file = files.get(name) ?? openDatabaseFile(join(folder, `${name}.served.db`), lockMs)
    files.set(name, file)
    return file
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { baton, requests } = await pipelineOf(request)
    if (state.hanging) return
    if (request.headers.authorization !== `Bearer ${testToken}`) {
      response.writeHead(401, { 'content-type': 'text/plain' }).end('Unauthorized')
      return
    }
    const [, database = ''] = (request.url ?? '').split('/')
    const stream = baton === undefined ? createStream(fileOf(database)) : streams.get(baton)
    if (baton !== undefined) streams.delete(baton)
    if (stream === undefined) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end('The baton is not known.')
      return
    }
    const results: unknown[] = []
    for (const each of requests) results.push(await stream.answer(each))
    state.batons += 1
    const next = stream.isClosed ? null : `baton-${state.batons}`
    if (next !== null) streams.set(next, stream)
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ baton: next, base_url: null, results }))
  }

  async function expireStreams(): Promise<void> {
    const open = [...streams.values()]
    streams.clear()
    await Promise.all(open.map((stream) => stream.close()))
  }

  async function start(): Promise<void> {
    state.hanging = false
    server = createServer((request, response) => {
      answer(request, response).catch(() => response.destroy())
    }).listen(state.port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address === 'object' && address !== null) state.port = address.port
  }

  await start()
  return {
    url: (database) => `http://127.0.0.1:${state.port}/${database}/`,
    token: testToken,
    expireStreams: () => void expireStreams(),
    hang() {
      state.hanging = true
    },
    start,
    async stop() {
      if (server === undefined || !server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await expireStreams()
      for (const file of files.values()) file.close()
      files.clear()
    },
  }
}

async function pipelineOf(request: IncomingMessage): Promise<Pipeline> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  // Only our own client sends here, and what it sends is what the specification says.
  return JSON.parse(Buffer.concat(chunks).toString()) as Pipeline
}
