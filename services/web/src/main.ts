import { runAlone } from '@waymark/http'
import { readSettings, settingsSchema } from '@waymark/runtime'
import { openWeb } from './app.ts'
import { webSettings } from './config.ts'

const schema = settingsSchema(webSettings)

/** The pages as a process of their own: no demo accounts are offered there. */
await runAlone({
  settings: () => readSettings(schema, process.env),
  process,
  open: (platform, settings) => openWeb(platform, settings, null),
})
