import { type GroupAnswer, referralsEvents } from '@waymark/contracts'
import { readEvents } from '@waymark/db'
import { referMargaret, type StartedReferrals } from '../testing.ts'

/** The id that an event of this type named last. */
async function lastNamed({ deps }: StartedReferrals, type: string, field: string) {
  const { events } = await readEvents(deps.db.reader, { after: 0, limit: 1000 })
  const found = events.findLast((each) => each.type === type)?.payload?.[field]
  return String(found)
}

export const lastLinkId = (started: StartedReferrals) =>
  lastNamed(started, referralsEvents.assignmentLinkMade.type, 'linkId')

export const lastCodeId = (started: StartedReferrals) =>
  lastNamed(started, referralsEvents.assignmentCodeAsked.type, 'codeId')

/** How many events there are: what changes nothing, tells nothing. */
export async function countEvents({ deps }: StartedReferrals): Promise<number> {
  return (await readEvents(deps.db.reader, { after: 0, limit: 1000 })).events.length
}

/** The link that was made last, as its e-mail carries it. */
export async function lastToken(started: StartedReferrals): Promise<string> {
  const id = await lastLinkId(started)
  return (await started.notifications.takeAnswerLinkNotice({ params: { id } })).linkToken
}

/** The code that was asked for last, as its e-mail carries it. */
export async function lastCode(started: StartedReferrals): Promise<string> {
  const id = await lastCodeId(started)
  return (await started.notifications.takeAnswerCodeNotice({ params: { id } })).code
}

/** Margaret was referred, and the e-mail's button was pressed. */
export async function pressedButton(started: StartedReferrals) {
  const { referral, assignment } = await referMargaret(started)
  const token = await lastToken(started)
  const { session, expiresAt } = await started.web.startAnswerSession({ body: { token } })
  return { referral, assignment, expiresAt, given: { token, session } }
}

export const yes = { says: 'yes', placesLeft: 2 } as const satisfies GroupAnswer
export const no = { says: 'no', reason: 'notEligibleAge', words: null } as const
export const aQuestion = { says: 'question', words: 'Are there steps?' } as const

/** The group has said yes, and its code was typed in. */
export async function proved(started: StartedReferrals) {
  const pressed = await pressedButton(started)
  const body = pressed.given
  await started.web.answerLinked({ body: { ...body, answer: yes } })
  await started.web.askAnswerCode({ body })
  await started.web.proveAnswerCode({ body: { ...body, code: await lastCode(started) } })
  return pressed
}
