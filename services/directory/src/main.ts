import { runAlone } from '@waymark/http'
import { queueSettings, readSettings, serviceUrlSettings, settingsSchema } from '@waymark/runtime'
import { openDirectory } from './app.ts'
import { directorySettings } from './config.ts'

const schema = settingsSchema({ ...serviceUrlSettings, ...queueSettings, ...directorySettings })

/** Directory as a process of its own. */
await runAlone({
  settings: () => readSettings(schema, process.env),
  process,
  open: (platform, settings) => openDirectory(platform, settings),
})
