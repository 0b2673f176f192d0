import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ChildRun, removeFolder, runChild, temporaryFolder, waitFor } from '@waymark/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { infra } from '../support/infra-files.ts'

const limitMs = 300_000
const built = temporaryFolder()
const folders: string[] = [built]
const running: ChildRun[] = []

beforeAll(async () => {
  // Outside the tree: what is not in the bundle is not found by going up.
  const programs = ['services/all-in-one/src/main.ts', 'services/directory/src/main.ts']
  const child = runChild({ script: join(infra, 'bundle.ts'), args: [built, ...programs] })
  running.push(child)
  expect(await child.ended, child.output()).toBe(0)
}, limitMs)
afterAll(async () => {
  for (const child of running) await child.kill()
  for (const folder of folders) removeFolder(folder)
})

function start(service: string) {
  const dataDir = temporaryFolder()
  folders.push(dataDir)
  const script = join(built, `services/${service}/src/main.js`)
  const env = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', TSX_TSCONFIG_PATH: '' }
  const child = runChild({ script, env, cwd: built })
  running.push(child)
  return {
    child,
    async address() {
      const read = () => {
        try {
          return readFileSync(join(dataDir, 'server.address'), 'utf8').trim()
        } catch {
          return ''
        }
      }
      await waitFor('its address', () => read() !== '' || child.child.exitCode !== null, limitMs)
      if (read() === '') throw new Error(`It did not start: ${child.output()}`)
      return read()
    },
  }
}

const isReady = async (address: string) =>
  (await fetch(`${address}/readyz`).catch(() => null))?.status === 200

test(
  'happy: everything in one process runs from its bundle alone, and stops in order',
  async () => {
    const { child, address } = start('all-in-one')
    const at = await address()
    await waitFor('it to be ready', () => isReady(at), limitMs)
    const found = await fetch(`${at}/find?q=food+parcel&near=Harrowby+Vale`)
    const page = await found.text()
    expect(page).toContain('Harrowby Vale Food Bank')
    const style = /href="(\/assets\/app\.[^"]+\.css)"/.exec(page)?.[1]
    expect((await fetch(`${at}${style}`)).status).toBe(200)
    expect((await fetch(`${at}/api/docs`)).status).toBe(200)
    child.child.kill('SIGTERM')
    expect(await child.ended).toBe(0)
  },
  limitMs,
)

test(
  'happy: a single service runs from its bundle alone',
  async () => {
    const { address } = start('directory')
    const at = await address()
    await waitFor('it to be ready', () => isReady(at), limitMs)
    const listings = await fetch(`${at}/api/directory/v1/listings`)
    expect(await listings.json()).toMatchObject({ contents: [] })
    expect((await fetch(`${at}/api/people/v1/matches`)).status).toBe(404)
  },
  limitMs,
)
