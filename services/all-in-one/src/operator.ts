import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { directoryApi, notificationsApi } from '@waymark/contracts'
import { unavailable } from '@waymark/core'
import { openDirectory } from '@waymark/directory'
import {
  type Client,
  createClient,
  createSend,
  isOwnServer,
  openPlatform,
  type Send,
  serverFiles,
} from '@waymark/http'
import type { AllSettings } from './config.ts'

export interface Operator {
  readonly directory: Client<typeof directoryApi>
  /** Lets go of the data, where no server held it. */
  close(): Promise<void>
}

/**
 * Acts as the operator of this machine: through the server that runs on the data, or, with none
 * running, by opening the data itself, which keeps a server from starting meanwhile.
 */
export async function openOperator(settings: AllSettings): Promise<Operator> {
  const server = await runningServer(settings.DATA_DIR)
  if (server !== null) {
    const urls = { directory: server.address }
    const send = createSend({ local: new Map(), urls, timeoutMs: 60_000 })
    return { directory: directoryAs(send, server.key), close: async () => {} }
  }
  const platform = await openPlatform({ settings: { ...settings, LOG_LEVEL: 'error' } })
  try {
    await openDirectory(platform, settings)
  } catch (error) {
    await platform.lifecycle.stop('failed start')
    throw error
  }
  return {
    directory: directoryAs(platform.send, platform.operatorKey),
    close: async () => {
      await platform.lifecycle.stop('command ended')
    },
  }
}

function directoryAs(send: Send, key: string): Client<typeof directoryApi> {
  return createClient(directoryApi, { send, authorise: async () => `Operator ${key}` })
}

interface RunningServer {
  readonly address: string
  readonly key: string
}

/**
 * Mail leaves through the server alone, so this asks the one that runs on the data, or the one at
 * an address: with services apart, that of notifications. Throws `unavailable` where none answers.
 */
export async function askNotifications(
  settings: Pick<AllSettings, 'DATA_DIR'>,
  at: string | undefined,
): Promise<Client<typeof notificationsApi>> {
  const server = await runningServer(settings.DATA_DIR, at)
  if (server === null) {
    throw unavailable('No Waymark server answers. Start it, then do this again.')
  }
  const send = createSend({ local: new Map(), urls: { notifications: server.address } })
  return createClient(notificationsApi, { send, authorise: async () => `Operator ${server.key}` })
}

/** Another program may hold a dead server's port: the key goes only to one that has it. */
async function runningServer(dataDir: string, at?: string): Promise<RunningServer | null> {
  const lineOf = async (name: string) => (await readFile(join(dataDir, name), 'utf8')).trim()
  try {
    const address = at ?? (await lineOf(serverFiles.address))
    const key = await lineOf('operator-key')
    return (await isOwnServer(address, key)) ? { address, key } : null
  } catch {
    return null
  }
}
