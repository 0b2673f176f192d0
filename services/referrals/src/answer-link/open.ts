import { createHash } from 'node:crypto'
import { decide, openLink } from '@waymark/auth'
import { type Actor, type AnswerLinkActor, AppError, notFound } from '@waymark/core'
import type { Reader } from '@waymark/db'
import type { KeptAgreement } from '../agreement/rules.ts'
import { getAgreement } from '../agreement/store.ts'
import type { KeptAssignment } from '../assignment/rules.ts'
import { getAssignmentFor } from '../assignment/store.ts'
import type { Deps } from '../deps.ts'
import {
  type AnswerLink,
  type AnswerSession,
  demandOpens,
  type LinkState,
  linkPurpose,
  stateOf,
} from './rules.ts'
import { findLink, findSession } from './store.ts'

/** A link with what stands around it, and who it makes of its holder. */
export interface OpenedLink {
  readonly link: AnswerLink
  readonly assignment: KeptAssignment
  readonly agreement: KeptAgreement
  readonly holder: AnswerLinkActor
  readonly state: LinkState
}

type Opening = Pick<Deps, 'linkKey' | 'now'>

/** Opens an answer link. One that is wrong in any way is not found. */
export async function openAnswerLink(
  deps: Opening,
  reader: Reader,
  actor: Actor,
  token: string,
): Promise<OpenedLink> {
  const { tenant } = actor
  if (!decide(actor, 'assignment.useAnswerLink', { tenant }).allowed) {
    throw new AppError('forbidden', 'Answer links are opened on their page.')
  }
  const id = openLink({ key: deps.linkKey, purpose: linkPurpose, tenant }, token)
  if (id === null) throw notFound('link')
  return readLink(deps, reader, tenant, id)
}

/** A link with what stands around it, by its id. Who may see it, has been decided. */
export async function readLink(
  { now }: Pick<Deps, 'now'>,
  reader: Reader,
  tenant: string,
  id: string,
): Promise<OpenedLink> {
  const link = await findLink(reader, tenant, id)
  if (link === null) throw notFound('link')
  const recordId = link.assignmentId
  const holder = { kind: 'answerLink', tenant, linkId: id, recordId } as const
  const assignment = await getAssignmentFor(reader, holder, 'assignment.read', recordId)
  const agreement = await getAgreement(reader, tenant, recordId)
  const state = stateOf(link, { assignment, agreement, now: now() })
  return { link, assignment, agreement, holder, state }
}

/** A link's token, and the secret of a session that its button started. */
export interface GivenSession {
  readonly token: string
  readonly session: string
}

export interface OpenedSession extends OpenedLink {
  readonly session: AnswerSession
}

/** Opens a link that still opens, with a session of its own: another link's opens nothing. */
export async function openSession(
  deps: Opening,
  reader: Reader,
  actor: Actor,
  { token, session: secret }: GivenSession,
): Promise<OpenedSession> {
  const opened = await openAnswerLink(deps, reader, actor, token)
  demandOpens(opened.state)
  const which = { id: sessionIdOf(secret), linkId: opened.link.id }
  const session = await findSession(reader, actor.tenant, which)
  if (session === null || session.expiresAt <= deps.now().toISOString()) {
    throw new AppError('unauthenticated', 'Press the button on the page again.')
  }
  return { ...opened, session }
}

/** What is kept of a session's secret: its hash, so that no copy of the records opens anything. */
export function sessionIdOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
