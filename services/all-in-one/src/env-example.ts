import { carePlansSettings } from '@waymark/care-plans'
import { directorySettings } from '@waymark/directory'
import { identitySettings } from '@waymark/identity'
import { notificationsSettings } from '@waymark/notifications'
import { peopleSettings } from '@waymark/people'
import { referralsSettings } from '@waymark/referrals'
import { listenSettings, processSettings, queueSettings, renderEnvExample } from '@waymark/runtime'
import { webSettings } from '@waymark/web'
import { z } from 'zod'

/** The text of `.env.example`: what every process reads, then what each service adds. */
export function envExample(): string {
  return renderEnvExample([
    { title: 'Every process', schema: z.object({ ...processSettings, ...listenSettings }) },
    { title: 'The queue', schema: z.object(queueSettings) },
    { title: 'identity', schema: z.object(identitySettings) },
    { title: 'directory', schema: z.object(directorySettings) },
    { title: 'people', schema: z.object(peopleSettings) },
    { title: 'referrals', schema: z.object(referralsSettings) },
    { title: 'care-plans', schema: z.object(carePlansSettings) },
    { title: 'notifications', schema: z.object(notificationsSettings) },
    { title: 'web', schema: z.object(webSettings) },
  ])
}
