import type { NoticeState } from '@waymark/contracts'
import type { Reader } from '@waymark/db'
import type { ConcernHealth } from '@waymark/runtime'
import type { MailWay } from '../deps.ts'
import { countByState } from '../notice/store.ts'

const unsettled: readonly NoticeState[] = ['due', 'claimed', 'sending', 'uncertain']

/**
 * Remembers how the mail server took the last mail, for `/readyz`. A mail server that is away never
 * makes the service unready: nothing is lost meanwhile, and pages must not go away with it.
 */
export function watchMail(way: MailWay, reader: Reader) {
  const { post } = way
  let lastReason: string | null = null
  const watched: MailWay['post'] =
    post &&
    (async (mail) => {
      const posted = await post(mail)
      lastReason = posted.result === 'taken' ? null : posted.reason
      return posted
    })
  return {
    mail: { ...way, post: watched },
    async healthOfMail(): Promise<ConcernHealth> {
      const counts = await countByState(reader)
      const waiting = unsettled.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0)
      const parked = counts.get('parked') ?? 0
      const trouble = lastReason === null ? '' : ` The last mail was not taken (${lastReason}).`
      return {
        engine: post === null ? 'mailbox' : 'SMTP',
        ready: true,
        detail: `${waiting} waiting, ${parked} put aside.${trouble}`,
      }
    },
  }
}
