import { keysOf } from '@waymark/core'
import { z } from 'zod'

/**
 * What a person may need, in words a link worker says. Our own short list; other vocabularies
 * (LGA needs, Open Eligibility) are mapped onto it rather than replacing it.
 */
export const needs = {
  company: 'Company and friendship',
  food: 'Food',
  money: 'Money and benefits',
  housing: 'Housing and home',
  lowMood: 'Worry or low mood',
  moving: 'Moving more',
  memory: 'Memory and dementia',
  caring: 'Looking after someone',
  bereavement: 'Grief and loss',
  work: 'Work and volunteering',
  learning: 'Learning and getting online',
  families: 'Children and families',
  health: 'Living with a health condition',
  addiction: 'Drink, drugs and gambling',
  safety: 'Feeling safe',
  gettingAbout: 'Getting about',
  nature: 'Nature and growing',
  arts: 'Arts, music and making',
} as const

export type Need = keyof typeof needs
/** A need by its code. */
export const need = z.enum(keysOf(needs))

/** How somebody takes part. */
export const deliveries = {
  inPerson: 'In person',
  online: 'Online',
  phone: 'By phone',
  home: 'At home',
} as const

export type Delivery = keyof typeof deliveries
/** A way of taking part by its code. */
export const delivery = z.enum(keysOf(deliveries))

/** What somebody does to start coming. */
export const joiningWays = {
  turnUp: 'Just turn up',
  contact: 'Ring or e-mail first',
  book: 'Book a place',
  referral: 'Needs a referral',
  notKnown: 'Check how to join',
} as const

export type JoiningWay = keyof typeof joiningWays
/** A way of joining by its code. */
export const joiningWay = z.enum(keysOf(joiningWays))

/** RFC 5545 weekday codes, Monday first. */
export const weekdays = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
} as const

export type Weekday = keyof typeof weekdays
/** A weekday by its code. */
export const weekday = z.enum(keysOf(weekdays))

/** Yes, no, or nobody has told us: never a guess. */
export const knownOrNot = z.enum(['yes', 'no', 'notKnown'])

/** Distances offered, in miles. `any` is the whole area. */
export const radii = ['1', '3', '5', '10', '20', 'any'] as const
/** A distance as a query carries it. */
export const radius = z.enum(radii)
