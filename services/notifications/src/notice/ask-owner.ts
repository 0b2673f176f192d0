import type { NoticeTemplate } from '@waymark/contracts'
import type { Deps } from '../deps.ts'
import type { Letter } from '../letter/letter.ts'
import { listingCheckLetter } from '../letter/listing-check.ts'
import { mailboxCodeLetter } from '../letter/mailbox-code.ts'
import { planNewsLetter } from '../letter/plan-news.ts'
import { referralCodeLetter } from '../letter/referral-code.ts'
import { referralLinkLetter } from '../letter/referral-link.ts'
import { referralStoppedLetter } from '../letter/referral-stopped.ts'
import type { Notice } from './tables.ts'

/** A letter with its address. Lives as long as one sending and is kept nowhere. */
export interface Wording {
  readonly to: string
  readonly letter: Letter
  /** Afterwards it is of no use to anybody. */
  readonly expiresAt: Date
}

type Ask = (deps: Deps, notice: Notice) => Promise<Wording>

/** Who is asked for the words of each kind of notice. */
const owners: Readonly<Record<NoticeTemplate, Ask>> = {
  listingCheck: async ({ directoryFor, publicUrl }, { tenant, reference }) => {
    const said = await directoryFor(tenant).readListingCheckNotice({ params: { id: reference } })
    const { to, organisationName, listingName } = said
    const expiresAt = new Date(said.expiresAt)
    const path = `/answer/listing/${encodeURIComponent(said.linkToken)}`
    const answerAddress = new URL(path, publicUrl)
    const answerBefore = expiresAt
    const letter = { organisationName, listingName, answerAddress, answerBefore }
    return { to, expiresAt, letter: listingCheckLetter(letter) }
  },
  mailboxCode: async ({ directoryFor, publicUrl: site }, { tenant, reference }) => {
    const said = await directoryFor(tenant).readMailboxCodeNotice({ params: { id: reference } })
    const { to, organisationName, code } = said
    const expiresAt = new Date(said.expiresAt)
    const letter = { organisationName, code, site, useBefore: expiresAt }
    return { to, expiresAt, letter: mailboxCodeLetter(letter) }
  },
  referralLink: async ({ referralsFor, publicUrl, now }, { tenant, reference }) => {
    const said = await referralsFor(tenant).takeAnswerLinkNotice({ params: { id: reference } })
    const { to, organisationName, listingName, sender, why } = said
    const answerBy = new Date(said.answerBy)
    const path = `/answer/referral/${encodeURIComponent(said.linkToken)}`
    const about = { organisationName, listingName, sender, why }
    const letter = referralLinkLetter({
      ...{ ...about, answerBy, answerAddress: new URL(path, publicUrl) },
      isOverdue: answerBy.getTime() <= now().getTime(),
    })
    return { to, expiresAt: new Date(said.expiresAt), letter }
  },
  referralCode: async ({ referralsFor, publicUrl: site }, { tenant, reference }) => {
    const said = await referralsFor(tenant).takeAnswerCodeNotice({ params: { id: reference } })
    const { to, organisationName, listingName, sender, code } = said
    const expiresAt = new Date(said.expiresAt)
    const letter = { organisationName, listingName, sender, code, site, useBefore: expiresAt }
    return { to, expiresAt, letter: referralCodeLetter(letter) }
  },
  referralStopped: async ({ referralsFor, publicUrl: site }, { tenant, reference }) => {
    const said = await referralsFor(tenant).takeStoppedNotice({ params: { id: reference } })
    const { to, organisationName, listingName, sender } = said
    const letter = referralStoppedLetter({ organisationName, listingName, sender, site })
    return { to, expiresAt: new Date(said.expiresAt), letter }
  },
  planNews: async ({ carePlansFor, publicUrl: site }, { tenant, reference }) => {
    const said = await carePlansFor(tenant).takeNewsNotice({ params: { id: reference } })
    const { to, worker, canSignIn } = said
    const ownPage = canSignIn ? new URL('/mine', site) : null
    const letter = planNewsLetter({ worker, site, ownPage })
    return { to, expiresAt: new Date(said.expiresAt), letter }
  },
}

/**
 * Asks the owner what to say and to whom, now; asking referrals or care-plans is taking its permit
 * to send.
 * Throws `notFound` or `gone` when there is nothing left to say: answered, withdrawn, superseded.
 */
export function askOwner(deps: Deps, notice: Notice): Promise<Wording> {
  return owners[notice.template](deps, notice)
}
