import { type Entry, referralGiven } from '@waymark/contracts'
import { isAlreadyRunning, isAppError } from '@waymark/core'
import { type FormProblem, formProblems } from '../forms.ts'
import { finishJourney, readJourney, saveJourney } from '../journey/keep.ts'
import type { Journey, JourneyChange } from '../journey/rules.ts'
import type { NewPerson, Who } from './answers.ts'
import type { Referring } from './referring.ts'
import { knownBy, outcodeOf, type WholeReferral, wholeOf } from './rules.ts'

/** What came of pressing "Send". */
export type Sent =
  | { readonly outcome: 'sent'; readonly referralId: string }
  /** An answer is missing after all. */
  | { readonly outcome: 'unfinished' }
  /** It is under way, or nobody can tell yet: look again, and it is never sent twice. */
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'refused'; readonly problems: readonly FormProblem[] }

/**
 * Registers whoever is new, sends the referral and forgets the journey. Each step brings the key
 * that was minted at the start, so that pressing again after a crash at any point goes on from
 * there. From the first press the answers stand still, until it is sent or has been refused.
 */
export async function sendReferral(given: Referring): Promise<Sent> {
  const { deps, journey, sending } = given
  const whole = wholeOf(journey.answers, sending)
  if (whole === null) return { outcome: 'unfinished' }
  const held = await hold(given)
  if (held === null) return { outcome: 'unknown' }
  try {
    const about = await register(given, held, whole)
    const referral = await given.visitor.referrals.createReferral({
      body: referralGiven.parse({
        ...{ about, ...whole.wish, agreement: whole.agreement },
        listingId: whole.group.listingId,
      }),
      idempotencyKey: journey.minted.send,
    })
    deps.failpoint('refer.sent')
    await finishJourney(deps.journeys, held)
    return { outcome: 'sent', referralId: referral.id }
  } catch (error) {
    return refusedOrUnknown(given, error)
  }
}

/** Makes the answers stand still; null: somebody else is about to do the same. */
async function hold({ deps, journey }: Referring): Promise<Journey | null> {
  return journey.state === 'sending' ? journey : trySave(deps, journey, { state: 'sending' })
}

async function trySave(
  { journeys }: Referring['deps'],
  journey: Journey,
  change: JourneyChange,
): Promise<Journey | null> {
  try {
    return await saveJourney(journeys, journey, change)
  } catch (error) {
    if (isAppError(error, 'conflict')) return null
    throw error
  }
}

/** Whoever is known already is known still; whoever is new is registered once. */
async function register({ deps, visitor }: Referring, held: Journey, whole: WholeReferral) {
  const { who, contact } = whole
  if (who.kind !== 'new') return knownBy(who)
  const entry = await visitor.people.registerPerson({
    body: { ...who.details, contact },
    idempotencyKey: held.minted.register,
  })
  deps.failpoint('refer.registered')
  const registered = registeredPerson(who, entry)
  // A rival press that saved the same a moment before leaves nothing to save.
  await trySave(deps, held, { answers: { ...held.answers, who: registered } })
  return knownBy(registered)
}

/** By the record for those who may read it; for a practitioner by what they typed, known or not. */
function registeredPerson({ details }: NewPerson, { id, personId, contact }: Entry): Who {
  const { givenName, familyName, knownAs, postcode } = details
  const named = { givenName, familyName, knownAs, outcode: outcodeOf(postcode) }
  if (personId === null) return { kind: 'entry', entryId: id, ...named }
  return { kind: 'person', personId, ...named, hasContact: contact !== null }
}

/** A refusal opens the answers again, all of them kept. What nobody can tell keeps them still. */
async function refusedOrUnknown(given: Referring, error: unknown): Promise<Sent> {
  if (isUnknown(error)) {
    logUnexpected(given, error)
    return { outcome: 'unknown' }
  }
  const { deps, journey } = given
  const current = await readJourney(deps.journeys, journey.owner, journey.id)
  const opened = await trySave(deps, current, { state: 'answering' })
  if (opened === null) return { outcome: 'unknown' }
  return { outcome: 'refused', problems: problemsOf(error) }
}

function isUnknown(error: unknown): boolean {
  if (!isAppError(error) || isAlreadyRunning(error)) return true
  return error.status >= 500 || error.code === 'timeout'
}

function logUnexpected({ deps }: Referring, error: unknown): void {
  if (!isAppError(error)) deps.log.error('referral.unsent', { error })
}

/** Somebody who may no longer be referred is said plainly: it is no mistake in a form. */
function problemsOf(error: unknown): readonly FormProblem[] {
  if (isAppError(error, 'notFound')) {
    const message = 'You can no longer refer them: you do not work with them now'
    return [{ field: 'who', message }]
  }
  return formProblems(error, 'send')
}
