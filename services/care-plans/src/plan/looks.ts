import type { Looks } from '@waymark/contracts'
import type { Actor } from '@waymark/core'
import { listLooks } from '@waymark/db'
import { personOf } from '@waymark/relationships'
import type { Deps } from '../deps.ts'
import { userOf } from './rules.ts'

const mostShown = 200

/** Who looked at one's own plan. Looking at it oneself is left out. */
export async function listOwnPlanLooks(
  { db, reads }: Pick<Deps, 'db' | 'reads'>,
  actor: Actor,
): Promise<Looks> {
  const { tenant, userId } = userOf(actor)
  const subject = await personOf(db.reader, { tenant, userId })
  if (subject === null) return { contents: [] }
  await reads.flush()
  const noted = await listLooks(db.reader, { tenant, subject }, { except: userId, most: mostShown })
  return {
    contents: noted.map(({ at, userId: by, action }) => ({
      ...{ at, userId: by, action, organisationName: null },
    })),
  }
}
