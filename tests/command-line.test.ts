import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allSettings, envExample } from '@waymark/all-in-one'
import { serve } from '@waymark/http'
import { removeFolder, temporaryFolder } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lookInto } from './support/outside.ts'
import { addressOf, type Program, runCommand, runServer } from './support/run-waymark.ts'

const limitMs = 300_000

let folder = ''
let dataDir = ''
const programs: Program[] = []
beforeEach(() => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
})
afterEach(async () => {
  for (const program of programs.splice(0)) await program.kill()
  removeFolder(folder)
})

async function waymark(...args: string[]) {
  const program = runCommand({ DATA_DIR: dataDir }, ...args)
  programs.push(program)
  return { code: await program.ended, said: program.output(), complained: program.complaints() }
}

const listings = [
  'name,needs,address,postcode,latitude,longitude',
  'Typed choir,company,"1 Market Street, Harrowby Vale",PE23 4AC,53.18,0.06',
  ',company,"2 Market Street, Harrowby Vale",PE23 4AC,53.18,0.06',
].join('\n')

async function countTyped(): Promise<number> {
  const outside = lookInto(dataDir, 'directory')
  const found = await outside.count("select count(*) from listing where name = 'Typed choir'")
  outside.close()
  return found
}

test(
  'happy: an import is the same with a server running and without; a dry run writes nothing',
  async () => {
    const file = join(folder, 'listings.csv')
    writeFileSync(file, listings)
    const alone = await waymark('import', 'listings', file, '--dry-run')
    expect(alone.said).toContain('line 2: would be created')
    expect(alone.said).toMatch(/line 3: refused\n {2}name: Give it a name\./)
    expect(alone.said).toContain('It would be 1 created, 0 changed, 0 unchanged, 1 refused.')
    // Two, because a line was refused.
    expect(alone).toMatchObject({ code: 2, complained: '' })
    const server = runServer({ DATA_DIR: dataDir })
    programs.push(server)
    const address = await addressOf(server)
    expect(await waymark('import', 'listings', file, '--dry-run')).toEqual(alone)
    expect(await countTyped()).toBe(0)
    const real = await waymark('import', 'listings', file)
    expect(real.said).toContain('1 created, 0 changed, 0 unchanged, 1 refused.')
    const again = await waymark('import', 'listings', file)
    expect(again.said).toContain('0 created, 0 changed, 1 unchanged, 1 refused.')
    expect(await countTyped()).toBe(1)
    expect(await (await fetch(`${address}/find?q=typed+choir`)).text()).toContain('Typed choir')
  },
  limitMs,
)

test.each([
  ['a verb nobody knows', ['fly'], 'That is not a command we know.'],
  ['a noun nobody knows', ['import', 'people', 'x.csv'], 'That is not a command we know.'],
  ['an unknown option', ['import', 'listings', 'x.csv', '--wet'], 'There is an option we do not'],
  ['a file that is not there', ['import', 'listings', 'none.csv'], 'We cannot read that file.'],
])(
  'refused: %s',
  async (_, args, sentence) => {
    const { code, said, complained } = await waymark(...args)
    expect(code).toBe(1)
    expect(complained.startsWith(sentence), complained).toBe(true)
    expect(said).toBe(complained)
    expect(said).not.toMatch(/\bat .*:\d+:\d+/)
  },
  limitMs,
)

test(
  'secure: a stranger on the port of a server that died is not told the operator’s key',
  async () => {
    const file = join(folder, 'listings.csv')
    writeFileSync(file, listings)
    const alone = await waymark('import', 'listings', file, '--dry-run')
    const asked: string[] = []
    const stranger = await serve({
      fetch: (request) => {
        asked.push(`${new URL(request.url).pathname} ${JSON.stringify([...request.headers])}`)
        return Response.json({})
      },
      host: '127.0.0.1',
      port: 0,
    })
    writeFileSync(join(dataDir, 'server.address'), `http://127.0.0.1:${stranger.port}\n`)
    const key = readFileSync(join(dataDir, 'operator-key'), 'utf8').trim()
    expect(await waymark('import', 'listings', file, '--dry-run')).toEqual(alone)
    await stranger.close()
    expect(asked).toEqual([expect.stringMatching(/^\/healthz /)])
    expect(asked.join()).not.toContain(key)
  },
  limitMs,
)

test(
  'happy: .env.example is what the settings say, and shows every one of them',
  async () => {
    const kept = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
    expect(kept).toBe(envExample())
    for (const name of Object.keys(allSettings.shape)) expect(kept).toContain(`\n#${name}=`)
    expect(await waymark('env-example')).toEqual({ code: 0, said: kept, complained: '' })
  },
  limitMs,
)
