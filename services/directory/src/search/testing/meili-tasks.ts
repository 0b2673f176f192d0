import { type Held, MeiliError, parseFilter } from './meili-filter.ts'
import { checkDocuments, checkSettings, type HeldIndex } from './meili-index.ts'

/** A task in the shape of the documentation. */
interface Task {
  readonly uid: number
  readonly indexUid: string | null
  readonly type: string
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed'
  error: { message: string; code: string; type: string; link: string } | null
  readonly enqueuedAt: string
}

/** What the engine queues and does one after another; failures show only here. */
export interface Tasks {
  /** Queues the change that a request line asks for; throws for a line it does not know. */
  enqueue(line: string, indexUid: string, body: unknown): Held
  read(uid: number): Held
  /** From now on nothing is done, until `resume`. */
  pause(): void
  resume(): void
  /** The next task whose type this is fails with this code. */
  failNext(type: string, code: string): void
}

type Work = (indexes: Map<string, HeldIndex>, body: unknown, indexUid: string) => void

const at = '2026-11-01T00:00:00Z'

export function createTasks(indexes: Map<string, HeldIndex>): Tasks {
  const tasks: { readonly task: Task; readonly work: () => void }[] = []
  const failing = new Map<string, string>()
  let done = 0
  let paused = false

  function runNext(): void {
    const next = tasks[done]
    if (paused || next === undefined) return
    done += 1
    const { task, work } = next
    const code = failing.get(task.type)
    failing.delete(task.type)
    try {
      if (code !== undefined) throw new MeiliError(code, 'Told to fail.')
      work()
      task.status = 'succeeded'
    } catch (error) {
      if (!(error instanceof MeiliError)) throw error
      task.status = 'failed'
      const { message } = error
      task.error = { message, code: error.code, type: 'invalid_request', link: '' }
    }
    setImmediate(runNext)
  }

  return {
    enqueue(line, indexUid, body) {
      const known = changes.get(line)
      if (known === undefined) throw new MeiliError('not_found', `Not spoken here: ${line}.`, 404)
      const uid = tasks.length
      const named = fields(body).uid
      const task: Task = {
        ...{ uid, type: known.type, status: 'enqueued', error: null, enqueuedAt: at },
        indexUid: typeof named === 'string' ? named : indexUid || null,
      }
      tasks.push({ task, work: () => known.work(indexes, body, indexUid) })
      setImmediate(runNext)
      const { type, status } = task
      return { taskUid: uid, indexUid: task.indexUid, status, type, enqueuedAt: at }
    },
    read(uid) {
      const found = tasks[uid]
      if (found === undefined) throw new MeiliError('task_not_found', `No task ${uid}.`, 404)
      const ended = { startedAt: at, finishedAt: at, duration: 'PT0S' }
      return { ...found.task, batchUid: uid, canceledBy: null, details: {}, ...ended }
    },
    pause() {
      paused = true
    },
    resume() {
      paused = false
      setImmediate(runNext)
    },
    failNext: (type, code) => void failing.set(type, code),
  }
}

const changes: ReadonlyMap<string, { readonly type: string; readonly work: Work }> = new Map([
  ['POST indexes', { type: 'indexCreation', work: createIndex }],
  ['DELETE indexes :one', { type: 'indexDeletion', work: deleteIndex }],
  ['PATCH indexes :one settings', { type: 'settingsUpdate', work: updateSettings }],
  ['POST indexes :one documents', { type: 'documentAdditionOrUpdate', work: addDocuments }],
  ['POST indexes :one documents delete', { type: 'documentDeletion', work: deleteDocuments }],
  ['POST swap-indexes', { type: 'indexSwap', work: swapIndexes }],
])

function createIndex(indexes: Map<string, HeldIndex>, body: unknown): void {
  const { uid, primaryKey } = fields(body)
  const name = String(uid)
  if (indexes.has(name)) throw new MeiliError('index_already_exists', `Index ${name} is there.`)
  const key = typeof primaryKey === 'string' ? primaryKey : null
  indexes.set(name, { primaryKey: key, settings: {}, documents: new Map(), createdAt: at })
}

function deleteIndex(indexes: Map<string, HeldIndex>, _body: unknown, uid: string): void {
  if (!indexes.delete(uid)) throw new MeiliError('index_not_found', `No index ${uid}.`)
}

function updateSettings(indexes: Map<string, HeldIndex>, body: unknown, uid: string): void {
  const sent = fields(body)
  checkSettings(sent)
  const index = madeIfMissing(indexes, uid)
  index.settings = { ...index.settings, ...sent }
}

/** The engine makes an index for what is put into none. */
function madeIfMissing(indexes: Map<string, HeldIndex>, uid: string): HeldIndex {
  const found = indexes.get(uid)
  const made = found ?? { primaryKey: null, settings: {}, documents: new Map(), createdAt: at }
  indexes.set(uid, made)
  return made
}

function addDocuments(indexes: Map<string, HeldIndex>, body: unknown, uid: string): void {
  const index = madeIfMissing(indexes, uid)
  const documents = (Array.isArray(body) ? body : [body]).map(fields)
  const key = index.primaryKey ?? 'id'
  checkDocuments(documents, key)
  for (const document of documents) index.documents.set(String(document[key]), document)
}

function deleteDocuments(indexes: Map<string, HeldIndex>, body: unknown, uid: string): void {
  const index = indexes.get(uid)
  if (index === undefined) throw new MeiliError('index_not_found', `No index ${uid}.`)
  const { filterableAttributes } = index.settings
  const filterable = Array.isArray(filterableAttributes) ? filterableAttributes.map(String) : []
  const passes = parseFilter(fields(body).filter, filterable, 'invalid_document_filter')
  for (const [id, document] of index.documents) if (passes(document)) index.documents.delete(id)
}

function swapIndexes(indexes: Map<string, HeldIndex>, body: unknown): void {
  for (const swap of Array.isArray(body) ? body.map(fields) : []) {
    const [one = '', other = ''] = Array.isArray(swap.indexes) ? swap.indexes.map(String) : []
    const [first, second] = [indexes.get(one), indexes.get(other)]
    const rename = swap.rename === true
    if (first === undefined || (second === undefined) !== rename) {
      throw new MeiliError('index_not_found', 'Both are there, or with rename the first alone.')
    }
    indexes.set(other, first)
    if (second === undefined) indexes.delete(one)
    else indexes.set(one, second)
  }
}

function fields(given: unknown): Held {
  return typeof given === 'object' && given !== null ? { ...given } : {}
}
