import { londonDay } from '@waymark/core'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { FormProblem } from '../forms.ts'
import { readJourney } from '../journey/keep.ts'
import type { Journey } from '../journey/rules.ts'
import type { Visitor } from '../session/visitor.ts'
import type { ReferAnswers } from './answers.ts'
import { type Sending, sendingOf, shortNameOf } from './rules.ts'

/** Somebody on the way to a referral, and how far they are. */
export interface Referring {
  readonly deps: Deps
  readonly visitor: Visitor
  readonly journey: Journey
  readonly sending: Sending
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** The address as it was asked: its page of a list, its search. */
  readonly asked: URLSearchParams
}

/** What was typed and could not be taken: shown again with what is wrong. */
export interface Refused {
  readonly typed: URLSearchParams
  readonly problems: readonly FormProblem[]
  readonly status?: 409 | 422 | 429
}

/** What comes of a posted question. */
export type Taken =
  | {
      readonly answers: ReferAnswers
      /** Another page than the next question. */
      readonly goTo?: string
    }
  | { readonly refused: Refused }

type Html = Parameters<Context['html']>[0]

/** A page with one question. */
export interface Question {
  show(given: Referring, refused?: Refused): Promise<Html> | Html
  take(given: Referring, typed: URLSearchParams): Promise<Taken> | Taken
}

/** What was typed, shown again; where nothing was, what is kept. */
export function typedOr(
  refused: Refused | undefined,
  kept: Readonly<Record<string, string | null | undefined>>,
): URLSearchParams {
  if (refused !== undefined) return refused.typed
  const there = new URLSearchParams()
  for (const [name, value] of Object.entries(kept)) if (value) there.set(name, value)
  return there
}

/** The journey of the address, for its owner alone. */
export async function readReferring(
  deps: Deps,
  context: Context,
  { visitor, userId }: { readonly visitor: Visitor; readonly userId: string },
): Promise<Referring> {
  return {
    ...{ deps, visitor },
    journey: await readJourney(deps.journeys, userId, context.req.param('id') ?? ''),
    sending: sendingOf(visitor.roles),
    today: londonDay(deps.now()),
    asked: new URL(context.req.url).searchParams,
  }
}

/** As they like to be called; before that is known, "the person". */
export function firstNameIn({ who }: ReferAnswers): string {
  return who === null ? 'the person' : shortNameOf(who)
}
