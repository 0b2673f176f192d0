import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Held, MeiliError, parseFilter } from './meili-filter.ts'
import { type HeldIndex, searchIn, shown } from './meili-index.ts'
import { createTasks, type Tasks } from './meili-tasks.ts'

/** A stand-in for Meilisearch that a test starts, looks into, and ends. */
export interface MeiliServer {
  readonly url: string
  readonly key: string
  /** What it was sent, as `POST /indexes/a/search`. */
  readonly requests: { readonly line: string; readonly body: unknown }[]
  readonly indexes: Map<string, HeldIndex>
  readonly tasks: Tasks
  /** From now on requests get no answer. */
  hang(): void
  /** From now on requests get this status instead of what they ask for; undefined ends it. */
  answerWith(status: number | undefined): void
  /** The machine is gone; `start` brings it back at the same address with what it held. */
  stop(): Promise<void>
  start(): Promise<void>
}

const testKey = 'a-key-that-must-never-be-logged'

/**
 * The part of Meilisearch's HTTP interface that the engine uses, written from its documentation:
 * real filters, typos, ranking rules, pages and tasks; the engine's own speed and disk are not.
 */
export async function startMeiliServer(): Promise<MeiliServer> {
  const indexes = new Map<string, HeldIndex>()
  const tasks = createTasks(indexes)
  const state = { port: 0, hanging: false, status: undefined as number | undefined }
  const requests: MeiliServer['requests'] = []
  let server: Server | undefined

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    requests.push({ line: `${request.method} ${request.url}`, body })
    if (state.hanging) return
    const { status, answer } = answerTo({ request, body, indexes, tasks, refusal: state.status })
    const text = answer === undefined ? '' : JSON.stringify(answer)
    response.writeHead(status, { 'content-type': 'application/json' }).end(text)
  }

  async function start(): Promise<void> {
    state.hanging = false
    server = createServer((request, response) => {
      handle(request, response).catch(() => response.destroy())
    })
    server.listen(state.port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address === 'object' && address !== null) state.port = address.port
  }

  await start()
  return {
    ...{ key: testKey, url: `http://127.0.0.1:${state.port}`, requests, indexes, tasks, start },
    hang() {
      state.hanging = true
    },
    answerWith(status) {
      state.status = status
    },
    async stop() {
      if (server === undefined || !server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const text = Buffer.concat(chunks).toString()
  return text === '' ? undefined : JSON.parse(text)
}

interface Call {
  readonly request: IncomingMessage
  readonly body: unknown
  readonly indexes: Map<string, HeldIndex>
  readonly tasks: Tasks
  readonly refusal: number | undefined
}

interface Answer {
  readonly status: number
  readonly answer?: unknown
}

function answerTo(call: Call): Answer {
  try {
    if (call.refusal !== undefined) throw new MeiliError('internal', 'Told to.', call.refusal)
    checkKey(call.request)
    return route(call)
  } catch (error) {
    if (!(error instanceof MeiliError)) throw error
    const { message, code, status } = error
    const type = status === 403 || status === 401 ? 'auth' : 'invalid_request'
    const link = `https://docs.meilisearch.com/errors#${code}`
    return { status, answer: { message, code, type, link } }
  }
}

function checkKey({ headers, url }: IncomingMessage): void {
  if (url === '/health') return
  const missing = 'missing_authorization_header'
  if (headers.authorization === undefined) throw new MeiliError(missing, 'No key was given.', 401)
  if (headers.authorization === `Bearer ${testKey}`) return
  throw new MeiliError('invalid_api_key', 'The provided API key is invalid.', 403)
}

function route(call: Call): Answer {
  const { method = '', url = '' } = call.request
  const { pathname, searchParams } = new URL(url, 'http://stand-in')
  const [first = '', second = '', ...rest] = pathname.split('/').filter((part) => part !== '')
  const line = [method, first, second === '' ? '' : ':one', ...rest].join(' ').trim()
  if (line.startsWith('GET indexes :one documents ') && rest.length === 2) {
    return { status: 200, answer: oneDocument(call, second, rest[1] ?? '') }
  }
  switch (line.replace(/ +/g, ' ')) {
    case 'GET health':
      return { status: 200, answer: { status: 'available' } }
    case 'GET indexes':
      return { status: 200, answer: listIndexes(call, Number(searchParams.get('limit') ?? 20)) }
    case 'GET tasks :one':
      return { status: 200, answer: call.tasks.read(Number(second)) }
    case 'GET indexes :one stats':
      return { status: 200, answer: statsOf(call, second) }
    case 'GET indexes :one settings':
      return { status: 200, answer: indexOf(call, second).settings }
    case 'GET indexes :one settings filterable-attributes':
      return { status: 200, answer: indexOf(call, second).settings.filterableAttributes }
    case 'POST indexes :one search':
      return { status: 200, answer: searchIn(indexOf(call, second), fields(call.body)) }
    case 'POST indexes :one documents fetch':
      return { status: 200, answer: fetchDocuments(call, second) }
    case 'POST multi-search':
      return { status: 200, answer: { results: multiSearch(call) } }
    default:
      return {
        status: 202,
        answer: call.tasks.enqueue(line.replace(/ +/g, ' '), second, call.body),
      }
  }
}

function indexOf({ indexes }: Call, uid: string): HeldIndex {
  const found = indexes.get(uid)
  if (found === undefined) throw new MeiliError('index_not_found', `No index ${uid}.`, 404)
  return found
}

function oneDocument(call: Call, uid: string, id: string): Held {
  const index = indexOf(call, uid)
  const found = index.documents.get(decodeURIComponent(id))
  if (found === undefined) throw new MeiliError('document_not_found', `No document ${id}.`, 404)
  return shown(index, found, {})
}

function listIndexes({ indexes }: Call, limit: number) {
  const results = [...indexes].slice(0, limit).map(([uid, { primaryKey, createdAt }]) => {
    return { uid, createdAt, updatedAt: createdAt, primaryKey }
  })
  return { results, offset: 0, limit, total: indexes.size }
}

function statsOf(call: Call, uid: string) {
  const { documents } = indexOf(call, uid)
  return { numberOfDocuments: documents.size, isIndexing: false, fieldDistribution: {} }
}

function fetchDocuments(call: Call, uid: string) {
  const index = indexOf(call, uid)
  const asked = fields(call.body)
  const filterable = index.settings.filterableAttributes
  const names = Array.isArray(filterable) ? filterable.map(String) : []
  const test = parseFilter(asked.filter, names, 'invalid_document_filter')
  const found = [...index.documents.values()].filter(test)
  const [offset, limit] = [Number(asked.offset ?? 0), Number(asked.limit ?? 20)]
  const results = found.slice(offset, offset + limit).map((held) => shown(index, held, asked))
  return { results, offset, limit, total: found.length }
}

function multiSearch(call: Call) {
  const { queries } = fields(call.body)
  return (Array.isArray(queries) ? queries : []).map((query: unknown) => {
    const { indexUid, ...asked } = fields(query)
    return { indexUid, ...searchIn(indexOf(call, String(indexUid)), asked) }
  })
}

/** The fields of a JSON object; none for anything else. */
export function fields(given: unknown): Held {
  return typeof given === 'object' && given !== null ? { ...given } : {}
}
