import { isAppError } from '@waymark/core'
import { audit, type Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { type Rendered, render } from '../letter/render.ts'
import type { Mail, Posted } from '../mail/port.ts'
import { insertKeptMessage } from '../mailbox/store.ts'
import { askOwner } from './ask-owner.ts'
import { type Ending, isWornOut, settle, stateAfter } from './rules.ts'
import { findNotice, hasEarlier, saveClaim, saveHeld, settledColumns } from './store.ts'
import type { Notice } from './tables.ts'

/**
 * Carries out one notice, from its row: claim, ask the owner, send, settle. Whoever comes second
 * finds it claimed and leaves it: false. Throws only when our own database is away: then the claim
 * runs out, and the owner is asked anew.
 */
export async function sendNotice(deps: Deps, id: string): Promise<boolean> {
  const held = await claim(deps, id)
  if (held === null) return false
  deps.failpoint('notice.claimed')
  // The owner's permit, so as late as can be: after it comes one write of ours, then the mail.
  const message = await askFor(deps, held)
  deps.failpoint('notice.worded')
  if ('move' in message) await finish(deps, held, message)
  else await (mayLeave(deps, message.to) ? post : keep)(deps, held, message)
  return true
}

async function claim(deps: Deps, id: string): Promise<Notice | null> {
  const { db, incarnation, chance } = deps
  return db.write(async (tx) => {
    const now = deps.now()
    const found = await findNotice(tx, id)
    if (found === undefined || found.dueAt > now.toISOString()) return null
    if (await hasEarlier(tx, found, now)) return null
    if (!(await saveClaim(tx, found, { incarnation, now }))) return null
    const held = (await findNotice(tx, id)) ?? found
    if (!isWornOut(found)) return held
    // It was started so often without an end that starting it is what does the harm.
    const parked = settle(held, { move: 'park', reason: 'attempts' }, chance())
    await saveSettled(tx, held, { columns: settledColumns(parked, now), reason: parked.reason })
    return null
  })
}

type Addressed = Rendered & Pick<Mail, 'to'>

/** The words as they are now, or why there are none. */
async function askFor(deps: Deps, held: Notice): Promise<Addressed | Ending> {
  try {
    const { to, letter, expiresAt } = await askOwner(deps, held)
    const isLate = expiresAt.getTime() <= deps.now().getTime()
    return isLate ? { move: 'drop', reason: 'expired' } : { to, ...(await render(letter)) }
  } catch (error) {
    if (isAppError(error, 'notFound') || isAppError(error, 'gone')) {
      return { move: 'drop', reason: 'stale' }
    }
    deps.log.warn('notice.ownerAway', { job: held.id, attempt: held.attempt, error })
    return { move: 'retry', reason: isAppError(error) ? error.code : 'unexpected' }
  }
}

function mayLeave({ mail }: Deps, to: string): boolean {
  if (mail.post === null) return false
  return mail.allowed === null || mail.allowed.includes(to.toLowerCase())
}

/** In the mailbox and in the ledger in one write: kept exactly once. */
async function keep(deps: Deps, held: Notice, message: Addressed): Promise<void> {
  const { db, mail } = deps
  await db.write(async (tx) => {
    const { to, subject, text } = message
    const kept = { id: held.id, to, from: mail.from, subject, text }
    if (!(await settleIn(tx, deps, held, { move: 'arrive' }))) return
    await insertKeptMessage(tx, held.tenant, { ...kept, keptAt: deps.now().toISOString() })
  })
}

/** The permit is written before the mail leaves: a row without one has sent nothing. */
async function post(deps: Deps, held: Notice, message: Addressed): Promise<void> {
  const { db, mail, failpoint } = deps
  const state = stateAfter(held.state, 'permit')
  const permitted: Notice = { ...held, state }
  if (!(await db.write((tx) => saveHeld(tx, held, { state })))) return
  failpoint('notice.permitted')
  const messageId = messageIdOf(held, mail.from)
  const posted = await mail.post?.({ ...message, from: mail.from, messageId })
  failpoint('notice.posted')
  await finish(deps, permitted, endingOf(posted))
}

/** The same for every copy of a notice: mail programs that know it show it once. */
export function messageIdOf({ id }: Pick<Notice, 'id'>, from: string): string {
  return `<notice-${id}@${from.split('@').at(-1)}>`
}

function endingOf(posted: Posted | undefined): Ending {
  if (posted === undefined) return { move: 'retry', reason: 'noServer' }
  if (posted.result === 'taken') return { move: 'arrive' }
  const { reason } = posted
  if (posted.result === 'unknown') return { move: 'doubt', reason }
  return { move: posted.result === 'refused' ? 'park' : 'retry', reason }
}

async function finish(deps: Deps, held: Notice, ending: Ending): Promise<void> {
  const settled = await deps.db.write((tx) => settleIn(tx, deps, held, ending))
  if (ending.move === 'arrive') return
  const { id: job, attempt, tenant } = held
  const { move: state, reason } = ending
  if (settled) deps.log.info('notice.notSent', { job, attempt, tenant, state, reason })
}

/** Settles what this attempt holds. False when it holds it no longer. */
export async function settleIn(tx: Tx, deps: Deps, held: Notice, ending: Ending): Promise<boolean> {
  const settlement = settle(held, ending, deps.chance())
  const columns = settledColumns(settlement, deps.now())
  return saveSettled(tx, held, { columns, reason: settlement.reason })
}

async function saveSettled(
  tx: Tx,
  held: Notice,
  { columns, reason }: { columns: ReturnType<typeof settledColumns>; reason: string | null },
): Promise<boolean> {
  if (!(await saveHeld(tx, held, columns))) return false
  if (columns.settledAt === null) return true
  const actor = { kind: 'service', service: 'notifications', tenant: held.tenant } as const
  const detail = { template: held.template, attempt: held.attempt, reason }
  await audit(tx, actor, { action: `notice.${columns.state}`, subject: held.id, detail })
  return true
}
