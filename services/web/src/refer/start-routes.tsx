import { AppError, londonDay } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { type FormProblem, readForm } from '../forms.ts'
import { startJourney } from '../journey/keep.ts'
import { page } from '../referrals/follow.tsx'
import type { Visitor, Visitors } from '../session/visitor.ts'
import { nothingAnswered, type RegisteredPerson } from './answers.ts'
import { nextStep, outcodeOf, type Sending, sendingOf, shownPage } from './rules.ts'
import { type Beginning, chosenGroup, StartView } from './start.tsx'
import { knownPerson, listOwnPeople, otherPage } from './who.tsx'

/** Where a referral begins: from a listing, a person, an entry, or from nothing. */
export function startPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  hono.get(
    '/refer',
    asSender(visitors, async (context, visitor) => {
      const asked = new URL(context.req.url).searchParams
      return showStart(context, deps, { visitor, asked })
    }),
  )
  hono.post(
    '/refer',
    asSender(visitors, async (context, visitor, userId) => {
      const typed = await readForm(context)
      const sending = sendingOf(visitor.roles)
      const begun = await readBeginning(visitor, typed)
      const chosen = typed.get('who')
      const isChoice = begun.who === null && sending.worksWithPeople
      if (isChoice && !chosen) {
        const problems = [{ field: 'who', message: 'Choose who it is for' }]
        return showStart(context, deps, { visitor, asked: typed, problems })
      }
      const isKnown = isChoice && chosen !== null && chosen !== 'other'
      const who = isKnown ? await readKnown(visitor, chosen) : begun.who
      const group = begun.listing === null ? null : chosenGroup(begun.listing)
      const answers = { ...nothingAnswered, who, group }
      const journey = await startJourney(deps.journeys, userId, answers)
      const next = who === null ? firstPage(sending) : nextStep(answers, sending)
      return context.redirect(`/refer/${journey.id}/${next}`, 303)
    }),
  )
}

/** "Somebody else" was chosen, or there was nobody to choose from. */
function firstPage(sending: Sending): string {
  return otherPage(sending)
}

interface Shown {
  readonly visitor: Visitor
  /** What the address or the form names. */
  readonly asked: URLSearchParams
  readonly problems?: readonly FormProblem[]
}

async function showStart(context: Context, deps: Deps, { visitor, asked, problems = [] }: Shown) {
  const sending = sendingOf(visitor.roles)
  const beginning = await readBeginning(visitor, asked)
  const people =
    beginning.who === null ? await listOwnPeople({ visitor, sending }, shownPage(asked)) : null
  const shown = { sending, people, problems, chosen: asked.get('who') }
  const today = londonDay(deps.now())
  const view = <StartView frame={visitor.frame} {...beginning} {...shown} today={today} />
  return page(context, view, problems.length === 0 ? 200 : 422)
}

async function readBeginning(visitor: Visitor, asked: URLSearchParams): Promise<Beginning> {
  const [listingId, personId, entryId] = [
    asked.get('listing'),
    asked.get('person'),
    asked.get('entry'),
  ]
  const listing = listingId
    ? await visitor.directory.readListing({ params: { id: listingId } })
    : null
  if (personId) return { listing, who: await readKnown(visitor, personId) }
  return { listing, who: entryId ? await readTyped(visitor, entryId) : null }
}

async function readKnown({ people }: Visitor, id: string) {
  return knownPerson(await people.readPerson({ params: { id } }))
}

/** Only what its registrant typed, whoever it turned out to be. */
async function readTyped({ people }: Visitor, id: string): Promise<RegisteredPerson> {
  const { givenName, familyName, knownAs, postcode } = await people.readEntry({ params: { id } })
  const named = { givenName, familyName, knownAs, outcode: outcodeOf(postcode) }
  return { kind: 'entry', entryId: id, ...named }
}

type AsSender = (context: Context, visitor: Visitor, userId: string) => Promise<Response>

/** For those who send people to groups, signed in. */
export function asSender(visitors: Visitors, handle: AsSender) {
  return async (context: Context): Promise<Response> => {
    const visitor = await visitors.of(context)
    const { userId, frame } = visitor
    if (userId === null) return signInFirst(context)
    if (frame.account?.sendsReferrals !== true) {
      throw new AppError('forbidden', 'Only those who work with people or see patients refer them.')
    }
    return handle(context, visitor, userId)
  }
}

/** Back to the same page afterwards; a form that was posted begins again at the start. */
function signInFirst(context: Context): Response {
  const { pathname, search } = new URL(context.req.url)
  const next = context.req.method === 'GET' ? `${pathname}${search}` : '/referrals'
  return context.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303)
}
