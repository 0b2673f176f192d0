import type {
  ContactWay,
  Person,
  ReferralSubject,
  Registration,
  Relationship,
} from '@waymark/contracts'
import { ageOn, parsePostcode } from '@waymark/core'
import { withoutUnsafe } from '../person/rules.ts'

interface Known {
  readonly person: Person
  /** What the registrant typed; null where it is the record that may be shared. */
  readonly typed: Registration | null
  readonly relationship: Relationship | null
  /** In Europe/London. */
  readonly today: string
}

/**
 * What may be shared. Of what others told us, somebody who refers by their own entry causes nothing
 * to be sent; only a no to a way of being reached holds for everybody, and they do not hear of it.
 */
export function subjectOf({ person, typed, relationship, today }: Known): ReferralSubject {
  const told = typed ?? person
  const { givenName, familyName, knownAs, postcode, communication, contact } = told
  return {
    personId: person.id,
    givenName,
    familyName,
    knownAs,
    outcode: postcode === null ? null : (parsePostcode(postcode)?.outcode ?? null),
    age: ageOn(told.birthDate, today),
    communication,
    contact: withoutUnsafe(contact),
    withheld: withheldFrom(contact, person.contact),
    relationship: relationship && { id: relationship.id, role: relationship.role },
  }
}

/** What one answer says yes to and the other no. */
function withheldFrom(answer: Person['contact'], other: Person['contact']): ContactWay[] {
  if (answer === null || other === null) return []
  const ways = (['phone', 'text', 'email', 'post'] as const).filter(
    (way) => answer[way].safe && !other[way].safe,
  )
  return answer.messageSafe && !other.messageSafe ? [...ways, 'message'] : ways
}
