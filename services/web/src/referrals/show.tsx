import { workerRoles } from '@waymark/contracts'
import { isAppError, keysOf } from '@waymark/core'
import type { Context } from 'hono'
import type { FormProblem } from '../forms.ts'
import { ContactRule } from '../people/contact-rule.tsx'
import { firstNameOf } from '../people/names.ts'
import type { Content } from '../ui/element.ts'
import { InsetText } from '../ui/messages.tsx'
import { type Following, page, type RefusedStatus } from './follow.tsx'
import { doneWords, ReferralView } from './view.tsx'

interface Shown extends Following {
  readonly isSent?: boolean
  readonly done?: string | undefined
  readonly problems?: readonly FormProblem[]
  readonly status?: RefusedStatus
}

/** The page of a referral, with what was just done or could not be. */
export async function showReferral(context: Context, shown: Shown): Promise<Response> {
  const { visitor, referral, today, isSent = false, problems = [], status } = shown
  const done = keysOf(doneWords).find((each) => each === shown.done)
  const contactRule = await readRule(shown)
  const given = { referral, today, isSent, done, problems, contactRule }
  context.header('vary', 'X-Fragment')
  return page(context, <ReferralView frame={visitor.frame} {...given} />, status)
}

/** For those who work with the person: who passes somebody on reads no record. */
async function readRule({ visitor, referral, today }: Following): Promise<Content> {
  const { about } = referral
  const works = workerRoles.some((role) => visitor.roles.includes(role))
  if (about.kind !== 'person' || !works || referral.state !== 'open') return null
  const firstName = firstNameOf(referral)
  try {
    const { contact } = await visitor.people.readPerson({ params: { id: about.personId } })
    return <ContactRule {...{ contact, firstName, today }} />
  } catch (error) {
    if (isAppError(error, 'notFound') || isAppError(error, 'forbidden')) return null
    if (isAppError(error, 'unavailable')) return <RuleAway firstName={firstName} />
    throw error
  }
}

function RuleAway({ firstName }: { readonly firstName: string }) {
  return (
    <InsetText>
      <p>
        We cannot show how to reach <bdi>{firstName}</bdi> safely just now. Look again before you
        ring, text or write.
      </p>
    </InsetText>
  )
}
