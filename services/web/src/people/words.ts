import { type Person, type ReferralSummary, referralStates, tracings } from '@waymark/contracts'
import { ageOn, formatNhsNumber } from '@waymark/core'
import { DateTime } from 'luxon'
import type { FormProblem } from '../forms.ts'
import { dayOfInWords, lineStanding, type Standing, sectionOf } from '../referrals/words.ts'

/** "9 March 1944, 82 years old". */
export function birthInWords(birthDate: string, today: string): string {
  const day = DateTime.fromISO(birthDate, { locale: 'en-GB' }).toFormat('d LLLL yyyy')
  const age = ageOn(birthDate, today)
  return `${day}, ${age} ${age === 1 ? 'year' : 'years'} old`
}

/** "999 000 0018: checked against the national record". */
export function nhsNumberInWords(nhsNumber: Person['nhsNumber']): string {
  if (nhsNumber === null) return 'Not known'
  const { digits, tracing } = nhsNumber
  return `${formatNhsNumber(digits)} (${lowerFirst(tracings[tracing])})`
}

function lowerFirst(words: string): string {
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

/** Where a person's referral stands, as a line of a list says it. */
export interface ReferralStanding extends Standing {
  /** After the name of the group: "waiting for an answer until Thursday 3 December". */
  readonly sentence: string
  readonly needsYou: boolean
}

export function referralStandingOf(line: ReferralSummary, today: string): ReferralStanding {
  return {
    ...lineStanding(line),
    sentence: sentenceOf(line, today),
    needsYou: sectionOf(line) === 'needsYou',
  }
}

function sentenceOf(line: ReferralSummary, today: string): string {
  const { state, latest } = line
  if (state !== 'open') return lowerFirst(referralStates[state])
  const by = dayOfInWords(latest.answerBy, today)
  if (latest.overdue) return `they were to answer by ${by}`
  switch (latest.state) {
    case 'requested':
      return `waiting for an answer until ${by}`
    case 'underReview':
      return 'answer it, so that they can decide'
    case 'accepted':
      return latest.answeredAt === null
        ? 'said yes'
        : `said yes on ${dayOfInWords(latest.answeredAt, today)}`
    default:
      return 'ask another group, or end the referral'
  }
}

/** The first sentence of each field: one is mended at a time. */
export function firstOfEach(problems: readonly FormProblem[]): FormProblem[] {
  return problems.filter(
    ({ field }, index) => problems.findIndex((each) => each.field === field) === index,
  )
}
