import { serviceUrlSettings } from '@waymark/runtime'
import type { z } from 'zod'

/** What web reads beside what every process reads: where the other services are. */
export const webSettings = serviceUrlSettings

export type WebSettings = z.output<z.ZodObject<typeof webSettings>>
