import type { NoticeTemplate } from '@waymark/contracts'
import type { Deps } from '../deps.ts'
import type { Letter } from '../letter/letter.ts'
import { listingCheckLetter } from '../letter/listing-check.ts'
import { mailboxCodeLetter } from '../letter/mailbox-code.ts'
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
}

/**
 * Asks the owner what to say and to whom, now. Throws `notFound` or `gone` when there is nothing
 * left to say: answered, withdrawn, superseded.
 */
export function askOwner(deps: Deps, notice: Notice): Promise<Wording> {
  return owners[notice.template](deps, notice)
}
