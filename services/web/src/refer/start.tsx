import type { ListingPage, PeoplePage } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { nameOf } from '../people/names.ts'
import { Button } from '../ui/button.tsx'
import { InsetText } from '../ui/messages.tsx'
import type { PageFrame } from '../ui/page.tsx'
import type { ChosenGroup, Who } from './answers.ts'
import { ReferPage } from './question-page.tsx'
import { namesOf, type Sending } from './rules.ts'
import { PeoplePages, WhoField } from './who.tsx'

/** From where somebody begins: what is known already is not asked. */
export interface Beginning {
  readonly who: Who | null
  readonly listing: ListingPage | null
}

interface StartViewProps extends Beginning {
  readonly frame: PageFrame
  readonly sending: Sending
  /** To choose from; null when who it is for is known, or must be typed. */
  readonly people: PeoplePage | null
  readonly chosen: string | null
  readonly problems: readonly FormProblem[]
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** What is shared and when they will hear, before anything is begun. */
export function StartView(props: StartViewProps) {
  const { frame, who, listing, problems } = props
  const name = listing?.listing.name
  const person = who === null ? 'somebody' : nameOf(namesOf(who))
  const title = name === undefined ? `Refer ${person}` : `Refer ${person} to ${name}`
  const refused = listing === null ? null : whyNot(listing)
  return (
    <ReferPage frame={frame} title={title} backHref={backHref(props)} problems={problems}>
      <h1 class="nhsuk-heading-l" dir="auto">
        {title}
      </h1>
      {refused !== null ? (
        <>
          <InsetText>
            <p>{refused}</p>
          </InsetText>
          <p>
            <a href={`/refer${who?.kind === 'person' ? `?person=${who.personId}` : ''}`}>
              Refer them to another group
            </a>
          </p>
        </>
      ) : (
        <>
          <WhatHappens />
          <StartForm {...props} />
        </>
      )}
    </ReferPage>
  )
}

function backHref({ who, listing }: Beginning): string {
  if (listing !== null) return `/listings/${listing.listing.id}`
  return who?.kind === 'person' ? `/people/${who.personId}` : '/find'
}

/** Said before anything is typed: who cannot be referred to, and what to do instead. */
function whyNot({ organisation, listing, places }: ListingPage): string | null {
  if (!organisation.readyForReferrals) {
    return (
      `${organisation.name} does not take referrals here yet. ` +
      'Give the person their details, or ring them together.'
    )
  }
  if (places?.left === 0) {
    return `${listing.name} is full just now. Ring them about waiting, or choose another group.`
  }
  return null
}

function WhatHappens() {
  return (
    <ul class="nhsuk-list nhsuk-list--bullet">
      <li>
        <strong>Before they answer</strong> the group sees a first name, roughly where they live,
        what would help and what it has to know.
      </li>
      <li>
        <strong>After a yes</strong> it sees the whole name, why, and the safe ways to reach them.
      </li>
      <li>
        <strong>You hear</strong> within five working days, here under Referrals. Ask the person
        first: you write down that they agreed.
      </li>
    </ul>
  )
}

function StartForm({ who, listing, sending, people, chosen, problems, today }: StartViewProps) {
  return (
    <>
      <form method="post" action="/refer" novalidate>
        {listing !== null && <input type="hidden" name="listing" value={listing.listing.id} />}
        {who?.kind === 'person' && <input type="hidden" name="person" value={who.personId} />}
        {who?.kind === 'entry' && <input type="hidden" name="entry" value={who.entryId} />}
        {people !== null && (
          <WhoField {...{ people, sending, chosen, today }} error={messageFor(problems, 'who')} />
        )}
        <Button>Start</Button>
      </form>
      {people !== null && (
        <PeoplePages
          people={people}
          href={(page) => {
            const kept = listing === null ? '' : `listing=${listing.listing.id}&`
            return `/refer?${kept}page=${page}`
          }}
        />
      )}
    </>
  )
}

/** A listing as a journey keeps it. */
export function chosenGroup({ listing }: ListingPage): ChosenGroup {
  return { listingId: listing.id, name: listing.name, needs: listing.needs }
}
