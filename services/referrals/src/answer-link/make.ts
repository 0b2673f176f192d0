import { referralsEvents } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { record, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { type AnswerLink, newLink } from './rules.ts'
import { replaceLink } from './store.ts'

/** Makes a link and tells that it is to be sent. An earlier one ends; who may, has been decided. */
export async function makeLink(
  tx: Tx,
  { newId, now }: Pick<Deps, 'newId' | 'now'>,
  actor: Actor,
  given: Pick<AnswerLink, 'assignmentId' | 'email' | 'why' | 'madeBy'>,
): Promise<AnswerLink> {
  const link = newLink({ ...given, id: newId() }, now())
  await replaceLink(tx, actor.tenant, link)
  const { assignmentId } = link
  await record(tx, actor, referralsEvents.assignmentLinkMade, { assignmentId, linkId: link.id })
  return link
}
