import { sealLink } from '@waymark/auth'
import type { AnswerLinkNotice } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { readLink } from '../answer-link/open.ts'
import { linkPurpose, mayLeave } from '../answer-link/rules.ts'
import type { Deps } from '../deps.ts'
import { demandTaker, noLonger, readAddress, takePermit, wordsOf } from './take.ts'

/** What to write to a group that is to answer, and the permit to send it. */
export async function takeAnswerLinkNotice(
  deps: Deps,
  actor: Actor,
  linkId: string,
): Promise<AnswerLinkNotice> {
  demandTaker(actor)
  const { tenant } = actor
  const asked = await readLink(deps, deps.db.reader, tenant, linkId)
  const address = await readAddress(deps, tenant, asked.assignment)
  return deps.db.write(async (tx) => {
    const { link, assignment, agreement } = await readLink(deps, tx, tenant, linkId)
    const leaves = mayLeave(link, { assignment, agreement, now: deps.now() })
    if (!leaves || address !== link.email) throw noLonger()
    const { assignmentId, email: to, why, expiresAt } = link
    await takePermit(tx, deps, actor, { kind: 'answerLink', reference: linkId, assignmentId })
    return {
      ...{ to, why, expiresAt, answerBy: assignment.answerBy, ...wordsOf(assignment) },
      linkToken: sealLink({ key: deps.linkKey, purpose: linkPurpose, tenant, id: linkId }),
    }
  })
}
