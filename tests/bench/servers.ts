import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { runChild, waitFor } from '@waymark/testing'

const script = fileURLToPath(new URL('server-child.ts', import.meta.url))

export interface BenchServer {
  readonly address: string
  readonly pid: number
  stop(): Promise<void>
}

/** Starts a server of the bench in a process of its own. */
export async function startServer(kind: 'bare' | 'directory' | 'house', given: string) {
  const child = runChild({ script, args: [kind, given] })
  const said = /^listening (\S+)$/m
  const hasSaid = () => said.test(child.output()) || child.child.exitCode !== null
  await waitFor('a server of the bench', hasSaid, 300_000)
  const address = said.exec(child.output())?.[1]
  if (address === undefined) throw new Error(`It did not start: ${child.output()}`)
  const server: BenchServer = { address, pid: child.child.pid ?? 0, stop: () => child.kill() }
  return server
}

/** One connection that is kept, as a browser keeps it. */
export function createAsker() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    /** Gives how many bytes the answer has. Throws where it is not 200. */
    ask: (url: string, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
      new Promise((resolve, reject) => {
        const asked = request(url, { agent, headers }, (answer) => {
          let bytes = 0
          answer.on('data', (part: Buffer) => {
            bytes += part.length
          })
          answer.on('end', () => {
            if (answer.statusCode === 200) resolve(bytes)
            else reject(new Error(`${url} answered ${answer.statusCode}.`))
          })
        })
        asked.on('error', reject)
        asked.end()
      }),
    close: () => agent.destroy(),
  }
}
