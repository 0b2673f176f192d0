import type { Outcome, OutcomeWithAnswer } from '@waymark/contracts'
import { aPart } from '../referrals/testing.ts'

/** What a group said, in a test of a page: they still come. */
export function anOutcome(given: Partial<Outcome> = {}): Outcome {
  return {
    id: '0198c9a0-0000-7000-8000-000000000011',
    assignmentId: aPart().id,
    revision: 1,
    standing: 'final',
    kind: 'stillComing',
    on: '2026-11-24',
    timesCame: 3,
    words: { text: 'She laughs with Jean.', quotesPerson: false },
    source: 'link',
    told: null,
    firstSaidAt: '2026-11-25T10:00:00Z',
    saidAt: '2026-11-25T10:00:00Z',
    ...given,
  }
}

/** One that was taken back. */
export function aMistake(): Outcome {
  const nothing = { kind: null, on: null, timesCame: null, words: null }
  const saidAt = '2026-11-26T10:00:00Z'
  return anOutcome({ ...nothing, revision: 2, standing: 'enteredInError', saidAt })
}

/** The same with the person's side: they were asked. */
export function aMessageBack(
  personSays: OutcomeWithAnswer['personSays'] = { state: 'waiting', until: '2026-12-23T17:00:00Z' },
  given: Partial<Outcome> = {},
): OutcomeWithAnswer {
  return { ...anOutcome(given), personSays }
}
