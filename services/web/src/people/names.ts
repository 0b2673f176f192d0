import type { Person } from '@waymark/contracts'

type Named = Pick<Person, 'givenName' | 'familyName' | 'knownAs'>

/** "Margaret Ellison", "Tomasz (Tomek) Wiśniewski". */
export function nameOf({ givenName, familyName, knownAs }: Named): string {
  const called = knownAs === null ? '' : ` (${knownAs})`
  return `${givenName}${called} ${familyName}`
}

/** As they like to be called. */
export function firstNameOf({ givenName, knownAs }: Pick<Named, 'givenName' | 'knownAs'>): string {
  return knownAs ?? givenName
}
