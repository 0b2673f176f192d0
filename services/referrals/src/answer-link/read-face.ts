import type { LinkFace } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { Deps } from '../deps.ts'
import { openAnswerLink } from './open.ts'

/** What a link shows to whoever opens it: nothing of a person. Changes nothing. */
export async function readLinkFace(deps: Deps, actor: Actor, token: string): Promise<LinkFace> {
  const { assignment, state } = await openAnswerLink(deps, deps.db.reader, actor, token)
  const { listingName, organisationName, sender, answerBy } = assignment
  const { name, workplaceName, workplacePhone } = sender
  return {
    ...{ state, listingName, organisationName, answerBy },
    sender: { name, workplaceName, workplacePhone },
  }
}
