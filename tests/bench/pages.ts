import { removeFolder, temporaryFolder } from '@waymark/testing'
import { signInAs } from '../support/sign-in.ts'
import { type Bench, type Figure, rounds } from './figure.ts'
import { type BenchServer, createAsker, startServer } from './servers.ts'
import { inTurns, median, percentile, rounded, timesOf } from './statistics.ts'

const requestsARound = 40
const searched = '/find?q=lunch&near=Harrowby+Vale'

/** (d) A full page against a bare Hono answer of its size, both from processes of their own. */
export const pagesBench: Bench = {
  letter: 'd',
  name: 'Pages',
  async measure() {
    const dataDir = temporaryFolder()
    const house = await startServer('house', dataDir)
    try {
      const found = await (await fetch(`${house.address}${searched}`)).text()
      const listing = /href="(\/listings\/[^"?]+)/.exec(found)?.[1]
      if (listing === undefined) throw new Error('The search found nothing.')
      const priya = { cookie: await signInAs(house.address, 'priya@vale-surgery.example') }
      return [
        await pageAgainstBare(house, { name: 'an empty search', path: '/find', headers: {} }),
        await pageAgainstBare(house, { name: 'a listing', path: listing, headers: {} }),
        await pageAgainstBare(house, { name: 'a search', path: searched, headers: {} }),
        await pageAgainstBare(house, { name: 'referrals', path: '/referrals', headers: priya }),
      ]
    } finally {
      await house.stop()
      removeFolder(dataDir)
    }
  },
}

interface Page {
  readonly name: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

async function pageAgainstBare(house: BenchServer, page: Page): Promise<Figure> {
  const asker = createAsker()
  const url = `${house.address}${page.path}`
  const bare = await startServer('bare', String(await asker.ask(url, page.headers)))
  try {
    await timesOf(requestsARound, () => asker.ask(url, page.headers))
    await timesOf(requestsARound, () => asker.ask(bare.address))
    const turns = await inTurns(
      rounds,
      () => timesOf(requestsARound, () => asker.ask(url, page.headers)),
      () => timesOf(requestsARound, () => asker.ask(bare.address)),
    )
    const oursMs = median(turns.map(({ left }) => median(left)))
    const p95Ms = median(turns.map(({ left }) => percentile(left, 0.95)))
    const bareMs = median(turns.map(({ right }) => median(right)))
    const moreMs = median(turns.map(({ left, right }) => median(left) - median(right)))
    return {
      what: `${page.name} against a bare answer of the same size`,
      target: 'at most 5 ms more',
      result: `${rounded(moreMs)} ms more: ${rounded(oursMs)} ms, p95 ${rounded(p95Ms)} ms`,
      passed: moreMs <= 5,
      numbers: { moreMs, oursMs, p95Ms, bareMs },
    }
  } finally {
    asker.close()
    await bare.stop()
  }
}
