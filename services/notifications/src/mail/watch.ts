import type { Reader } from '@waymark/db'
import type { ConcernHealth } from '@waymark/runtime'
import type { MailWay } from '../deps.ts'
import { countByState } from '../notice/store.ts'

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
      const { waiting, parked } = await countByState(reader)
      const trouble = lastReason === null ? '' : ` The last mail was not taken (${lastReason}).`
      return {
        engine: post === null ? 'mailbox' : 'SMTP',
        ready: true,
        detail: `${waiting} waiting, ${parked} put aside.${trouble}`,
      }
    },
  }
}
