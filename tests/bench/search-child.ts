// node --expose-gc: builds the embedded index of so many listings and searches it, as the request
// thread of a directory does. Prints one line of JSON. A process of its own: memory is all its own.
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import {
  type ListingDocument,
  needWords,
  openEmbeddedIndex,
  type SearchRequest,
} from '@waymark/directory'
import { removeFolder, temporaryFolder, waitFor } from '@waymark/testing'
import { createRandom } from '../support/random.ts'
import { type BenchListing, benchListings, pick, typedWithSlip } from './corpus.ts'
import { median, percentile, timesOf } from './statistics.ts'

const count = Number(process.argv[2])
const tenant = 'bench'
const searches = 300
const typed = 400
const mib = 2 ** 20

function documentOf(listing: BenchListing, at: number): ListingDocument {
  const { name, summary, description, need, day, isFree, isStepFree, town } = listing
  return {
    ...{ id: `listing-${at}`, tenant, name, organisationName: `${town} Community`, summary },
    ...{ description, needWords: needWords([need]), town, needs: [need], days: [day] },
    ...{ deliveries: ['inPerson'], languages: ['en'], joining: 'turnUp', free: isFree },
    ...{ stepFree: isStepFree, takesReferrals: true, fromAnywhere: false },
    points: [{ latitude: listing.latitude, longitude: listing.longitude }],
    ...{ assuredDay: 20_400 + (at % 60), nextSessionMs: 1.7e12 + at * 1000 },
  }
}

/** One slip, two filters, three counts and a radius: the dearest search that a page asks. */
function dearest(listing: BenchListing, random: () => number): SearchRequest {
  const point = { latitude: listing.latitude, longitude: listing.longitude }
  return {
    ...{ words: typedWithSlip(listing.name, random), tenant, offset: 0, limit: 20 },
    filter: {
      all: [
        { is: 'needs', value: listing.need },
        { is: 'stepFree', value: listing.isStepFree },
        { within: point, metres: 32_000 },
      ],
    },
    sort: { by: 'relevance', near: point },
    facets: ['needs', 'days', 'free'],
  }
}

async function ticks(): Promise<void> {
  const until = performance.now() + 30
  await waitFor('some ticks', () => performance.now() > until)
}

/** The longest that nothing else could run, in milliseconds. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  // Its own clock has to tick first: what blocks before that is not seen.
  await ticks()
  delay.reset()
  await work()
  // What blocked last is counted once the loop turns again.
  await ticks()
  delay.disable()
  return delay.max / 1e6
}

async function main(): Promise<void> {
  const random = createRandom(3)
  const listings = benchListings(count)
  const folder = temporaryFolder()
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const index = await openEmbeddedIndex({
    file: join(folder, 'index.json'),
    saveDelayMs: 3_600_000,
  })
  async function* documents() {
    for (const [at, listing] of listings.entries()) yield documentOf(listing, at)
  }
  const position = { log: 'bench', seq: 1 }
  let buildMs = 0
  const buildBlockMs = await longestBlock(async () => {
    const [took = 0] = await timesOf(1, () => index.replace(documents(), position))
    buildMs = took
  })
  const memoryMb = (process.memoryUsage().rss - before) / mib
  const asked = Array.from({ length: searches }, () => dearest(pick(listings, random), random))
  for (const request of asked.slice(0, 30)) await index.search(request)
  const times: number[] = []
  const searchBlockMs = await longestBlock(async () => {
    for (const request of asked) {
      times.push(...(await timesOf(1, () => index.search(request))))
      // As between two requests.
      await new Promise(setImmediate)
    }
  })
  let found = 0
  for (let at = 0; at < typed; at += 1) {
    const wanted = Math.floor(random() * listings.length)
    const words = typedWithSlip(listings[wanted]?.name ?? '', random)
    const request = { words, tenant, sort: { by: 'relevance' }, offset: 0, limit: 10 } as const
    const { hits } = await index.search(request)
    if (hits.some(({ id }) => id === `listing-${wanted}`)) found += 1
  }
  // The file of the index is written while a directory answers: that must not hold it up either.
  const saveBlockMs = await longestBlock(() => index.close())
  removeFolder(folder)
  const figures = {
    ...{ buildMs, memoryMb, buildBlockMs, searchBlockMs, saveBlockMs },
    ...{ medianMs: median(times), p95Ms: percentile(times, 0.95), foundShare: found / typed },
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

await main()
