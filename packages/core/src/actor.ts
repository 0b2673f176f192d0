/** Every role a signed-in human can hold. What each may do is decided in `packages/auth`. */
export const roles = [
  'person',
  'representative',
  'unpaidCarer',
  'practitioner',
  'linkWorker',
  'healthCoach',
  'careCoordinator',
  'communityConnector',
  'teamLead',
  'organisationManager',
  'organisationLeader',
  'organisationVolunteer',
  'directoryEditor',
  'safeguardingLead',
  'privacyOfficer',
  'qualityPanelMember',
  'serviceLead',
  'commissioner',
  'administrator',
] as const

export type Role = (typeof roles)[number]

export const serviceNames = [
  'identity',
  'directory',
  'people',
  'referrals',
  'care-plans',
  'notifications',
  'web',
] as const

export type ServiceName = (typeof serviceNames)[number]

/** A role, held for one community organisation where the role belongs to one. */
export interface Membership {
  readonly role: Role
  readonly organisationId?: string
  /** Where somebody of the staff works: a surgery, say. It grants nothing. */
  readonly workplaceId?: string
}

/** A tenant is a place or an integrated care board. It comes from token or row, never input. */
export interface UserActor {
  readonly kind: 'user'
  readonly tenant: string
  readonly userId: string
  readonly memberships: readonly Membership[]
}

export interface ServiceActor {
  readonly kind: 'service'
  readonly tenant: string
  readonly service: ServiceName
}

/** Somebody reading the public directory. The tenant is that of the address they came to. */
export interface PublicActor {
  readonly kind: 'public'
  readonly tenant: string
}

/** The command line or the seed, run by whoever operates the machine. */
export interface OperatorActor {
  readonly kind: 'operator'
  readonly tenant: string
}

/** Whoever holds a link from an e-mail: a key to one record, and to nothing else. */
export interface AnswerLinkActor {
  readonly kind: 'answerLink'
  readonly tenant: string
  /** The row that made the link, and can end it. */
  readonly linkId: string
  /** The one record it opens. */
  readonly recordId: string
}

export type Actor = UserActor | ServiceActor | PublicActor | OperatorActor | AnswerLinkActor

/** How the actor is written in the audit trail: a kind and an id, never a name. */
export function actorKey(actor: Actor): string {
  if (actor.kind === 'user') return `user:${actor.userId}`
  if (actor.kind === 'service') return `service:${actor.service}`
  if (actor.kind === 'answerLink') return `answerLink:${actor.linkId}`
  return actor.kind
}

/** Whether somebody signed in holds the role, for whichever organisation. */
export function hasRole(actor: Actor, role: Role): boolean {
  return actor.kind === 'user' && actor.memberships.some((held) => held.role === role)
}
