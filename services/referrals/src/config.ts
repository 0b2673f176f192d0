import { databaseSettings } from '@waymark/runtime'
import type { z } from 'zod'

/** What referrals reads beside what every process reads. */
export const referralsSettings = databaseSettings('referrals')

export type ReferralsSettings = z.output<z.ZodObject<typeof referralsSettings>>
