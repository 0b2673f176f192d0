import { z } from 'zod'
import { id } from '../shared.ts'

/** The parameter of a route about one record. */
export const byId = z.strictObject({ id })

/** Who keeps listings: the directory team, the organisation itself, and the machine's operator. */
export const keepers = [
  'directoryEditor',
  'organisationManager',
  'organisationLeader',
  'operator',
] as const

/** Who answers for the whole directory of a place. */
export const directoryTeam = ['directoryEditor', 'operator'] as const
