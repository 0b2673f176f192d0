import type { Actor, Role, ServiceName, UserActor } from '@waymark/core'

/** The part of a record that decides who may touch it. */
export interface Resource {
  readonly tenant: string
  /** The record itself, where a link may open it. */
  readonly id?: string
  readonly organisationId?: string
  /** For what the directory shows: whether anybody may read it. */
  readonly isPublic?: boolean
  /** The users who work with the person it is about, now. */
  readonly worksWith?: readonly string[]
  /** The user whose own it is: their record, their entry, their relationship. */
  readonly owner?: string
  /** Users who would gain by how it is decided. */
  readonly interested?: readonly string[]
}

export type Decision =
  | { readonly allowed: true; readonly because: string }
  | { readonly allowed: false; readonly because: string }

interface Grant {
  readonly anybody?: 'whenPublic'
  readonly operator?: boolean
  /** Whoever holds a link to this very record may. */
  readonly answerLink?: boolean
  readonly services?: readonly ServiceName[]
  /** Roles that may do it anywhere in their tenant. */
  readonly roles?: readonly Role[]
  /** Roles that may do it for the organisation they hold the role in. */
  readonly rolesOfItsOrganisation?: readonly Role[]
  /** Roles that may do it to a person they work with now. */
  readonly rolesWorkingWith?: readonly Role[]
  /** Roles that may do it to what is their own. */
  readonly rolesOfOwner?: readonly Role[]
  /** Nobody who would gain by it may do it, whatever their role. */
  readonly impartial?: boolean
}

const keepers = {
  operator: true,
  roles: ['directoryEditor'],
  rolesOfItsOrganisation: ['organisationManager', 'organisationLeader'],
} as const satisfies Grant

const personKeepers = ['linkWorker', 'healthCoach', 'careCoordinator'] as const
const workers = [...personKeepers, 'communityConnector'] as const
const registrants = [...personKeepers, 'practitioner'] as const
const senders = [...workers, 'practitioner'] as const
/** Who sent it, or works with the person now. */
const followers = { rolesWorkingWith: workers, rolesOfOwner: senders } as const satisfies Grant
/** The person whose plan it is, and who works with them now. */
const planHolders = {
  rolesWorkingWith: workers,
  rolesOfOwner: ['person'],
} as const satisfies Grant
const answerers = {
  rolesOfItsOrganisation: ['organisationManager', 'organisationLeader'],
  answerLink: true,
} as const satisfies Grant
const settlers = { roles: ['careCoordinator', 'teamLead'], impartial: true } as const

/** Who sends people to groups, and who answers when something goes wrong there. */
const referrers = [
  'practitioner',
  'linkWorker',
  'healthCoach',
  'careCoordinator',
  'communityConnector',
  'teamLead',
  'safeguardingLead',
  'serviceLead',
] as const

/** The ledger of messages names nobody, so those who keep the machine running may see it. */
const ledgerKeepers = { operator: true, roles: ['administrator'] } as const satisfies Grant

/** Every action there is, and who may do it. What is not written here is refused. */
const grants = {
  'listing.read': { ...keepers, anybody: 'whenPublic' },
  'listing.create': keepers,
  'listing.edit': keepers,
  'listing.publish': keepers,
  'listing.withdraw': keepers,
  'listing.assure': { ...keepers, answerLink: true },
  'listing.setPlacesLeft': { ...keepers, answerLink: true, services: ['referrals'] },
  'listing.reportChange': { answerLink: true },
  'listing.askIfRight': { operator: true, roles: ['directoryEditor'], answerLink: true },
  'listing.readReportedChanges': { operator: true, roles: ['directoryEditor'] },
  'listing.useAnswerLink': { services: ['web'] },
  'listing.readNotice': { services: ['notifications'] },
  'listing.import': { operator: true, roles: ['directoryEditor'] },
  'organisation.read': { ...keepers, anybody: 'whenPublic' },
  'organisation.create': { operator: true, roles: ['directoryEditor'] },
  'organisation.edit': { ...keepers, rolesOfItsOrganisation: ['organisationManager'] },
  'organisation.readReadiness': { ...keepers, roles: ['directoryEditor', ...referrers] },
  'organisation.proveMailbox': keepers,
  'organisation.acceptTerms': {
    operator: true,
    rolesOfItsOrganisation: ['organisationManager', 'organisationLeader'],
  },
  'organisation.nameContact': keepers,
  'organisation.readNotice': { services: ['notifications'] },
  'location.create': {
    operator: true,
    roles: ['directoryEditor', 'organisationManager', 'organisationLeader'],
  },
  'account.create': { operator: true },
  'account.read': { operator: true },
  'account.readReferrer': { services: ['referrals', 'care-plans'] },
  'account.readNames': { services: ['web'] },
  'workplace.create': { operator: true },
  'session.start': { services: ['web'] },
  'person.register': { roles: registrants },
  'person.choose': { roles: personKeepers },
  'person.read': { rolesWorkingWith: workers, rolesOfOwner: ['person'] },
  'person.readReferralSubject': { services: ['referrals'] },
  'person.readSafeEmail': { services: ['care-plans'] },
  'person.edit': { rolesWorkingWith: personKeepers },
  'person.linkAccount': { operator: true, rolesWorkingWith: personKeepers },
  'entry.read': { rolesOfOwner: registrants },
  'entry.list': { rolesWorkingWith: workers },
  'relationship.read': {
    roles: ['teamLead'],
    rolesWorkingWith: workers,
    rolesOfOwner: ['person'],
  },
  'relationship.start': { roles: ['teamLead'] },
  'relationship.end': { roles: ['teamLead'], rolesOfOwner: workers },
  'notice.read': ledgerKeepers,
  'notice.replay': ledgerKeepers,
  'mailbox.read': { services: ['web'] },
  'referral.create': { roles: senders },
  'referral.read': followers,
  'referral.change': followers,
  'assignment.read': answerers,
  'assignment.answer': answerers,
  'assignment.report': answerers,
  'assignment.useAnswerLink': { services: ['web'] },
  'assignment.takeNotice': { services: ['notifications'] },
  'referral.readOwn': { rolesOfOwner: ['person'] },
  'referral.readForPlan': { services: ['care-plans'] },
  'outcome.take': { services: ['care-plans'] },
  'plan.read': planHolders,
  'plan.change': planHolders,
  'plan.takeAnswer': { services: ['referrals'] },
  'plan.takeNotice': { services: ['notifications'] },
  'plan.hasHeardStop': { services: ['web'] },
  'match.read': settlers,
  'match.settle': settlers,
} as const satisfies Readonly<Record<string, Grant>>

export type Action = keyof typeof grants

/**
 * The one answer to "who may do what to which record, and why". Pure; refuses by default; a record
 * of another tenant is refused whatever the role.
 */
export function decide(actor: Actor, action: Action, resource: Resource): Decision {
  const grant: Grant = grants[action]
  if (actor.tenant !== resource.tenant) return refuse('it belongs to another place')
  if (grant.anybody === 'whenPublic' && resource.isPublic === true) return allow('it is public')
  if (actor.kind === 'operator' && grant.operator === true) return allow('operator of this machine')
  if (actor.kind === 'service') return decideService(actor.service, grant)
  if (actor.kind === 'user') return decideUser(actor, grant, resource)
  if (actor.kind === 'answerLink') {
    return grant.answerLink === true && actor.recordId === resource.id
      ? allow('the link is to this record')
      : refuse('the link is to something else')
  }
  return refuse('nobody is signed in')
}

function decideService(service: ServiceName, grant: Grant): Decision {
  return grant.services?.includes(service) === true
    ? allow(`the ${service} service may`)
    : refuse(`the ${service} service has no such permission`)
}

function decideUser(
  { userId, memberships }: UserActor,
  grant: Grant,
  resource: Resource,
): Decision {
  if (grant.impartial === true && resource.interested?.includes(userId) === true) {
    return refuse('they would gain by it')
  }
  const heldOf = (roles?: readonly Role[]) =>
    memberships.find(({ role }) => roles?.includes(role) === true)
  const held = heldOf(grant.roles)
  if (held !== undefined) return allow(`role ${held.role}`)
  const own = memberships.find(
    ({ role, organisationId }) =>
      organisationId !== undefined &&
      organisationId === resource.organisationId &&
      grant.rolesOfItsOrganisation?.includes(role) === true,
  )
  if (own !== undefined) return allow(`role ${own.role} of it`)
  const works = resource.worksWith?.includes(userId) === true
  const working = works ? heldOf(grant.rolesWorkingWith) : undefined
  if (working !== undefined) return allow(`role ${working.role} that works with them`)
  const owning = resource.owner === userId ? heldOf(grant.rolesOfOwner) : undefined
  return owning === undefined
    ? refuse('no role of theirs allows it')
    : allow(`role ${owning.role}, and it is their own`)
}

function allow(because: string): Decision {
  return { allowed: true, because }
}

function refuse(because: string): Decision {
  return { allowed: false, because }
}
