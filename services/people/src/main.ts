import { runAlone } from '@waymark/http'
import { queueSettings, readSettings, serviceUrlSettings, settingsSchema } from '@waymark/runtime'
import { openPeople } from './app.ts'
import { peopleSettings } from './config.ts'

const schema = settingsSchema({ ...serviceUrlSettings, ...queueSettings, ...peopleSettings })

/** People as a process of its own. */
await runAlone({
  settings: () => readSettings(schema, process.env),
  process,
  open: (platform, settings) => openPeople(platform, settings),
})
