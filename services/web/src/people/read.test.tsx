import { expect, test } from 'vitest'
import { ContactFields } from './contact-form.tsx'
import { DetailsFields } from './details-form.tsx'
import { readIdentifiers } from './find.tsx'
import { contactAsTyped, contactField, readContact } from './read-contact.ts'
import { detailsAsTyped, detailsField, readDetails } from './read-details.ts'
import { aContact, aPersonRead } from './testing.ts'

const fields = (given: Record<string, string>) => new URLSearchParams(given)
const told = {
  ...{ phone: 'yes', phoneNumber: ' 01632 960 401 ', text: 'no', textNumber: '07700 900 123' },
  ...{ email: 'no', post: 'yes', postAddress: '3 Kiln Row', messageSafe: 'no' },
  ...{ askedAlone: 'yes', askedOn: '2026-11-14', contactNote: 'Not before ten.' },
}
const typedName = {
  ...{ givenName: 'Margaret', familyName: 'Oakes' },
  ...{ birthDateDay: '9', birthDateMonth: '3', birthDateYear: '1944' },
}

test('happy: a yes or a no for each way is read, and a number is kept beside a no', () => {
  expect(readContact(fields(told)).contact).toEqual(aContact())
})

test('happy: what is kept fills the form, and comes back as it was', () => {
  const html = String(
    <ContactFields typed={contactAsTyped(aContact())} problems={[]} today="2026-11-26" />,
  )
  expect(html).toContain('value="07700 900 123"')
  expect(html).toMatch(/name="text" type="radio" value="no" checked/)
  const shown = String(<DetailsFields typed={detailsAsTyped(aPersonRead())} problems={[]} />)
  expect(shown).toMatch(/value="pl" selected/)
  expect(shown).toMatch(/value="largePrint" checked/)
})

test('secure: a question without an answer is no yes: it is asked again', () => {
  for (const field of ['phone', 'text', 'email', 'post', 'messageSafe', 'askedAlone', 'askedOn']) {
    const { contact, problems } = readContact(fields({ ...told, [field]: '' }))
    expect(contact, field).toBeNull()
    expect(problems.map((each) => each.field)).toContain(field)
  }
})

test('refused: a yes without its number is named at the number, and no word is lost', () => {
  const { problems, typed } = readContact(fields({ ...told, phoneNumber: '', contactNote: 'Ring' }))
  expect(problems.map((each) => each.field)).toEqual(['phoneNumber'])
  const html = String(<ContactFields {...{ typed, problems }} today="2026-11-26" />)
  expect(html).toContain('id="phoneNumber-error"')
  expect(html).toContain('Ring</textarea>')
  expect(contactField('/email/address')).toBe('emailAddress')
})

test('happy: who somebody is, with only what they said', () => {
  const { details } = readDetails(fields(typedName))
  expect(details).toEqual({
    ...{ givenName: 'Margaret', familyName: 'Oakes', knownAs: null, birthDate: '1944-03-09' },
    ...{ nhsNumber: null, address: null, postcode: null, communication: null },
  })
  const more = { nhsNumber: '999 000 0018', tracing: 'verified', asked: 'yes', language: 'pl' }
  const read = readDetails(fields({ ...typedName, ...more, interpreter: 'yes' })).details
  expect(read?.nhsNumber).toEqual({ digits: '9990000018', tracing: 'verified' })
  expect(read?.communication).toMatchObject({ language: 'pl', interpreter: true, formats: [] })
})

test('refused: names, a day and a number that cannot be are each named once', () => {
  const wrong = { givenName: ' ', birthDateDay: '31', birthDateMonth: '2', birthDateYear: '1950' }
  const { details, problems } = readDetails(fields({ ...wrong, nhsNumber: '123', postcode: 'LS1' }))
  expect(details).toBeNull()
  const named = ['givenName', 'familyName', 'birthDate', 'nhsNumber', 'postcode']
  expect(problems.map((each) => each.field)).toEqual(named)
  expect(detailsField('/communication/note')).toBe('communicationNote')
})

test('refused: three identifiers or nothing, and the number goes before the postcode', () => {
  const { identifiers, problems } = readIdentifiers(fields({ familyName: 'Oakes' }))
  expect(identifiers).toBeNull()
  expect(problems.map((each) => each.field)).toEqual(['birthDate', 'nhsNumber'])
  const both = { ...typedName, nhsNumber: '999 000 0018', postcode: 'PE23 4XV' }
  const read = readIdentifiers(fields(both)).identifiers
  expect(read).toMatchObject({ nhsNumber: '9990000018', postcode: null })
})

test('secure: a language that nobody offered breaks no page', () => {
  const typed = readDetails(fields({ ...typedName, asked: 'yes', language: '"><script>' }))
  expect(typed.problems.map((each) => each.field)).toEqual(['language'])
  expect(String(<DetailsFields {...typed} />)).not.toContain('<script>')
})
