import { databaseSettings } from '@waymark/runtime'
import type { z } from 'zod'

/** What people reads beside what every process reads. */
export const peopleSettings = databaseSettings('people')

export type PeopleSettings = z.output<z.ZodObject<typeof peopleSettings>>
