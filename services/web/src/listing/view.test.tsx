import { type ListingPage, listingPage } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { aFrame } from '../ui/testing.ts'
import { ListingView } from './view.tsx'

const frame = aFrame({ mode: 'live' })

const id = (number: number) => `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`

function aPage(): ListingPage {
  return listingPage.parse({
    listing: {
      id: id(1),
      organisationId: id(2),
      name: 'Tuesday Table',
      summary: 'A hot lunch around one long table.',
      description: 'Everybody eats together.\n\nNobody minds if you are quiet.',
      needs: ['company'],
      deliveries: ['inPerson'],
      coverage: 'local',
      whoFor: 'Anybody who would like company.',
      minimumAge: 18,
      maximumAge: null,
      costPence: 250,
      costNote: 'Free if money is short',
      joining: 'turnUp',
      joiningNote: 'Come through the blue door.',
      languages: ['en'],
      phone: null,
      email: null,
      website: null,
      state: 'published',
      assuredDate: '2026-11-16',
      assuredBy: 'group',
      placesLeft: 2,
      placesSaidOn: '2026-11-22',
      lastModified: '2026-11-16T10:00:00Z',
      version: 1,
      sessions: [
        {
          id: id(3),
          locationId: id(4),
          frequency: 'weekly',
          interval: 1,
          weekday: 'TU',
          weekOfMonth: null,
          startsAt: '10:30',
          endsAt: '12:00',
          validFrom: '2026-01-06',
          validTo: null,
          notOn: ['2026-01-13', '2026-12-29'],
          meetsOnBankHolidays: false,
        },
      ],
      locations: [
        {
          id: id(4),
          name: 'The Old Library',
          address1: '4 Market Place',
          town: 'Harrowby Vale',
          postcode: 'LN2 9ZZ',
          latitude: 53.2,
          longitude: -0.5,
          precision: 'exact',
          transport: 'Bus 6 stops outside.',
          stepFree: 'yes',
          accessibleToilet: 'no',
          hearingLoop: 'notKnown',
          accessNotes: null,
          hideAddress: false,
        },
      ],
    },
    organisation: {
      id: id(2),
      name: 'Harrowby Vale Community Kitchen',
      description: null,
      website: null,
      email: null,
      phone: '01632 960 123',
      charityNumber: '1163457',
      readyForReferrals: false,
      version: 1,
      lastModified: '2026-11-16T10:00:00Z',
    },
    version: 1,
    places: { left: 2, saidOn: '2026-11-22' },
    occurrences: [
      {
        sessionId: id(3),
        day: '2026-11-24',
        startsAt: '10:30',
        endsAt: '12:00',
        locationId: id(4),
      },
    ],
  })
}

const show = (page: ListingPage) =>
  String(ListingView({ frame, page, today: '2026-11-22', backHref: '/find?q=lunch' }))

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('happy: a listing says all that somebody needs to go', () => {
  const html = show(aPage())
  const read = words(html)
  expect(read).toContain('Tuesday 24 November 10:30am to midday')
  expect(read).toContain('Every Tuesday, 10:30am to midday. Not on Tuesday 29 December and bank')
  expect(read).toMatch(/The Old Library 4 Market Place Harrowby Vale LN2 9ZZ/)
  expect(read).toContain('£2.50 a session Free if money is short')
  expect(read).toContain('Ages 18 and over.')
  expect(html).toContain('href="tel:01632960123"')
  expect(html).toContain('href="/find?q=lunch"')
})

test('happy: what is known of access is said, and what is not is not guessed', () => {
  const read = words(show(aPage()))
  expect(read).toContain('Step-free No accessible toilet')
  expect(read).toContain('Nobody has told us about a hearing loop')
})

test('happy: a group that takes no referrals says so, and one that does says nothing of it', () => {
  const page = aPage()
  expect(words(show(page))).toContain('Signpost only for now')
  page.organisation.readyForReferrals = true
  expect(words(show(page))).not.toContain('Signpost only')
})

test('refused: a listing with no times does not seem to have some', () => {
  const page = aPage()
  page.listing.sessions = []
  page.occurrences = []
  expect(words(show(page))).toContain('No times have been given.')
})

test('secure: a hidden address shows its town and outcode and nothing nearer', () => {
  const page = aPage()
  page.listing.locations = page.listing.locations.map((each) => ({ ...each, hideAddress: true }))
  const html = show(page)
  expect(words(html)).toContain('In Harrowby Vale , LN2. The address is not shown')
  expect(html).not.toMatch(/Market Place|Old Library|9ZZ|Bus 6|Step-free/)
})

test('secure: words that people wrote stay words', () => {
  const page = aPage()
  const sly = '<script>alert(1)</script>'
  Object.assign(page.listing, { name: sly, summary: sly, description: sly, joiningNote: sly })
  expect(show(page)).not.toContain('<script>')
})

const sender = { name: 'Priya', role: 'Link worker', sendsReferrals: true }

function shownTo(account: Parameters<typeof aFrame>[0], isReady: boolean): string {
  const page = aPage()
  const ready = { ...page, organisation: { ...page.organisation, readyForReferrals: isReady } }
  const props = { page: ready, today: '2026-11-22', backHref: '/find' }
  return String(<ListingView frame={aFrame(account)} {...props} />)
}

test('happy: who sends people to groups can refer somebody to one that is ready', () => {
  expect(shownTo({ account: sender }, true)).toContain(`href="/refer?listing=${id(1)}"`)
})

test('refused: a group that is not ready is signposted, with no button', () => {
  const html = shownTo({ account: sender }, false)
  expect(html).not.toContain('/refer?')
  expect(html).toContain('Signpost only for now')
})

test('secure: nobody else is offered to refer somebody', () => {
  expect(shownTo({ account: null }, true)).not.toContain('/refer?')
  const volunteer = { name: 'Amara', role: 'Volunteer', sendsReferrals: false }
  expect(shownTo({ account: volunteer }, true)).not.toContain('/refer?')
})
