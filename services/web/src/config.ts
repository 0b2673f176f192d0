import { databaseSettings, serviceUrlSettings } from '@waymark/runtime'
import type { z } from 'zod'

/** What web reads beside what every process reads: where the others are, and its own journeys. */
export const webSettings = { ...serviceUrlSettings, ...databaseSettings('web') }

export type WebSettings = z.output<z.ZodObject<typeof webSettings>>
