import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { removeFolder, temporaryFolder } from '@waymark/testing'
import { z } from 'zod'
import { createRandom } from '../support/random.ts'
import { type BenchListing, benchListings, pick, typedWithSlip } from './corpus.ts'
import { plantListings } from './directory-ground.ts'
import { type Bench, type Figure, rounds } from './figure.ts'
import { type BenchServer, createAsker, startServer } from './servers.ts'
import { inTurns, median, percentile, rounded, timesOf } from './statistics.ts'

const sizes = [1_000, 10_000, 50_000] as const
const script = fileURLToPath(new URL('search-child.ts', import.meta.url))
const run = promisify(execFile)
const requestsARound = 60

const engineFigures = z.object({
  ...{ buildMs: z.number(), memoryMb: z.number(), buildBlockMs: z.number() },
  ...{ searchBlockMs: z.number(), saveBlockMs: z.number(), medianMs: z.number() },
  ...{ p95Ms: z.number(), foundShare: z.number() },
})
type EngineFigures = z.output<typeof engineFigures>

/** (a) What a link worker waits for most: a search with a slip in it, near somebody. */
export const searchBench: Bench = {
  letter: 'a',
  name: 'Search',
  async measure() {
    const figures: Figure[] = []
    for (const size of sizes) {
      const engine = await engineAlone(size)
      figures.push(...engineRows(size, engine), await throughHttp(size, engine))
    }
    return figures
  },
}

/** The middle of five processes, each building and searching anew. */
async function engineAlone(size: number): Promise<EngineFigures> {
  const all: EngineFigures[] = []
  for (let round = 0; round < rounds; round += 1) {
    const flags = ['--expose-gc', '--import', 'tsx']
    const { stdout } = await run(process.execPath, [...flags, script, String(size)])
    all.push(engineFigures.parse(JSON.parse(stdout)))
  }
  const middle = (name: keyof EngineFigures) => median(all.map((each) => each[name]))
  // "Never" is said of the worst of them.
  const worst = (name: keyof EngineFigures) => Math.max(...all.map((each) => each[name]))
  return {
    ...{ buildMs: middle('buildMs'), memoryMb: middle('memoryMb') },
    ...{ buildBlockMs: worst('buildBlockMs'), searchBlockMs: worst('searchBlockMs') },
    ...{ saveBlockMs: worst('saveBlockMs'), medianMs: middle('medianMs') },
    ...{ p95Ms: middle('p95Ms'), foundShare: middle('foundShare') },
  }
}

function engineRows(size: number, engine: EngineFigures): Figure[] {
  const at = `${size.toLocaleString('en-GB')} listings`
  const { p95Ms, medianMs, buildMs, memoryMb, foundShare } = engine
  const blockMs = Math.max(engine.buildBlockMs, engine.searchBlockMs, engine.saveBlockMs)
  return [
    {
      what: `engine alone, ${at}: slip, two filters, counts, radius`,
      target: 'p95 at most 25 ms',
      result: `${rounded(medianMs)} ms, p95 ${rounded(p95Ms)} ms`,
      passed: p95Ms <= 25,
      numbers: { size, medianMs, p95Ms },
    },
    {
      what: `${at}: the intended one in the first ten, one slip`,
      target: 'at least 95 %',
      result: `${(foundShare * 100).toFixed(1)} %`,
      passed: foundShare >= 0.95,
      numbers: { size, foundShare },
    },
    {
      what: `${at}: building the index`,
      target: 'at most 5 s and 400 MB',
      result: `${rounded(buildMs / 1000)} s, ${rounded(memoryMb)} MB`,
      passed: buildMs <= 5_000 && memoryMb <= 400,
      numbers: { size, buildMs, memoryMb },
    },
    {
      what: `${at}: the request thread blocked at most, building, searching, saving; worst of five`,
      target: 'never over 50 ms',
      result: `${rounded(blockMs)} ms`,
      passed: blockMs <= 50,
      numbers: { size, blockMs },
    },
  ]
}

function isAboutLeicester({ latitude, longitude }: BenchListing): boolean {
  return Math.abs(latitude - 52.64) < 0.2 && Math.abs(longitude + 1.13) < 0.3
}

async function throughHttp(size: number, engine: EngineFigures): Promise<Figure> {
  const dataDir = temporaryFolder()
  const servers: BenchServer[] = []
  const asker = createAsker()
  try {
    await plantListings(dataDir, size)
    const directory = await startServer('directory', dataDir)
    servers.push(directory)
    const random = createRandom(5)
    const near = benchListings(size).filter(isAboutLeicester)
    const address = () => {
      const { name, need, isStepFree } = pick(near, random)
      const q = encodeURIComponent(typedWithSlip(name, random))
      const also = isStepFree ? '&stepFree=1' : ''
      const asked = `q=${q}&near=Leicester&need=${need}&within=20${also}`
      return `${directory.address}/api/directory/v1/listings?${asked}`
    }
    const bytes = await asker.ask(address())
    const bare = await startServer('bare', String(bytes))
    servers.push(bare)
    await timesOf(requestsARound, () => asker.ask(address()))
    await timesOf(requestsARound, () => asker.ask(bare.address))
    const turns = await inTurns(
      rounds,
      () => timesOf(requestsARound, () => asker.ask(address())),
      () => timesOf(requestsARound, () => asker.ask(bare.address)),
    )
    const found = median(turns.map(({ left }) => median(left)))
    const p95Ms = median(turns.map(({ left }) => percentile(left, 0.95)))
    const plain = median(turns.map(({ right }) => median(right)))
    return {
      what: `through HTTP, ${size.toLocaleString('en-GB')} listings`,
      target: null,
      result: [
        `${rounded(found)} ms, p95 ${rounded(p95Ms)} ms`,
        `${rounded(found / engine.medianMs)} × the engine alone`,
        `${rounded(found / plain)} × a bare route of ${rounded(plain)} ms`,
      ].join('; '),
      passed: true,
      numbers: { size, medianMs: found, p95Ms, bareMs: plain },
    }
  } finally {
    asker.close()
    for (const server of servers) await server.stop()
    removeFolder(dataDir)
  }
}
