import { type Alternatives, type ListingCard, type ListingPage, needs } from '@waymark/contracts'
import { firstNameOf } from '../people/names.ts'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/input.tsx'
import { ListingCardView } from '../ui/listing-card.tsx'
import { AgreementFields, type TypedAgreement } from './agreement-form.tsx'
import { StepPage, type StepProps } from './form-page.tsx'
import { OnceField } from './once.tsx'

interface AskNextProps extends StepProps {
  readonly alternatives: Alternatives
  /** What was searched for, and what was found; null before a search. */
  readonly search: { readonly q: string; readonly found: readonly ListingCard[] } | null
}

/** Three groups to ask next, and a search for others: one press where the agreement covers them. */
export function AskNextView(props: AskNextProps) {
  const { referral, alternatives, search, today } = props
  const [latest] = referral.assignments
  const isWaiting = latest?.state === 'requested' || latest?.state === 'underReview'
  const { covered, contents } = alternatives
  return (
    <StepPage {...props} title="Ask another group">
      <p>
        The next group gets the same words. {covered ? covers(props) : doesNotCover(props)}
        {isWaiting && ` ${latest.organisationName} no longer sees anything once you press.`}
      </p>
      <h2 class="nhsuk-heading-m">Nearest for {needs[referral.need].toLowerCase()}</h2>
      {contents.length === 0 ? (
        <p>No other group near takes referrals for this and has room. Search for another below.</p>
      ) : (
        <Choices {...{ referral, today, covered }} cards={contents} />
      )}
      <SearchOthers {...props} />
      {search !== null && (
        <section aria-labelledby="found">
          <h2 class="nhsuk-heading-m" id="found">
            {search.found.length === 0 ? 'Nothing was found' : 'What was found'}
          </h2>
          {search.found.length === 0 && <p>Try fewer words, or another word for it.</p>}
          <Choices {...{ referral, today, covered }} cards={search.found} />
        </section>
      )}
    </StepPage>
  )
}

function covers({ referral }: AskNextProps): string {
  return `${firstNameOf(referral)} agreed to groups like these too, so one press sends it.`
}

function doesNotCover({ referral }: AskNextProps): string {
  return `${firstNameOf(referral)} agreed to the first group only: ask again before it is sent.`
}

interface ChoicesProps extends Pick<StepProps, 'referral' | 'today'> {
  readonly covered: boolean
  readonly cards: readonly ListingCard[]
}

function Choices({ referral, today, covered, cards }: ChoicesProps) {
  return (
    <ol class="wm-cards wm-choices">
      {cards.map((card) => (
        <li>
          <ListingCardView card={card} today={today} />
          <ChooseButton {...{ referral, covered, card }} />
        </li>
      ))}
    </ol>
  )
}

function ChooseButton({
  referral,
  covered,
  card,
}: Pick<ChoicesProps, 'referral' | 'covered'> & { readonly card: ListingCard }) {
  const path = `/referrals/${referral.id}/ask/${card.id}`
  const about = <span class="nhsuk-u-visually-hidden">: {card.name}</span>
  if (!covered) {
    return (
      <Button href={path} small>
        Choose this group{about}
      </Button>
    )
  }
  return (
    <form method="post" action={path}>
      <OnceField />
      <Button small>Send it to this group{about}</Button>
    </form>
  )
}

function SearchOthers({ referral, search }: AskNextProps) {
  return (
    <>
      <h2 class="nhsuk-heading-m">Search for another</h2>
      <search>
        <form method="get" action={`/referrals/${referral.id}/ask`} class="wm-search-others">
          <TextInput
            name="q"
            type="search"
            label={{ children: 'What would help, or a group’s name' }}
            autocomplete="off"
            value={search?.q}
            attributes={{ maxlength: 200, dir: 'auto' }}
          />
          <Button variant="secondary">Search groups that take referrals</Button>
        </form>
      </search>
      <p>
        <a href={`/find?need=${referral.need}&takesReferrals=1`}>
          Look around in Find support instead
        </a>
      </p>
    </>
  )
}

interface AskOneProps extends StepProps {
  readonly page: ListingPage
  readonly covered: boolean
  readonly typed: TypedAgreement
}

/** One group, chosen: the agreement is asked for where the one before does not cover it. */
export function AskOneView(props: AskOneProps) {
  const { referral, page, covered, typed, today, problems = [] } = props
  const { listing, organisation } = page
  return (
    <StepPage {...props} title={`Ask ${listing.name}`}>
      <p>
        <a href={`/listings/${listing.id}`}>
          <bdi>{listing.name}</bdi>
        </a>
        , <bdi>{organisation.name}</bdi>. They get the same words as the group before.
      </p>
      <form
        method="post"
        action={`/referrals/${referral.id}/ask/${listing.id}`}
        novalidate
        id="ask"
      >
        <OnceField />
        {covered ? (
          <p>{firstNameOf(referral)} agreed to groups like this one too.</p>
        ) : (
          <AgreementFields typed={typed} problems={problems} today={today} />
        )}
        <Button>Send the referral</Button>
      </form>
    </StepPage>
  )
}
