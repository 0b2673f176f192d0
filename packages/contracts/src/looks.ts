import { z } from 'zod'
import { instant } from './shared.ts'

/** That somebody looked at what is kept about a person: who, when and at what kind of thing. */
export const look = z.object({
  at: instant,
  /** The account of whoever looked; null: a group by its link, or a service on its own. */
  userId: z.string().nullable(),
  /** The group whose part it was, where a group looked. */
  organisationName: z.string().nullable(),
  /** What was looked at, as the action's own code: `plan.read`. */
  action: z.string(),
})
export type Look = z.infer<typeof look>

/** The newest first; at most 200. */
export const looks = z.object({ contents: z.array(look).max(200) })
export type Looks = z.infer<typeof looks>
