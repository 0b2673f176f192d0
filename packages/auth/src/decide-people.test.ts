import { type Actor, type Role, roles } from '@waymark/core'
import { describe, expect, test } from 'vitest'
import { type Action, decide, type Resource } from './decide.ts'

const us = 'user-1'
const colleague = 'user-2'
const tenant = 'demo'
const userWith = (role: Role, home = tenant): Actor => ({
  kind: 'user',
  tenant: home,
  userId: us,
  memberships: [{ role }],
})

/** How the actor stands to the person, the entry, the relationship or the match. */
const relations = {
  none: { tenant },
  working: { tenant, worksWith: [colleague, us] },
  ended: { tenant, worksWith: [colleague] },
  own: { tenant, owner: us },
  ofAnother: { tenant, owner: colleague },
  interested: { tenant, interested: [colleague, us] },
  elsewhere: { tenant: 'elsewhere', worksWith: [us], owner: us },
} as const satisfies Readonly<Record<string, Resource>>
type Relation = keyof typeof relations

const keepers: readonly Role[] = ['linkWorker', 'healthCoach', 'careCoordinator']
const workers: readonly Role[] = [...keepers, 'communityConnector']
const registrants: readonly Role[] = [...keepers, 'practitioner']
const within = ['none', 'working', 'ended', 'own', 'ofAnother', 'interested'] as const
const everyRelation = (who: readonly Role[]) =>
  Object.fromEntries(within.map((relation) => [relation, who]))

type Row = Partial<Record<Relation, readonly Role[]>>

/** Written out once more by hand, so that a slip in the grants shows. */
const expected = {
  'person.register': everyRelation(registrants),
  'person.choose': everyRelation(keepers),
  'person.read': { working: workers, own: ['person'] },
  'person.edit': { working: keepers },
  'person.linkAccount': { working: keepers },
  'entry.read': { own: registrants },
  'entry.list': { working: workers },
  'relationship.read': {
    ...everyRelation(['teamLead']),
    working: [...workers, 'teamLead'],
    own: ['person', 'teamLead'],
  },
  'relationship.start': everyRelation(['teamLead']),
  'relationship.end': { ...everyRelation(['teamLead']), own: [...workers, 'teamLead'] },
  'match.read': { ...everyRelation(['careCoordinator', 'teamLead']), interested: [] },
  'match.settle': { ...everyRelation(['careCoordinator', 'teamLead']), interested: [] },
} as const satisfies Partial<Record<Action, Row>>

const table: readonly (readonly [Action, Row])[] = Object.entries(expected).map(([action, row]) => [
  action as Action,
  row,
])

describe.each(table)('%s', (action, row) => {
  test.each(Object.entries(relations))(
    'secure: exactly the right roles, %s',
    (relation, resource) => {
      const allowed = roles.filter((role) => decide(userWith(role), action, resource).allowed)
      expect([...allowed].sort()).toEqual([...(row[relation as Relation] ?? [])].sort())
    },
  )

  test('secure: nobody, no service and no administrator, whatever they are to it', () => {
    const services = ['web', 'referrals', 'notifications'] as const
    const actors: Actor[] = [
      { kind: 'public', tenant },
      ...services.map((service): Actor => ({ kind: 'service', service, tenant })),
      userWith('administrator'),
      userWith('linkWorker', 'elsewhere'),
    ]
    for (const resource of Object.values(relations).filter((one) => one.tenant === tenant)) {
      for (const actor of actors) expect(decide(actor, action, resource).allowed).toBe(false)
    }
  })
})

test('happy: the operator links accounts, and does nothing else to people', () => {
  const operator: Actor = { kind: 'operator', tenant }
  const may = table.filter(([action]) => decide(operator, action, relations.working).allowed)
  expect(may.map(([action]) => action)).toEqual(['person.linkAccount'])
})

test.each([
  ['person.readReferralSubject', 'referrals'],
  ['account.readReferrer', 'referrals'],
  ['account.readReferrer', 'care-plans'],
  ['person.readSafeEmail', 'care-plans'],
] as const)(
  'secure: %s is for services that need it, as %s, and in its own place alone',
  (action, service) => {
    const asker: Actor = { kind: 'service', service, tenant }
    expect(decide(asker, action, { tenant }).allowed).toBe(true)
    const others: Actor[] = [
      { kind: 'public', tenant },
      { kind: 'operator', tenant },
      { ...asker, service: 'web' },
      { ...asker, service: 'notifications' },
      { ...asker, tenant: 'elsewhere' },
      ...roles.map((role) => userWith(role)),
    ]
    for (const resource of [relations.working, relations.own]) {
      for (const actor of others) expect(decide(actor, action, resource).allowed).toBe(false)
    }
  },
)
