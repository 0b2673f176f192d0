import type { CheckAnswer, LinkedCheck } from '@waymark/contracts'
import { type Actor, AppError } from '@waymark/core'
import { audit } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { assureListing } from '../listing/assure.ts'
import { setPlacesLeft } from '../listing/set-places-left.ts'
import { getListingFor } from '../listing/store.ts'
import { type OpenedCheck, openCheck } from './open.ts'
import { readListingCheck } from './read.ts'
import { decideCheck } from './rules.ts'
import { saveAnswer } from './store.ts'

export interface LinkAnswer {
  readonly token: string
  readonly answer: CheckAnswer
}

/** Records a group's answer by its link. Pressed again, it shows what was decided. */
export async function answerListingCheck(
  deps: Deps,
  actor: Actor,
  { token, answer }: LinkAnswer,
): Promise<LinkedCheck> {
  await deps.db.write(async (tx) => {
    const opened = await openCheck(deps, tx, actor, token)
    if (opened.state === 'answered') return
    if (opened.state !== 'open') throw new AppError('gone', 'That link has ended.')
    await saveAnswer(tx, actor.tenant, decideCheck(opened.check, answer, deps.now()))
    if (answer.outcome === 'right') return affirm(deps, opened, answer.placesLeft)
    await getListingFor(tx, opened.link, 'listing.reportChange', opened.listing.id)
    await audit(tx, opened.link, { action: 'listing.changeReported', subject: opened.listing.id })
  })
  return readListingCheck(deps, actor, token)
}

/** Each joins the write that is open: the answer and what follows from it stand or fall as one. */
async function affirm(deps: Deps, { link, listing }: OpenedCheck, placesLeft: number | null) {
  await assureListing(deps, link, listing.id)
  if (placesLeft !== null) await setPlacesLeft(deps, link, listing.id, placesLeft)
}
