import { databaseSettings } from '@waymark/runtime'
import type { z } from 'zod'

/** What identity reads beside what every process reads. */
export const identitySettings = databaseSettings('identity')

export type IdentitySettings = z.output<z.ZodObject<typeof identitySettings>>
