import type { Referral, Told, ToldRecord } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import type { OnceKey, Reader, Tx } from '@waymark/db'
import type { Deps } from '../deps.ts'
import { senderOf } from './follow.ts'
import { readIfDone, readReferral } from './read.ts'
import { checkTold } from './rules.ts'

/** What a group told to whoever writes it down, about one part. */
export interface ToldToMe {
  readonly id: string
  readonly told: Told
}

interface Writing {
  readonly told: Told
  readonly once: OnceKey | undefined
  /** Throws before anybody is asked who writes it down: what is not theirs does not exist. */
  demand(reader: Reader): Promise<unknown>
  /** Keeps it. Gives the referral that it is about. */
  keep(tx: Tx, told: ToldRecord): Promise<string>
}

/** Writes down for a group what it told: "told to Jo by Pat by phone, 3 May". */
export async function writeDown(
  deps: Deps,
  actor: Actor,
  { told, once, demand, keep }: Writing,
): Promise<Referral> {
  const { user } = senderOf(actor)
  const done = await readIfDone(deps, actor, once)
  if (done !== null) return done
  checkTold(told, deps.now())
  await demand(deps.db.reader)
  const params = { id: user.userId }
  const { name: to } = await deps.identityFor(user.tenant).readReferrer({ params })
  const kept = await deps.db.writeOnce(once, async (tx) => ({
    id: await keep(tx, { ...told, to }),
  }))
  return readReferral(deps, actor, kept.id)
}
