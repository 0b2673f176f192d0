import { Agent, request } from 'node:http'
import { anOrganisation } from '@waymark/testing'
import { z } from 'zod'
import { lookInto } from '../support/outside.ts'
import { operatorHeaders } from '../support/run-waymark.ts'

/** What became of requests that were sent while the server was told to stop. */
export interface Load {
  /** The ids of what was answered as made. */
  readonly made: readonly string[]
  readonly answered: number
  /** Answers that told the caller to hang up. */
  readonly goodbyes: number
  /** Answers that were failures, and requests that were sent and not answered. */
  readonly dropped: readonly string[]
}

const made = z.object({ id: z.uuid() })
const host = '127.0.0.1'

interface Answer {
  readonly status: number
  readonly goodbye: boolean
  readonly body: string
}

interface Asked {
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Sends on a connection that is kept; `null` where there was nobody to connect to any more. */
function ask(address: string, agent: Agent, { body, ...asked }: Asked): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const sent = request({ host, port: new URL(address).port, agent, ...asked }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const goodbye = answer.headers.connection === 'close'
        resolve({ status: answer.statusCode ?? 0, goodbye, body: `${Buffer.concat(parts)}` })
      })
    })
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') resolve(null)
      else
        reject(
          new Error(`${error.code} ${sent.reusedSocket ? 'on a kept connection' : 'on a new one'}`),
        )
    })
    sent.end(body)
  })
}

export interface Called {
  readonly address: string
  readonly dataDir: string
  /** What they read. */
  readonly reads: string
  /** Three in four make organisations instead. */
  readonly writes: boolean
}

/** The organisations there are, seen by a connection of its own. */
export async function organisationsIn(dataDir: string): Promise<string[]> {
  const outside = lookInto(dataDir, 'directory')
  const rows = await outside.rows('select id from organisation')
  outside.close()
  return rows.map(({ id }) => String(id))
}

/** Tells a server to stop while callers are at it. Gives how it ended, and what became of them. */
export async function stopUnderLoad(
  called: Called,
  random: () => number,
  stop: () => Promise<number | null>,
): Promise<{ readonly code: number | null; readonly tookMs: number; readonly load: Load }> {
  const stopAt = 40 + Math.floor(random() * 60)
  let toldAtMs = 0
  let ended: Promise<number | null> = Promise.resolve(null)
  const load = await loadUntilGone(called, (answered) => {
    if (answered !== stopAt) return
    toldAtMs = performance.now()
    ended = stop()
  })
  const code = await ended
  return { code, load, tookMs: performance.now() - toldAtMs }
}

const callers = 8

/** Callers side by side, each on a connection that it keeps, until nobody takes their calls. */
async function loadUntilGone(place: Called, onAnswer: (answered: number) => void): Promise<Load> {
  const load = { made: [] as string[], answered: 0, goodbyes: 0, dropped: [] as string[] }
  const write = (): Asked => {
    const body = JSON.stringify(anOrganisation())
    const length = { 'content-length': `${Buffer.byteLength(body)}` }
    const headers = { ...operatorHeaders(place.dataDir), ...length }
    return { path: '/api/directory/v1/organisations', method: 'POST', headers, body }
  }
  const read: Asked = { path: place.reads, method: 'GET', headers: {} }
  const call = async (caller: number) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const asked = caller % 4 === 0 || !place.writes ? () => read : write
    for (let answer: Answer | null; ; ) {
      const sent = asked()
      try {
        answer = await ask(place.address, agent, sent)
      } catch (error) {
        load.dropped.push(`${sent.method}: ${error}`)
        continue
      }
      if (answer === null) break
      load.answered += 1
      if (answer.goodbye) load.goodbyes += 1
      if (answer.status >= 400) load.dropped.push(`${sent.method}: ${answer.status} ${answer.body}`)
      else if (sent.method === 'POST') load.made.push(made.parse(JSON.parse(answer.body)).id)
      onAnswer(load.answered)
    }
    agent.destroy()
  }
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)))
  return load
}
