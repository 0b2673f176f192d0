import { runAlone } from '@waymark/http'
import { queueSettings, readSettings, serviceUrlSettings, settingsSchema } from '@waymark/runtime'
import { openCarePlans } from './app.ts'
import { carePlansSettings } from './config.ts'

const schema = settingsSchema({ ...serviceUrlSettings, ...queueSettings, ...carePlansSettings })

/** Care-plans as a process of its own. */
await runAlone({
  settings: () => readSettings(schema, process.env),
  process,
  open: (platform, settings) => openCarePlans(platform, settings),
})
