import {
  type AgreementGiven,
  agreementWording,
  type ContactDetails,
  type ListingDetails,
  type LocationDetails,
  type OrganisationDetails,
  type PersonDetails,
  type ReferralGiven,
  type Registration,
  type SessionDetails,
} from '@waymark/contracts'

/** An organisation like any other; a test says only what matters to it. */
export function anOrganisation(given: Partial<OrganisationDetails> = {}): OrganisationDetails {
  return {
    name: 'Harbour Lights',
    description: null,
    website: null,
    email: 'hello@harbour-lights.example',
    phone: '01632 960 111',
    charityNumber: null,
    ...given,
  }
}

export function aListing(
  organisationId: string,
  given: Partial<ListingDetails> = {},
): ListingDetails {
  return {
    organisationId,
    name: 'Tuesday lunch club',
    summary: 'A hot lunch and good company.',
    description: 'We eat together every Tuesday. Somebody saves you a seat.',
    needs: ['company'],
    deliveries: ['inPerson'],
    coverage: 'local',
    whoFor: null,
    minimumAge: null,
    maximumAge: null,
    costPence: 500,
    costNote: null,
    joining: 'contact',
    joiningNote: null,
    languages: ['en'],
    phone: '01632 960 112',
    email: null,
    website: null,
    ...given,
  }
}

export function aLocation(given: Partial<LocationDetails> = {}): LocationDetails {
  return {
    name: 'The Old Hall',
    address1: '1 Market Street',
    town: 'Harrowby Vale',
    postcode: 'PE23 4AC',
    latitude: 53.18,
    longitude: 0.06,
    precision: 'exact',
    transport: null,
    stepFree: 'yes',
    accessibleToilet: 'notKnown',
    hearingLoop: 'notKnown',
    accessNotes: null,
    hideAddress: false,
    ...given,
  }
}

export function aSession(
  locationId: string | null,
  given: Partial<SessionDetails> = {},
): SessionDetails {
  return {
    locationId,
    frequency: 'weekly',
    interval: 1,
    weekday: 'TU',
    weekOfMonth: null,
    startsAt: '12:00',
    endsAt: '14:00',
    validFrom: '2026-01-06',
    validTo: null,
    notOn: [],
    meetsOnBankHolidays: false,
    ...given,
  }
}

/** A person like any other, with an invented NHS number that is nobody's. */
export function aPerson(given: Partial<PersonDetails> = {}): PersonDetails {
  return {
    givenName: 'Margaret',
    familyName: 'Okafor-Hughes',
    knownAs: null,
    birthDate: '1944-03-09',
    nhsNumber: { digits: '9990000018', tracing: 'verified' },
    address: '3 Kiln Row\nHarrowby Vale',
    postcode: 'PE23 4AC',
    communication: null,
    ...given,
  }
}

/** How to reach somebody: by phone, when nobody else may pick up. */
export function aContact(given: Partial<ContactDetails> = {}): ContactDetails {
  return {
    phone: { safe: true, number: '01632 960 201' },
    text: { safe: false, number: null },
    email: { safe: false, address: null },
    post: { safe: false, address: null },
    messageSafe: false,
    askedAlone: true,
    askedOn: '2026-11-20',
    note: null,
    ...given,
  }
}

/** What somebody types who registers a person. */
export function aRegistration(given: Partial<Registration> = {}): Registration {
  return { ...aPerson(given), contact: null, ...given }
}

/** That a person said yes, on the day every test begins. */
export function anAgreement(given: Partial<AgreementGiven> = {}): AgreementGiven {
  return {
    how: 'inPerson',
    askedOn: '2026-11-20',
    wordingVersion: agreementWording.version,
    scope: 'thisGroup',
    until: null,
    ...given,
  }
}

/** A referral to be sent to a listing. */
export function aReferral(
  about: ReferralGiven['about'],
  listingId: string,
  given: Partial<ReferralGiven> = {},
): ReferralGiven {
  return {
    about,
    listingId,
    need: 'company',
    reason: 'Has eaten alone since her husband died.',
    needToKnow: 'Walks with a stick.',
    risks: { known: 'none' },
    whatMatters: 'I want to hear other people laugh.',
    agreement: anAgreement(),
    ...given,
  }
}
