// A server for the bench, in a process of its own so that who asks does not share its thread:
// `bare` is a Hono route that answers so many bytes, `directory` a directory on a folder, `house`
// everything. Prints where it listens once it is ready.
import { serve } from '@hono/node-server'
import { allSettings, openWaymark } from '@waymark/all-in-one'
import { listen } from '@waymark/http'
import { readSettings } from '@waymark/runtime'
import { Hono } from 'hono'
import { listenDirectory } from './directory-ground.ts'

const [kind = '', given = ''] = process.argv.slice(2)

const starts: Readonly<Record<string, () => Promise<string>>> = {
  bare: () =>
    new Promise((resolve) => {
      const app = new Hono()
      const body = 'x'.repeat(Number(given))
      app.get('/', (context) => context.html(body))
      const options = { fetch: app.fetch, hostname: '127.0.0.1', port: 0 }
      serve(options, ({ port }) => resolve(`http://127.0.0.1:${port}/`))
    }),
  directory: () => listenDirectory(given),
  async house() {
    const env = { DATA_DIR: given, PORT: '0', LOG_LEVEL: 'silent' }
    const { platform } = await openWaymark(readSettings(allSettings, env))
    const { port } = await listen(platform, { host: '127.0.0.1', port: 0 })
    return `http://127.0.0.1:${port}`
  },
}

const start = starts[kind]
if (start === undefined) throw new Error('Say bare, directory or house.')
process.stdout.write(`listening ${await start()}\n`)
