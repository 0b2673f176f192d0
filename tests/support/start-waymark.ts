import { allSettings, openWaymark, type Waymark } from '@waymark/all-in-one'
import { listen } from '@waymark/http'
import { readSettings } from '@waymark/runtime'
import { type FakeClock, removeFolder, temporaryFolder } from '@waymark/testing'

export interface Started extends Waymark {
  /** Where it listens, on a free port of this machine. */
  readonly address: string
  stop(): Promise<void>
}

interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly clock?: FakeClock
  /** Whether an answer with more in it than its contract fails, as in tests, or is cut to it. */
  readonly strictAnswers?: boolean
  /** A named place where a test may stop the work. */
  readonly failpoint?: (name: string) => void
}

/** All in one process, the demo planted, listening: as `npm start`, in a folder of its own. */
export async function startWaymark(options: StartOptions = {}): Promise<Started> {
  const { env = {}, clock, failpoint, strictAnswers = true } = options
  const dataDir = temporaryFolder()
  const given = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', ...env }
  const settings = readSettings(allSettings, given)
  const waymark = await openWaymark(settings, {
    strictAnswers,
    ...(clock === undefined ? {} : { now: clock.now }),
    ...(failpoint === undefined ? {} : { failpoint }),
  })
  const { port } = await listen(waymark.platform, { host: '127.0.0.1', port: 0 })
  return {
    ...waymark,
    address: `http://127.0.0.1:${port}`,
    async stop() {
      await waymark.platform.lifecycle.stop('test ended')
      removeFolder(dataDir)
    },
  }
}
