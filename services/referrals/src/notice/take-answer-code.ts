import { oneTimeCode } from '@waymark/auth'
import type { AnswerCodeNotice } from '@waymark/contracts'
import { type Actor, notFound } from '@waymark/core'
import type { Reader } from '@waymark/db'
import { readLink } from '../answer-link/open.ts'
import { codePurpose, triesLeft } from '../answer-link/rules.ts'
import { findCode } from '../answer-link/store.ts'
import type { Deps } from '../deps.ts'
import { demandTaker, noLonger, readAddress, takePermit, wordsOf } from './take.ts'

/** What to write to the mailbox that opens how to reach somebody, and the permit to send it. */
export async function takeAnswerCodeNotice(
  deps: Deps,
  actor: Actor,
  codeId: string,
): Promise<AnswerCodeNotice> {
  demandTaker(actor)
  const { tenant } = actor
  const asked = await readCode(deps, deps.db.reader, tenant, codeId)
  const address = await readAddress(deps, tenant, asked.assignment)
  return deps.db.write(async (tx) => {
    const { code, link, assignment, state } = await readCode(deps, tx, tenant, codeId)
    const opens = state === 'answered' && assignment.state === 'accepted'
    const isOver = triesLeft(code, deps.now()) <= 0
    if (!opens || isOver || address !== link.email) throw noLonger()
    const { assignmentId } = link
    await takePermit(tx, deps, actor, { kind: 'answerCode', reference: codeId, assignmentId })
    return {
      ...{ to: link.email, expiresAt: code.expiresAt, ...wordsOf(assignment) },
      code: oneTimeCode({ key: deps.linkKey, purpose: codePurpose, tenant, id: codeId }),
    }
  })
}

async function readCode(deps: Deps, reader: Reader, tenant: string, id: string) {
  const code = await findCode(reader, tenant, id)
  if (code === null) throw notFound('code')
  return { code, ...(await readLink(deps, reader, tenant, code.linkId)) }
}
