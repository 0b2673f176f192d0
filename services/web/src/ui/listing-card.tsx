import { deliveries, joiningWays, type ListingCard } from '@waymark/contracts'
import { type Content, classNames } from './element.ts'
import {
  assuranceInWords,
  costInWords,
  distanceInWords,
  listInWords,
  placesInWords,
  soonInWords,
  timesInWords,
} from './format.ts'
import { Heading } from './heading.tsx'
import { Sign, type SignName } from './icon.tsx'

export interface ListingCardViewProps {
  readonly card: ListingCard
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  readonly headingLevel?: 3 | 4
}

/** All that is needed to choose without opening: practical facts first, since they decide. */
export function ListingCardView({ card, today, headingLevel = 3 }: ListingCardViewProps) {
  return (
    <article class="wm-card" aria-labelledby={`listing-${card.id}`}>
      <div class="wm-card__head">
        <Heading level={headingLevel} class="wm-card__name" id={`listing-${card.id}`}>
          <a class="wm-card__link" href={`/listings/${card.id}`}>
            <bdi>{card.name}</bdi>
          </a>
        </Heading>
        <p class="wm-card__organisation">
          <bdi>{card.organisationName}</bdi>
          {card.readyForReferrals && <span class="wm-card__ready">Ready for referrals</span>}
          <PlacesLeft places={card.places} today={today} />
        </p>
      </div>
      <dl class="wm-facts">
        <Fact sign="when" name="Next">
          <SessionLine next={card.next} today={today} />
        </Fact>
        <Fact sign="where" name="Where">
          <PlaceLine card={card} />
        </Fact>
        <Fact sign="cost" name="Cost">
          <CostTag pence={card.costPence} note={card.costNote} />
        </Fact>
        <Fact sign="join" name="How to join">
          <JoinLine card={card} />
        </Fact>
      </dl>
      <p class="wm-card__summary">
        <bdi>{card.summary}</bdi>
      </p>
      <TrustLine assured={card} today={today} />
    </article>
  )
}

interface FactProps {
  readonly sign: SignName
  readonly name: string
  readonly children?: Content
}

/** One practical fact: the sign is decoration, its name is heard by screen readers. */
export function Fact({ sign, name, children }: FactProps) {
  return (
    <div class={`wm-fact wm-fact--${sign}`}>
      <dt>
        <Sign name={sign} />
        <span class="nhsuk-u-visually-hidden">{name}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

/** "Tuesday 24 November, 10:30am to midday". */
export function SessionLine({
  next,
  today,
}: Pick<ListingCard, 'next'> & { readonly today: string }) {
  if (next === null) return <span class="wm-unknown">Ask for times</span>
  return (
    <>
      <time class="wm-day" datetime={`${next.day}T${next.startsAt}`}>
        {soonInWords(next.day, today)}
      </time>
      {', '}
      <span class="wm-times">{timesInWords(next.startsAt, next.endsAt)}</span>
    </>
  )
}

/** "Free", "£2.50 a session", or that nobody has said. Words, never a colour alone. */
export function CostTag({
  pence,
  note,
}: {
  readonly pence: number | null
  readonly note: string | null
}) {
  const words = costInWords(pence)
  if (words === null) {
    return note === null ? <span class="wm-unknown">Ask about cost</span> : <bdi>{note}</bdi>
  }
  return <span class={classNames(pence === 0 && 'wm-free')}>{words}</span>
}

/** "about 2 miles"; nothing when the search was not made from a place. */
export function DistanceText({ place }: Pick<ListingCard, 'place'>) {
  if (place === null || place.miles === null) return null
  return <bdi class="wm-distance">{distanceInWords(place.miles, place.approximate)}</bdi>
}

/** How to join, with the number to ring where ringing is the way. */
function JoinLine({ card }: { readonly card: ListingCard }) {
  const mustAsk = card.joining !== 'turnUp' || card.next === null
  return (
    <>
      {joiningWays[card.joining]}
      {mustAsk && card.phone !== null && (
        <>
          {', '}
          <a class="wm-phone" href={phoneAddress(card.phone)}>
            {card.phone}
          </a>
        </>
      )}
    </>
  )
}

/** "2 places left, said today"; nothing when nobody has said lately. */
export function PlacesLeft({
  places,
  today,
}: Pick<ListingCard, 'places'> & { readonly today: string }) {
  if (places === null) return null
  return (
    <span class={classNames('wm-left', places.left === 0 && 'wm-left--full')}>
      {placesInWords(places, today)}
    </span>
  )
}

/** A telephone number as a link's address (RFC 3966): digits and a leading plus only. */
export function phoneAddress(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`
}

function PlaceLine({ card }: { readonly card: ListingCard }) {
  const { place } = card
  const isInPerson = card.deliveries.includes('inPerson') && place !== null
  const ways = card.deliveries.filter((way) => !(isInPerson && way === 'inPerson'))
  const others = listInWords(ways.map((way, index) => lowerAfterFirst(deliveries[way], index)))
  if (!isInPerson) {
    return <>{card.coverage === 'national' ? `${others}, from anywhere` : others}</>
  }
  return (
    <>
      <DistanceText place={place} />
      {place.miles !== null && ', '}
      <bdi>{place.town}</bdi>
      {others && <span class="wm-also">{`, or ${others.toLowerCase()}`}</span>}
    </>
  )
}

function lowerAfterFirst(words: string, index: number): string {
  return index === 0 ? words : words.toLowerCase()
}

export interface TrustLineProps {
  readonly assured: Pick<ListingCard, 'assuredDate' | 'assuredBy'>
  readonly today: string
}

/** "Checked 6 days ago by the group": sign and words both change when it is old or never was. */
export function TrustLine({ assured, today }: TrustLineProps) {
  const { words, state } = assuranceInWords(assured, today)
  return (
    <p class={`wm-trust wm-trust--${state}`}>
      <Sign name={state} />
      {words}
    </p>
  )
}
