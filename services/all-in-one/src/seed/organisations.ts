import { harrowbyValeOrganisations } from './organisations-harrowby-vale.ts'
import { saltmereOrganisations } from './organisations-saltmere.ts'

/** Invented, every one: no such organisation exists. */
export const demoOrganisations = [...harrowbyValeOrganisations, ...saltmereOrganisations] as const

export type OrganisationKey = (typeof demoOrganisations)[number]['key']
