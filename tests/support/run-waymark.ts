import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ServiceName } from '@waymark/core'
import { endsWithin } from '@waymark/runtime'
import { type ChildRun, runChild, waitFor } from '@waymark/testing'

const root = fileURLToPath(new URL('../../', import.meta.url))
const sources = join(root, 'services/all-in-one/src')

/** A program of ours in a process of its own, as somebody typed it. */
export interface Program extends ChildRun {
  /** What it said to standard error alone. */
  complaints(): string
}

export type Env = Readonly<Record<string, string>>

/** `npm start`, without npm: the process is the server itself. Any free port unless `env` says. */
export function runServer(env: Env, ...args: string[]): Program {
  return run(join(sources, 'main.ts'), { PORT: '0', LOG_LEVEL: 'silent', ...env }, args)
}

/** `npm run waymark --`, without npm. */
export function runCommand(env: Env, ...args: string[]): Program {
  return run(join(sources, 'cli.ts'), env, args)
}

/** `npm run start:apart`, without npm: a process that starts each service in one of its own. */
export function runApart(env: Env): Program {
  return run(join(root, 'infra/start-apart.ts'), { PORT: '0', LOG_LEVEL: 'silent', ...env }, [])
}

/** Where a service's process listens, as the start of all of them said. */
export function addressOfService(server: Program, service: ServiceName): string {
  const said = new RegExp(`^ +${service} +(http:\\S+)`, 'm').exec(server.output())?.[1]
  if (said === undefined) throw new Error(`It does not say where ${service} is.`)
  return said
}

function run(script: string, env: Env, args: readonly string[]): Program {
  const child = runChild({ script, args, env })
  let complaints = ''
  child.child.stderr?.on('data', (text: string) => {
    complaints += text
  })
  return { ...child, complaints: () => complaints }
}

/** Waits until a server says where it is, and gives the address. Throws what it said if it ends. */
export async function addressOf(server: Program): Promise<string> {
  const said = /Waymark is ready at (http:\S+)/
  await waitFor(
    'a server to be ready',
    () => said.test(server.output()) || server.child.exitCode !== null,
    120_000,
  )
  const address = said.exec(server.output())?.[1]
  if (address === undefined) throw new Error(`It did not start: ${server.output()}`)
  return address
}

const stopsWithinMs = 25_000

/** Asks a server to stop; gives its exit code, or null when it had to be killed. */
export async function stopServer(
  server: Program,
  signal: 'SIGTERM' | 'SIGINT',
): Promise<number | null> {
  server.child.kill(signal)
  if (!(await endsWithin(server.ended, stopsWithinMs))) await server.kill()
  return server.ended
}

/** Asks once as the operator of the machine, with the key that lies in the data folder. */
export function operatorHeaders(dataDir: string): Record<string, string> {
  const key = readFileSync(join(dataDir, 'operator-key'), 'utf8').trim()
  return {
    authorization: `Operator ${key}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  }
}
