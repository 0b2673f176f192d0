import { runAlone } from '@waymark/http'
import { queueSettings, readSettings, serviceUrlSettings, settingsSchema } from '@waymark/runtime'
import { openNotifications } from './app.ts'
import { notificationsSettings } from './config.ts'

const schema = settingsSchema({ ...serviceUrlSettings, ...queueSettings, ...notificationsSettings })

/** A process of its own. DIRECTORY_URL, REFERRALS_URL and CARE_PLANS_URL are internal addresses. */
await runAlone({
  settings: () => readSettings(schema, process.env),
  process,
  open: (platform, settings) => openNotifications(platform, settings),
})
