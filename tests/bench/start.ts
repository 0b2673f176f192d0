import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { freePort, removeFolder, runChild, temporaryFolder, waitFor } from '@waymark/testing'
import { type Bench, rounds } from './figure.ts'
import { median, rounded, timesOf } from './statistics.ts'

const bootstrap = fileURLToPath(new URL('../../infra/bootstrap.mjs', import.meta.url))
const pages = ['/find', '/find?q=lunch&near=Harrowby+Vale', '/sign-in', '/find?q=wallking']
const visits = 400
const restMs = 3_000

/** (e) `npm start` on data that is there, and the memory it then has. */
export const startBench: Bench = {
  letter: 'e',
  name: 'Start',
  async measure() {
    const dataDir = temporaryFolder()
    try {
      // The first plants the demo; it is not measured.
      await startOnce(dataDir, async () => {})
      const starts: number[] = []
      const idle: number[] = []
      const after: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const readyMs = await startOnce(dataDir, async (address, pid) => {
          await rest()
          idle.push(residentMb(pid))
          await timesOf(visits, async (at) => {
            await (await fetch(`${address}${pages[at % pages.length]}`)).text()
          })
          after.push(residentMb(pid))
        })
        starts.push(readyMs)
      }
      const [startMs, idleMb, afterMb] = [median(starts), median(idle), median(after)]
      return [
        {
          what: 'npm start on data that is there, until it answers that it is ready',
          target: 'at most 3 s',
          result: `${rounded(startMs / 1000)} s`,
          passed: startMs <= 3_000,
          numbers: { startMs },
        },
        {
          what: `resident memory at rest, and after ${visits} pages`,
          target: 'at most 300 MB at rest',
          result: `${rounded(idleMb)} MB, then ${rounded(afterMb)} MB`,
          passed: idleMb <= 300,
          numbers: { idleMb, afterMb },
        },
      ]
    } finally {
      removeFolder(dataDir)
    }
  },
}

/** Starts it as `npm start` does but for npm itself; gives how long it took. */
async function startOnce(
  dataDir: string,
  then: (address: string, pid: number) => Promise<void>,
): Promise<number> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const env = { DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' }
  const started = performance.now()
  const child = runChild({ script: bootstrap, args: ['start'], env })
  const isReady = async () => (await fetch(`${address}/readyz`).catch(() => null))?.ok === true
  try {
    await waitFor('it to be ready', isReady, 180_000)
    const took = performance.now() - started
    await then(address, child.child.pid ?? 0)
    return took
  } finally {
    child.child.kill('SIGTERM')
    await child.ended
  }
}

/** Longer than whatever a start leaves to be done after it. */
async function rest(): Promise<void> {
  const until = performance.now() + restMs
  await waitFor('a rest', () => performance.now() >= until, 2 * restMs)
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024
}
