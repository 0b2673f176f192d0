import { databaseSettings } from '@waymark/runtime'
import type { z } from 'zod'

/** What care-plans reads beside what every process reads. */
export const carePlansSettings = databaseSettings('care-plans')

export type CarePlansSettings = z.output<z.ZodObject<typeof carePlansSettings>>
