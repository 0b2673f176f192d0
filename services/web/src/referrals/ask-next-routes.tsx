import type { AgreementGiven, ListingCard } from '@waymark/contracts'
import { isAppError } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { type FormProblem, formProblems, readForm } from '../forms.ts'
import { nothingAgreed, readAgreement, type TypedAgreement } from './agreement-form.tsx'
import { AskNextView, AskOneView } from './ask-next.tsx'
import {
  backTo,
  carryOut,
  type Follow,
  type Following,
  following,
  page,
  type RefusedStatus,
} from './follow.tsx'
import { onceOf } from './once.tsx'

const askPath = '/referrals/:id{[0-9a-f-]{36}}/ask'

/** Asking the next group: choosing it, and the agreement where it is needed. */
export function askNextPages(hono: ServiceApp['hono'], follow: Follow): void {
  hono.get(
    askPath,
    following(follow, async (context, given) => {
      const { visitor, referral, today } = given
      if (!canAskAnother(given)) return backTo(context, referral.id)
      const q = (context.req.query('q') ?? '').trim().slice(0, 200)
      const [alternatives, found] = await Promise.all([
        visitor.referrals.listAlternatives({ params: { id: referral.id } }),
        q === '' ? null : searchFor(given, q),
      ])
      const search = found === null ? null : { q, found }
      const shown = { referral, today, alternatives, search }
      return page(context, <AskNextView frame={visitor.frame} {...shown} />)
    }),
  )
  hono.get(
    `${askPath}/:listingId`,
    following(follow, async (context, given) => {
      if (!canAskAnother(given)) return backTo(context, given.referral.id)
      return showOne(context, given)
    }),
  )
  hono.post(
    `${askPath}/:listingId`,
    following(follow, async (context, given) => {
      const form = await readForm(context)
      const typed = form.has('how') || form.has('wordingVersion') ? readAgreement(form) : null
      if (typed !== null && typed.agreement === null) {
        return showOne(context, given, { ...typed, status: 422 })
      }
      return send(context, given, { agreement: typed?.agreement ?? null, form })
    }),
  )
}

interface Sending {
  /** Null: the agreement before covers it. */
  readonly agreement: AgreementGiven | null
  readonly form: URLSearchParams
}

function send(context: Context, given: Following, { agreement, form }: Sending): Promise<Response> {
  const { visitor, referral } = given
  const listingId = context.req.param('listingId') ?? ''
  const body = { listingId, agreement }
  const asked = { params: { id: referral.id }, body, idempotencyKey: onceOf(form) }
  return carryOut({
    act: () => visitor.referrals.askNext(asked),
    onDone: () => backTo(context, referral.id, 'sent'),
    problemsOf: (error) => formProblems(error, 'ask').map(atAField),
    onRefused: async (problems, status) => {
      const typed = agreement === null ? {} : { typed: readAgreement(form).typed }
      return showOne(context, given, { problems, status, ...typed })
    },
  })
}

const fields = ['how', 'askedOn', 'scope', 'until']

/** What is wrong with no field of the form is wrong with the form. */
function atAField({ field, message }: FormProblem): FormProblem {
  return { field: fields.includes(field) ? field : 'ask', message }
}

function canAskAnother({ referral }: Following): boolean {
  return referral.assignments.some(({ moves }) => moves.includes('askAnother'))
}

/** Groups that take referrals and have room, other than those that were asked. */
async function searchFor(
  { visitor, referral }: Following,
  q: string,
): Promise<readonly ListingCard[]> {
  const query = { q, within: 'any', takesReferrals: true } as const
  const { contents } = await visitor.directory.find({ query })
  const asked = referral.assignments.map(({ listingId }) => listingId)
  return contents.filter(({ id, places }) => places?.left !== 0 && !asked.includes(id))
}

interface ShownOne {
  readonly typed?: TypedAgreement
  readonly problems?: readonly FormProblem[]
  readonly status?: RefusedStatus
}

async function showOne(
  context: Context,
  given: Following,
  { typed, problems = [], status }: ShownOne = {},
): Promise<Response> {
  const { visitor, referral, today } = given
  const listingId = context.req.param('listingId') ?? ''
  const listing = await visitor.directory.readListing({ params: { id: listingId } })
  const shown = {
    ...{ referral, today, problems, page: listing },
    covered: await isCovered(given),
    typed: typed ?? nothingAgreed(today),
  }
  return page(context, <AskOneView frame={visitor.frame} {...shown} />, status)
}

/** Once the referral has ended nothing is covered; the page then says why it cannot be sent. */
async function isCovered({ visitor, referral }: Following): Promise<boolean> {
  try {
    const params = { id: referral.id }
    return (await visitor.referrals.listAlternatives({ params })).covered
  } catch (error) {
    if (isAppError(error, 'conflict')) return false
    throw error
  }
}
