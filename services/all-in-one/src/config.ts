import { carePlansSettings } from '@waymark/care-plans'
import { directorySettings } from '@waymark/directory'
import { identitySettings } from '@waymark/identity'
import { notificationsSettings } from '@waymark/notifications'
import { peopleSettings } from '@waymark/people'
import { referralsSettings } from '@waymark/referrals'
import { queueSettings, settingsSchema } from '@waymark/runtime'
import { webSettings } from '@waymark/web'
import type { z } from 'zod'

/** Every setting of the one process: what all share, and each service's own. */
export const allSettings = settingsSchema({
  ...identitySettings,
  ...directorySettings,
  ...peopleSettings,
  ...referralsSettings,
  ...carePlansSettings,
  ...notificationsSettings,
  ...webSettings,
  ...queueSettings,
})

export type AllSettings = z.output<typeof allSettings>
