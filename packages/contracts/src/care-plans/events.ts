import { z } from 'zod'
import { event } from '../event.ts'
import { id } from '../shared.ts'
import { noteChoice, planState } from './words.ts'

const ofSuggestion = z.object({ suggestionId: id, outcomeId: id, referralId: id })

/** What care-plans tells: ids and codes. A plan's words leave it for nobody. */
export const carePlansEvents = {
  planChanged: event('plan.changed', {
    version: 1,
    subject: 'planId',
    payload: z.object({ planId: id, state: planState, revision: z.number().int().positive() }),
  }),
  /** What a group said stands beside a goal, and waits for the person. */
  suggestionMade: event('suggestion.made', {
    version: 1,
    subject: 'outcomeId',
    payload: ofSuggestion,
  }),
  /** The person answered. Whether the referrer may read it, is asked. */
  suggestionAnswered: event('suggestion.answered', {
    version: 1,
    subject: 'outcomeId',
    payload: ofSuggestion.extend({ confirmationId: id }),
  }),
  /** What a group wrote was removed for the person, once sharing with it had stopped. */
  notesRemoved: event('notes.removed', {
    version: 1,
    subject: 'assignmentId',
    payload: z.object({ assignmentId: id, choice: noteChoice, by: id }),
    neverWaits: true,
  }),
  /** There is something to tell the person about. */
  newsMade: event('news.made', {
    version: 1,
    subject: 'newsId',
    payload: z.object({ newsId: id }),
  }),
} as const
