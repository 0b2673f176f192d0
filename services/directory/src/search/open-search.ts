import { join } from 'node:path'
import type { Platform } from '@waymark/http'
import { type ConcernHealth, endsWithin } from '@waymark/runtime'
import type { DirectorySettings } from '../config.ts'
import { openEmbeddedIndex } from './embedded.ts'
import type { Searcher, SearchIndex } from './port.ts'
import { createProjector, type Projector, type ProjectorDeps } from './projector.ts'
import { withSpare } from './with-spare.ts'

export interface Search {
  /** What searches are asked of. */
  readonly index: Searcher
  readonly projector: Projector
  /** The engine inside the process, which is there in every case. */
  readonly embedded: SearchIndex
}

type Records = Omit<ProjectorDeps, 'index' | 'isStopping'>

/** Opens the engines that the settings name and says in `/readyz` how they are. */
export async function openSearch(
  platform: Platform,
  settings: DirectorySettings,
  records: Records,
): Promise<Search> {
  const { dataDir, lifecycle, health } = platform
  const embedded = await openEmbeddedIndex({ file: join(dataDir, 'search', 'listings.json') })
  lifecycle.opened('search', embedded.close)
  const deps = { ...records, isStopping: () => lifecycle.stopping }
  const own = createProjector({ ...deps, index: embedded })
  if (settings.MEILI_URL === undefined) {
    health.register('search', () => healthOf(embedded, own))
    return { index: embedded, projector: own, embedded }
  }
  const main = await openMain(settings)
  const projector = createProjector({ ...deps, index: main })
  health.register('search', () => healthOfPair({ main, projector, embedded }))
  const onAway = (error: unknown) => platform.log.warn('search.engineAway', { error })
  const index = withSpare({ main, spare: embedded, onAway })
  return { index, projector: both(own, inBackground(projector, platform)), embedded }
}

/** A start without it does not pay for loading its client. */
async function openMain({ MEILI_URL: url = '', MEILI_KEY: key = '' }: DirectorySettings) {
  const { openMeilisearchIndex } = await import('./meilisearch/engine.ts')
  return openMeilisearchIndex({ url, key })
}

/** The process's own index is never held up by another machine. */
function both(own: Projector, other: Projector): Projector {
  return {
    catchUp: () => Promise.all([own.catchUp(), other.catchUp()]).then(() => undefined),
    repair: () => Promise.all([own.repair(), other.repair()]).then(() => undefined),
    lag: own.lag,
  }
}

/** The other engine may be away for hours: it catches up when it is back, and nobody waits. */
function inBackground(projector: Projector, { log, lifecycle }: Platform): Projector {
  let running: Promise<void> | undefined
  /** A change that lands while another run reads must not wait for the poll. */
  let next: 'nothing' | 'catchUp' | 'repair' = 'nothing'
  const works = {
    catchUp: projector.catchUp,
    repair: () => projector.catchUp().then(projector.repair),
  }
  const start = async (work: 'catchUp' | 'repair'): Promise<void> => {
    if (lifecycle.stopping) return
    if (running !== undefined) {
      // Repairing catches up as well, so it is never put off for a lesser run.
      if (next !== 'repair') next = work
      return
    }
    running = works[work]()
      .catch((error: unknown) => log.warn('search.engineBehind', { error }))
      .then(() => {
        running = undefined
        const following = next
        next = 'nothing'
        return following === 'nothing' ? undefined : start(following)
      })
  }
  // What is under way may be left half done: it begins again at the index's own position.
  lifecycle.opened(
    'search engine',
    async () => void (await endsWithin(Promise.resolve(running), leaveMs)),
  )
  return {
    catchUp: () => start('catchUp'),
    repair: () => start('repair'),
    lag: projector.lag,
  }
}

const leaveMs = 2000

async function healthOf(index: SearchIndex, projector: Projector): Promise<ConcernHealth> {
  const health = await index.health()
  const behind = health.ready ? inWords(await projector.lag()) : undefined
  return behind === undefined ? health : { ...health, detail: behind }
}

function inWords(lag: number | null): string | undefined {
  if (lag === null) return 'It is being made anew.'
  return lag === 0 ? undefined : `${lag} changes behind.`
}

/** Searches can be answered while either can; what is wrong with the main one is said. */
async function healthOfPair({
  main,
  projector,
  embedded,
}: {
  readonly main: SearchIndex
  readonly projector: Projector
  readonly embedded: SearchIndex
}): Promise<ConcernHealth> {
  const [health, spare] = [await healthOf(main, projector), await embedded.health()]
  if (health.ready) return health
  const { engine, detail = 'It is not ready.' } = health
  return { engine, ready: spare.ready, detail: `${detail} Search is limited: the embedded engine.` }
}
