import { keysOf } from '@waymark/core'
import { z } from 'zod'

/** Roles in which somebody works with a person. A practitioner refers people instead. */
export const workerRoles = [
  'linkWorker',
  'healthCoach',
  'careCoordinator',
  'communityConnector',
] as const

export type WorkerRole = (typeof workerRoles)[number]
/** A worker's role by its code. */
export const workerRole = z.enum(workerRoles)

/** Roles that register a person: the link worker's team, and those who refer to it. */
export const registrantRoles = [
  'linkWorker',
  'healthCoach',
  'careCoordinator',
  'practitioner',
] as const

export type RegistrantRole = (typeof registrantRoles)[number]
/** A registrant's role by its code. */
export const registrantRole = z.enum(registrantRoles)

/** How far an NHS number has been traced. NHS Data Dictionary, NHS NUMBER STATUS INDICATOR CODE. */
export const tracings = {
  verified: 'Checked against the national record',
  notTraced: 'Not checked yet',
  traceRequired: 'Needs checking',
  noMatch: 'Checked, and nobody or several were found',
  conflict: 'Checked, and something does not agree',
  inProgress: 'Being checked',
} as const

export type Tracing = keyof typeof tracings
/** A tracing state by its code. */
export const tracing = z.enum(keysOf(tracings))

/** Forms in which somebody can take in what is sent to them (Accessible Information Standard). */
export const formats = {
  largePrint: 'Large print',
  easyRead: 'Easy read',
  audio: 'Audio',
  braille: 'Braille',
  bsl: 'British Sign Language',
  plainText: 'Plain text for a screen reader',
} as const

export type Format = keyof typeof formats
/** A format by its code. */
export const format = z.enum(keysOf(formats))

/** Why two records may be of one person. */
export const likenesses = {
  nhsNumber: 'The same NHS number',
  nameAndBirthDate: 'The same family name and birth date',
  birthDateAndPostcode: 'The same birth date and postcode',
} as const

export type Likeness = keyof typeof likenesses
/** A likeness by its code. */
export const likeness = z.enum(keysOf(likenesses))
