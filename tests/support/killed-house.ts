import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allSettings, openWaymark } from '@waymark/all-in-one'
import { serviceNames } from '@waymark/core'
import type { Platform } from '@waymark/http'
import { readSettings } from '@waymark/runtime'
import { type FakeSmtp, runChild, waitFor } from '@waymark/testing'
import { bundleChild } from './bundle-child.ts'
import { groups } from './groups.ts'
import { lookInto } from './outside.ts'

/** What the house is started with: in its folder, with mail leaving for the groups. */
export type StormEnv = Readonly<Record<string, string>>

export function stormEnv(dataDir: string, smtp: FakeSmtp, more: StormEnv = {}): StormEnv {
  return {
    ...{ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', SMTP_URL: smtp.url },
    MAIL_FROM: 'hello@waymark.example',
    MAIL_ALLOW: groups.map(({ mailbox }) => mailbox).join(','),
    ...more,
  }
}

/** Opens the house here, in this process. */
export function openHouse(env: StormEnv, options: Parameters<typeof openWaymark>[1] = {}) {
  return openWaymark(readSettings(allSettings, { ...env }), options)
}

/** The demo, planted once, for storms to work on copies of it; and the file that works, built. */
export interface PlantedHouse {
  /** A copy of the data in a folder of its own. */
  copy(name: string): string
  readonly childScript: string
}

export async function plantHouse(folder: string, child: URL): Promise<PlantedHouse> {
  const planted = join(folder, 'planted')
  const { platform } = await openHouse({ DATA_DIR: planted, LOG_LEVEL: 'silent' })
  await platform.lifecycle.stop('planted')
  return {
    childScript: await bundleChild(fileURLToPath(child), folder),
    copy(name) {
      const dataDir = join(folder, name)
      cpSync(planted, dataDir, { recursive: true })
      return dataDir
    },
  }
}

/** An act that was answered before the process died. */
export interface Acknowledged {
  readonly number: number
  readonly act: string
  readonly id: string
}

/** How a process dies: by itself at a named place, or so long after so many answers. */
export type Death =
  | { readonly failpoint: string; readonly nth: number }
  | { readonly acknowledged: number; readonly pauseMs: number }

/** Everything that was answered so far, and the turn to begin with. */
export interface Progress {
  readonly acknowledged: readonly Acknowledged[]
  readonly turn: number
}

export const atFirst: Progress = { acknowledged: [], turn: 0 }

export interface Life {
  readonly script: string
  readonly env: StormEnv
  readonly death: Death
  /** What befalls the engines around it once it is at work. */
  readonly trouble?: () => Promise<void>
}

/** Runs the house until it dies. Throws when it ends by itself. */
export async function workUntilKilled(
  { script, env, death, trouble }: Life,
  { acknowledged, turn }: Progress,
): Promise<Progress> {
  const named = 'failpoint' in death ? [death.failpoint, String(death.nth)] : []
  const run = runChild({ script, args: [String(turn), ...named], env })
  if ('pauseMs' in death) {
    let pending = true
    run.child.stdout?.on('data', () => {
      if (!pending || linesOf(run.output()).length < death.acknowledged) return
      pending = false
      run.killIn(death.pauseMs)
    })
  }
  if (trouble !== undefined) {
    const isAtWork = () => linesOf(run.output()).length > 0 || run.child.signalCode !== null
    await waitFor('the house to be at work', isAtWork, 60_000)
    await trouble()
  }
  if ((await run.ended) !== null) throw new Error(`The house ended by itself: ${run.output()}`)
  const answered = linesOf(run.output()).map(toAcknowledged)
  const turned = answered.filter(({ act }) => act === 'turned').map(({ number }) => number)
  return {
    acknowledged: [...acknowledged, ...answered.filter(({ act }) => act !== 'turned')],
    turn: Math.max(turn, ...turned.map((number) => number + 1)),
  }
}

/** Only whole lines: the last one of a killed process may be cut. */
function linesOf(output: string): string[] {
  return output.split('\n').slice(0, -1)
}

function toAcknowledged(line: string): Acknowledged {
  const match = /^(\d+) (\w+) (-|[0-9a-f-]{36})$/.exec(line)
  if (match === null) throw new Error(`The house said something else: ${line}`)
  const [, number, act = '', id = ''] = match
  return { number: Number(number), act, id }
}

/** Longer than a notice in doubt, or one whose owner was away, waits before it is begun again. */
const doubtMs = 11 * 60_000
const mostRounds = 5

/**
 * Opens the house once more and lets it end what it has begun, moving the clock on for doubts. What
 * it says once it has, may be looked at.
 */
export async function settle(
  env: StormEnv,
  look: (platform: Platform) => Promise<void> = async () => {},
): Promise<void> {
  let aheadMs = 0
  const now = () => new Date(Date.now() + aheadMs)
  const { platform } = await openHouse(env, { now, strictAnswers: true })
  for (let round = 0; round < mostRounds; round += 1) {
    platform.ownQueue.nudge('notifications-upkeep')
    await waitUntilQuiet(platform)
    if ((await unsettled(platform)) === 0) break
    aheadMs += doubtMs
  }
  await look(platform)
  await platform.lifecycle.stop('settled')
}

/** Until everything told was heard, and whatever was due now is sent or dropped. */
export async function waitUntilQuiet(platform: Platform): Promise<void> {
  await waitFor('everything to be heard and sent', () => isQuiet(platform), 180_000)
}

async function isQuiet(platform: Platform): Promise<boolean> {
  return (await unsettled(platform, platform.now())) === 0 && (await lagOf(platform.dataDir)) === 0
}

/** Notices that were neither sent nor dropped: all, or those whose time has come. */
async function unsettled({ dataDir }: Platform, dueBy = new Date('9999-01-01')): Promise<number> {
  const notifications = lookInto(dataDir, 'notifications')
  const states = "'due', 'claimed', 'sending', 'uncertain'"
  const sql = `select count(*) from notice where state in (${states}) and due_at <= ?`
  const count = await notifications.count(sql, [dueBy.toISOString()])
  notifications.close()
  return count
}

/** How many events, over all logs and all who read them, have not been heard. */
export async function lagOf(dataDir: string): Promise<number> {
  const services = serviceNames.filter((name) => existsSync(join(dataDir, `${name}.db`)))
  const open = new Map(services.map((name) => [name, lookInto(dataDir, name)]))
  let lag = 0
  for (const reader of open.values()) {
    for (const { source, seq } of await reader.rows('select source, seq from cursors')) {
      const log = services.find((name) => name === source)
      const head = log && (await open.get(log)?.count('select coalesce(max(seq), 0) from events'))
      lag += Number(head) - Number(seq)
    }
  }
  for (const reader of open.values()) reader.close()
  return lag
}
