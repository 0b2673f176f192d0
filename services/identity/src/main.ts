import { runAlone } from '@waymark/http'
import { queueSettings, readSettings, serviceUrlSettings, settingsSchema } from '@waymark/runtime'
import { openIdentity } from './app.ts'
import { identitySettings } from './config.ts'

const schema = settingsSchema({ ...serviceUrlSettings, ...queueSettings, ...identitySettings })

/** Identity as a process of its own. */
await runAlone({
  settings: () => readSettings(schema, process.env),
  process,
  open: (platform, settings) => openIdentity(platform, settings),
})
