import {
  deliveries,
  joiningWays,
  type Listing,
  type ListingPage,
  type Organisation,
} from '@waymark/contracts'
import { Button } from '../ui/button.tsx'
import { costInWords, listInWords } from '../ui/format.ts'
import { Sign } from '../ui/icon.tsx'
import { Fact, PlacesLeft, phoneAddress, TrustLine } from '../ui/listing-card.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'
import { Places } from './places.tsx'
import { Section } from './section.tsx'
import { Times } from './times.tsx'

export interface ListingViewProps {
  readonly frame: PageFrame
  readonly page: ListingPage
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** The search the reader came from, or "/find". */
  readonly backHref: string
}

/** One listing: everything somebody needs to go, in the group's own words. */
export function ListingView({ frame, page, today, backHref }: ListingViewProps) {
  const { listing, organisation } = page
  return (
    <Page frame={frame} title={listing.name} area="find" classes="wm-listing-page">
      <div class="nhsuk-width-container wm-listing">
        <div class="wm-listing__top">
          <BackLink href={backHref}>Back to search</BackLink>
          <h1 class="wm-listing__name" dir="auto">
            {listing.name}
          </h1>
          <p class="wm-listing__by">
            Run by <bdi>{organisation.name}</bdi>
          </p>
          <p class="wm-listing__summary" dir="auto">
            {listing.summary}
          </p>
        </div>
        <aside class="wm-glance" aria-label="At a glance">
          <Glance page={page} today={today} />
          <Contact listing={listing} organisation={organisation} />
          {frame.account?.sendsReferrals && organisation.readyForReferrals && (
            <Button href={`/refer?listing=${listing.id}`} classes="wm-glance__refer">
              Refer somebody
            </Button>
          )}
          <TrustLine assured={listing} today={today} />
          <Button
            type="button"
            variant="secondary"
            classes="wm-print-button"
            attributes={{ 'data-print': '', hidden: true }}
          >
            Print this page
          </Button>
        </aside>
        <div class="wm-listing__body">
          <Times page={page} today={today} />
          <Places listing={listing} />
          {listing.description !== listing.summary && (
            <Section title="What it is">
              <Paragraphs text={listing.description} />
            </Section>
          )}
          <Who listing={listing} />
          <Joining listing={listing} organisation={organisation} />
          <About organisation={organisation} />
        </div>
      </div>
    </Page>
  )
}

/** A person's words as they wrote them: an empty line begins a new paragraph. */
function Paragraphs({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p class="wm-words" dir="auto">
          {paragraph}
        </p>
      ))}
    </>
  )
}

function Glance({ page, today }: Pick<ListingViewProps, 'page' | 'today'>) {
  const { listing, places } = page
  const cost = costInWords(listing.costPence) ?? listing.costNote ?? 'Ask about cost'
  const note = listing.costPence === null ? null : listing.costNote
  const ways = listing.deliveries.map((way) => deliveries[way].toLowerCase())
  return (
    <dl class="wm-facts wm-facts--roomy">
      <Fact sign="cost" name="Cost">
        <strong>{cost}</strong>
        {note && <span class="wm-also">{note}</span>}
      </Fact>
      <Fact sign="join" name="How to join">
        <strong>{joiningWays[listing.joining]}</strong>
        <PlacesLeft places={places} today={today} />
      </Fact>
      <Fact sign="where" name="How it is given">
        {sentence(listInWords(ways))}
        {listing.coverage === 'national' && (
          <span class="wm-also">Open to people from anywhere</span>
        )}
      </Fact>
    </dl>
  )
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

interface ListingAndOrganisation {
  readonly listing: Listing
  readonly organisation: Organisation
}

function Contact({ listing, organisation }: ListingAndOrganisation) {
  const phone = listing.phone ?? organisation.phone
  const email = listing.email ?? organisation.email
  const website = listing.website ?? organisation.website
  if (phone === null && email === null && website === null) return null
  return (
    <ul class="wm-contact" aria-label="Contact">
      {phone && (
        <li>
          <a class="wm-contact__phone" href={phoneAddress(phone)}>
            <Sign name="phone" />
            {phone}
          </a>
        </li>
      )}
      {email && (
        <li>
          <a href={`mailto:${email}`}>
            <Sign name="email" />
            <bdi>{email}</bdi>
          </a>
        </li>
      )}
      {website && (
        <li>
          <a href={website} rel="noopener noreferrer">
            <Sign name="web" />
            <bdi>{website.replace(/^https?:\/\/(www\.)?|\/$/g, '')}</bdi>
          </a>
        </li>
      )}
    </ul>
  )
}

function Who({ listing }: { readonly listing: Listing }) {
  const ages = agesInWords(listing.minimumAge, listing.maximumAge)
  if (listing.whoFor === null && ages === null) return null
  return (
    <Section title="Who it is for">
      {listing.whoFor && <Paragraphs text={listing.whoFor} />}
      {ages && <p>{ages}</p>}
    </Section>
  )
}

function agesInWords(from: number | null, to: number | null): string | null {
  if (from !== null && to !== null) return `Ages ${from} to ${to}.`
  if (from !== null) return `Ages ${from} and over.`
  return to === null ? null : `Up to age ${to}.`
}

function Joining({ listing, organisation }: ListingAndOrganisation) {
  return (
    <Section title="How to join">
      <p>
        <strong>{joiningWays[listing.joining]}.</strong>
      </p>
      {listing.joiningNote && <Paragraphs text={listing.joiningNote} />}
      {organisation.readyForReferrals ? (
        <p>
          <strong>Ready for referrals.</strong> This group has shown that it is set up to take
          referrals through Waymark.
        </p>
      ) : (
        <p class="wm-signpost">
          Signpost only for now: this group does not take referrals through Waymark yet. Give the
          person these details, or ring the group together.
        </p>
      )}
    </Section>
  )
}

function About({ organisation }: Pick<ListingAndOrganisation, 'organisation'>) {
  return (
    <Section title="Who runs it">
      <p>
        <strong>
          <bdi>{organisation.name}</bdi>
        </strong>
        {organisation.charityNumber && `, charity number ${organisation.charityNumber}`}
      </p>
      {organisation.description && <Paragraphs text={organisation.description} />}
    </Section>
  )
}
