import { type Organisation, type Readiness, termsVersion } from '@waymark/contracts'
import { AppError, conflict } from '@waymark/core'

/** What a mailbox's code is for: part of every code that was ever sent. */
export const codePurpose = 'mailbox-code'

const minuteMs = 60_000
const codeLivesMs = 30 * minuteMs
const triesOfACode = 5
const codesADay = 6
const dayMs = 86_400_000

/** What is kept of how far an organisation has come. */
export interface KeptReadiness {
  readonly organisationId: string
  readonly provedEmail: string | null
  readonly provedAt: string | null
  readonly termsVersion: string | null
  readonly termsAcceptedAt: string | null
  /** The key of who accepted: a kind and an id. */
  readonly termsAcceptedBy: string | null
  readonly contactName: string | null
  readonly contactPhone: string | null
  readonly contactEmail: string | null
  /** Starts at 1 with nothing kept. */
  readonly version: number
}

/** A code sent to a mailbox, as it is kept. */
export interface MailboxProof {
  readonly id: string
  readonly organisationId: string
  readonly email: string
  readonly askedAt: string
  readonly expiresAt: string
  readonly wrongTries: number
  readonly revokedAt: string | null
  readonly provedAt: string | null
}

export function nothingKept(organisationId: string): KeptReadiness {
  return {
    organisationId,
    provedEmail: null,
    provedAt: null,
    termsVersion: null,
    termsAcceptedAt: null,
    termsAcceptedBy: null,
    contactName: null,
    contactPhone: null,
    contactEmail: null,
    version: 1,
  }
}

type Task = Readiness['tasks'][number]

/** What is met and what is missing, each in a sentence for the group. */
export function tasksOf({ email }: Organisation, kept: KeptReadiness): Task[] {
  return [mailboxTask(email, kept), termsTask(kept), contactTask(kept)]
}

/** Ready is everything met: nothing is waived. */
export function isReady(organisation: Organisation, kept: KeptReadiness): boolean {
  return tasksOf(organisation, kept).every(({ met }) => met)
}

function mailboxTask(email: string | null, { provedEmail }: KeptReadiness): Task {
  const task = 'mailbox'
  if (email === null) {
    const says = 'There is no e-mail address on file yet. Ask the directory team to add one.'
    return { task, met: false, says }
  }
  if (provedEmail === email)
    return { task, met: true, says: 'We know that our e-mail reaches you.' }
  const says =
    provedEmail === null
      ? 'Show that our e-mail reaches you: we send a code, you type it in.'
      : 'Your e-mail address has changed. Show that our e-mail reaches the new one.'
  return { task, met: false, says }
}

function termsTask(kept: KeptReadiness): Task {
  const task = 'terms'
  if (kept.termsVersion === termsVersion) {
    return { task, met: true, says: 'You accepted the terms for taking referrals.' }
  }
  const says =
    kept.termsVersion === null
      ? 'Read and accept the terms for taking referrals.'
      : 'The terms have changed since you accepted them. Please read them again.'
  return { task, met: false, says }
}

function contactTask({ contactName }: KeptReadiness): Task {
  const task = 'safeguardingContact'
  if (contactName !== null) return { task, met: true, says: 'We know whom to ring.' }
  return { task, met: false, says: 'Tell us whom to ring when somebody may be in danger.' }
}

/** A code to be sent now: thirty minutes, five tries. */
export function newProof(
  given: Pick<MailboxProof, 'id' | 'organisationId' | 'email'>,
  now: Date,
): MailboxProof {
  return {
    ...given,
    askedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + codeLivesMs).toISOString(),
    wrongTries: 0,
    revokedAt: null,
    provedAt: null,
  }
}

/** The tries left; 0 for a code that has ended, or went to an address no longer on file. */
export function triesLeft(proof: MailboxProof, email: string | null, now: Date): number {
  const isOver = proof.revokedAt !== null || proof.provedAt !== null || proof.email !== email
  return isOver || proof.expiresAt <= now.toISOString() ? 0 : triesOfACode - proof.wrongTries
}

/** The instant from which earlier codes count towards the limit. */
export function codesSince(now: Date): string {
  return new Date(now.getTime() - dayMs).toISOString()
}

/** Throws `tooMany` at the seventh code within a day: guesses stay few, and mailboxes dry. */
export function allowCode(sentSince: number): void {
  if (sentSince < codesADay) return
  throw new AppError('tooMany', 'We have sent several codes today. Try again tomorrow.')
}

/** Somebody accepts the terms that they read. Throws `conflict` for terms that are not in force. */
export function acceptTerms(
  kept: KeptReadiness,
  accepted: { readonly version: string; readonly by: string },
  now: Date,
): KeptReadiness {
  if (accepted.version !== termsVersion) {
    throw conflict('The terms have changed since you opened them. Please read them again.')
  }
  return changed({
    ...kept,
    termsVersion: accepted.version,
    termsAcceptedAt: now.toISOString(),
    termsAcceptedBy: accepted.by,
  })
}

export function changed(kept: KeptReadiness): KeptReadiness {
  return { ...kept, version: kept.version + 1 }
}
