import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EventPage, event } from '@waymark/contracts'
import { unavailable } from '@waymark/core'
import { createConsumer, type Database, handler, readEvents, record } from '@waymark/db'
import { createLogger } from '@waymark/runtime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { keepHearing } from './keep-hearing.ts'
import { openPlatform, type Platform } from './platform.ts'
import { openServiceDatabase } from './service-database.ts'

const payload = z.object({ noteId: z.string() })
const noteWritten = event('note.written', { version: 1, subject: 'noteId', payload })
const actor = { kind: 'operator', tenant: 'demo' } as const

let dataDir = ''
let platform: Platform
let owner: Database
let db: Database
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'waymark-hearing-'))
  platform = await openPlatform({
    settings: { WAYMARK_MODE: 'demo', TENANT: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  })
  owner = await openServiceDatabase(platform, { service: 'directory', migrations: [] })
  db = await openServiceDatabase(platform, { service: 'referrals', migrations: [] })
})
afterEach(async () => {
  await platform.lifecycle.stop('test ended')
  await rm(dataDir, { recursive: true, force: true })
})

const tell = (noteId: string) =>
  owner.write((tx) => record(tx, actor, noteWritten, { noteId })).then(() => undefined)

interface Given {
  /** Stands between the owner's log and who reads it. */
  readonly read?: (page: EventPage) => EventPage
  readonly prepare?: () => Promise<null>
}

/** Hears the owner's notes. Gives which, how often there was an afterwards, and what was logged. */
function start({ read = (page) => page, prepare = async () => null }: Given = {}) {
  const heard: string[] = []
  const lines: string[] = []
  const count = { afterwards: 0 }
  const onNote = handler(noteWritten, {
    prepare,
    apply: async (_, { payload: { noteId } }) => void heard.push(noteId),
  })
  const source = {
    service: 'directory' as const,
    read: async (after: number, limit: number) =>
      read(await readEvents(owner.reader, { after, limit })),
  }
  const consumer = createConsumer({
    ...{ db, source, handlers: [onNote], deps: {} },
    name: 'referrals',
    startAt: 'beginning',
  })
  const destination = { write: (line: string) => lines.push(line) }
  const { hear } = keepHearing(platform, {
    service: 'referrals',
    consumers: [consumer],
    log: createLogger({ service: 'referrals', level: 'info', destination }),
    afterwards: async () => {
      count.afterwards += 1
    },
  })
  return { heard, lines, count, hear }
}

test('happy: what was told before the start is heard without a nudge', async () => {
  await tell('before')
  const { heard, count } = start()
  await platform.queue.drained()
  expect(heard).toEqual(['before'])
  // The nudge of what was told waited for the start, and the first poll came with it.
  expect(count.afterwards).toBe(2)
})

test('happy: what is told is heard at once, each event once and in order', async () => {
  const { heard, count } = start()
  await platform.queue.drained()
  await owner.write(async (tx) => {
    for (const noteId of ['one', 'two', 'three']) await record(tx, actor, noteWritten, { noteId })
  })
  platform.queue.nudge('referrals-inbox')
  platform.queue.nudge('referrals-inbox')
  await platform.queue.drained()
  expect(heard).toEqual(['one', 'two', 'three'])
  expect(count.afterwards).toBe(2)
})

test('happy: who reads a log is nudged by what is committed in it alone', async () => {
  const nudged: string[] = []
  const inbox = 'notifications-inbox'
  platform.queue.work(inbox, async () => void nudged.push(inbox))
  await owner.write(async () => {})
  const failed = owner.write(async (tx) => {
    await record(tx, actor, noteWritten, { noteId: 'undone' })
    throw unavailable('Undone.')
  })
  await expect(failed).rejects.toThrow('Undone.')
  await platform.queue.drained()
  expect(nudged).toEqual([])
  await tell('one')
  await platform.queue.drained()
  expect(nudged).toEqual([inbox])
})

test('happy: an owner that is away is asked again, and nothing is lost', async () => {
  const away = { now: true }
  const read = (page: EventPage) => {
    if (away.now) throw unavailable('The owner is away.')
    return page
  }
  await tell('one')
  const { heard, hear, lines } = start({ read })
  await hear()
  expect(heard).toEqual([])
  away.now = false
  await hear()
  expect(heard).toEqual(['one'])
  expect(lines).toEqual([])
})

test('refused: a log that was restored is said in the log, and not heard', async () => {
  const owners = { log: (known: string) => known }
  const { heard, hear, lines } = start({
    read: (page) => ({ ...page, log: owners.log(page.log) }),
  })
  await hear()
  owners.log = () => 'another-log'
  await tell('one')
  await hear()
  expect(heard).toEqual([])
  expect(lines.join()).toContain('events.reconcileNeeded')
})

test('happy: a stop waits for what is being heard, and hears nothing after it', async () => {
  const [begun, answered] = [aGate(), aGate()]
  const prepare = async () => {
    begun.open()
    await answered.passed
    return null
  }
  await tell('one')
  await tell('two')
  const { heard, hear, count } = start({ prepare })
  await begun.passed
  const stopped = platform.lifecycle.stop('test ended')
  answered.open()
  expect(await stopped).toBe(true)
  expect(heard).toEqual(['one'])
  const before = { ...count }
  await hear()
  expect(heard).toEqual(['one'])
  expect(count).toEqual(before)
})

/** What one side waits for and the other opens. */
function aGate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}
