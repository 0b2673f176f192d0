import { decide } from '@waymark/auth'
import { type Actor, AppError, isAppError, notFound } from '@waymark/core'
import { audit, type Tx } from '@waymark/db'
import type { KeptAssignment } from '../assignment/rules.ts'
import type { Deps } from '../deps.ts'
import { keepPermit, type SendPermit } from './store.ts'

/** Throws unless it is the one service that sends e-mails. */
export function demandTaker(actor: Actor): void {
  const { tenant } = actor
  if (!decide(actor, 'assignment.takeNotice', { tenant }).allowed) throw notFound('notice')
}

/** That an e-mail is not to leave any more, whatever the cause. */
export function noLonger(): AppError {
  return new AppError('gone', 'That is not to be sent any more.')
}

/** The group's address as the directory has it now; null for none. Asked before a write. */
export async function readAddress(
  { directoryFor }: Pick<Deps, 'directoryFor'>,
  tenant: string,
  { organisationId: id }: Pick<KeptAssignment, 'organisationId'>,
): Promise<string | null> {
  try {
    return (await directoryFor(tenant).readOrganisation({ params: { id } })).email
  } catch (error) {
    if (isAppError(error, 'notFound') || isAppError(error, 'gone')) return null
    throw error
  }
}

type Permitted = Pick<SendPermit, 'kind' | 'reference' | 'assignmentId'>

/** Takes the permit. A withdrawal waits behind this write, or was before it and refuses it. */
export async function takePermit(
  tx: Tx,
  { now }: Pick<Deps, 'now'>,
  actor: Actor,
  permitted: Permitted,
): Promise<void> {
  await keepPermit(tx, { ...permitted, tenant: actor.tenant, takenAt: now().toISOString() })
  const { kind, assignmentId: subject } = permitted
  await audit(tx, actor, { action: 'assignment.noticeTaken', subject, detail: { kind } })
}

/** What every e-mail says: of the group and the sender, nothing of a person. */
export function wordsOf({ organisationName, listingName, sender }: KeptAssignment) {
  const { name, workplaceName, workplacePhone } = sender
  return { organisationName, listingName, sender: { name, workplaceName, workplacePhone } }
}
