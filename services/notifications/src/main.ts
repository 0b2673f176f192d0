import { runAlone } from '@waymark/http'
import { queueSettings, readSettings, serviceUrlSettings, settingsSchema } from '@waymark/runtime'
import { openNotifications } from './app.ts'
import { notificationsSettings } from './config.ts'

const schema = settingsSchema({ ...serviceUrlSettings, ...queueSettings, ...notificationsSettings })

/** Notifications as a process of its own. DIRECTORY_URL is the directory's internal address. */
await runAlone({
  settings: () => readSettings(schema, process.env),
  process,
  open: (platform, settings) => openNotifications(platform, settings),
})
