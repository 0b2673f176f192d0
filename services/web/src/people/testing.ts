import type { ContactDetails, Person } from '@waymark/contracts'

/** How to reach somebody, in a test: by the landline and by post, and by nothing else. */
export function aContact(given: Partial<ContactDetails> = {}): ContactDetails {
  return {
    phone: { safe: true, number: '01632 960 401' },
    text: { safe: false, number: '07700 900 123' },
    email: { safe: false, address: null },
    post: { safe: true, address: '3 Kiln Row' },
    ...{ messageSafe: false, askedAlone: true, askedOn: '2026-11-14', note: 'Not before ten.' },
    ...given,
  }
}

/** A person's record, in a test of a page. */
export function aPersonRead(given: Partial<Person> = {}): Person {
  return {
    id: '7f9fbd5e-4f6b-4d5b-9a8e-0c6c2b1f3a4d',
    ...{ givenName: 'Margaret', familyName: 'Oakes', knownAs: 'Maggie', birthDate: '1944-03-09' },
    nhsNumber: { digits: '9990000018', tracing: 'verified' },
    ...{ address: '3 Kiln Row', postcode: 'PE23 4XV' },
    communication: { language: 'pl', interpreter: true, formats: ['largePrint'], note: null },
    contact: aContact(),
    ...{ accountId: null, version: 4, lastModified: '2026-11-20T10:00:00Z' },
    ...given,
  }
}
