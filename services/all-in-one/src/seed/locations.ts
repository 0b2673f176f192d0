import { harrowbyValeLocations } from './locations-harrowby-vale.ts'
import { saltmereLocations } from './locations-saltmere.ts'

export const demoLocations = [...harrowbyValeLocations, ...saltmereLocations] as const

export type LocationKey = (typeof demoLocations)[number]['key']
