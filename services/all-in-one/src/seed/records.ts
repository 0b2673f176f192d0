import type {
  ActionGiven,
  AgreementScope,
  AgreementWay,
  AnswerGiven,
  AttendanceMark,
  ContactDetails,
  EntryGiven,
  GoalGiven,
  GroupAnswer,
  Listing,
  ListingDetails,
  LocationDetails,
  MemberGiven,
  OrganisationDetails,
  OutcomeGiven,
  PersonDetails,
  ReferralEnding,
  ReferralWish,
  SafeguardingContact,
  SessionDetails,
  ToldWay,
  WorkplaceDetails,
} from '@waymark/contracts'
import type { Role } from '@waymark/core'

/** Keys are short, stable and ours: a seed cut off half-way finds by them what it has made. */
export interface DemoOrganisation<Key extends string = string> {
  readonly key: Key
  readonly details: OrganisationDetails
}

export interface DemoLocation<Key extends string = string> {
  readonly key: Key
  readonly details: LocationDetails
}

/** A session without dates: those are worked out from the day of the seed. */
export interface DemoSession<Place extends string = string>
  extends Omit<SessionDetails, 'locationId' | 'validFrom' | 'validTo' | 'notOn'> {
  /** The key of the location; null when it meets online or by phone. */
  readonly at: Place | null
  /** Weeks since it first met; negative when it has yet to start. Odd or even sets a fortnight. */
  readonly startedWeeksAgo: number
  readonly endsInWeeks: number | null
  readonly closed: 'never' | 'christmas' | 'schoolHolidays'
}

export interface DemoListing<Organisation extends string = string, Place extends string = string> {
  readonly key: string
  readonly organisation: Organisation
  readonly state: Listing['state']
  /** Null when nobody has checked it yet. */
  readonly assuredDaysAgo: number | null
  readonly assuredBy: Listing['assuredBy']
  /** Said on the day it was checked; left out where nobody has said. */
  readonly placesLeft?: number
  readonly details: Omit<ListingDetails, 'organisationId'>
  readonly sessions: readonly DemoSession<Place>[]
}

/** Where staff of the demo work. Its number is answered by nobody, and it has no ODS code. */
export interface DemoWorkplace<Key extends string = string> {
  readonly key: Key
  readonly details: WorkplaceDetails
}

export interface DemoAccount<
  Organisation extends string = string,
  Workplace extends string = string,
> {
  readonly key: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly organisationKey?: Organisation
  readonly workplaceKey?: Workplace
  /** One sentence for the sign-in page. */
  readonly whatTheyDo: string
}

/** Somebody who was registered. When they were asked is worked out from the day of the seed. */
export interface DemoPerson<Account extends string = string> {
  readonly key: string
  /** The key of the account of whoever registered them. */
  readonly knownTo: Account
  readonly details: PersonDetails
  /** Null: nobody has asked yet how to reach them. */
  readonly contact: DemoContact | null
}

export interface DemoContact extends Omit<ContactDetails, 'askedOn'> {
  readonly askedDaysAgo: number
}

/** What happened to a referral after it was sent, so many days before the seed. */
export type DemoStep = { readonly daysAgo: number } & (
  | {
      readonly does: 'answer'
      readonly answer: GroupAnswer
      /** Who told it to the sender; left out where the group answered itself. */
      readonly told?: { readonly by: string; readonly how: ToldWay }
    }
  | { readonly does: 'came'; readonly mark: AttendanceMark }
  | { readonly does: 'say'; readonly outcome: Omit<OutcomeGiven, 'on'> }
  | { readonly does: 'askNext'; readonly listing: string }
  | { readonly does: 'lapse' }
  | { readonly does: 'stopSharing' }
  | { readonly does: 'close'; readonly as: ReferralEnding }
)

/** A referral of the demo and how far it has come. Its agreement was given on the day it went. */
export interface DemoReferral<Account extends string = string> {
  readonly key: string
  readonly sender: Account
  readonly person: string
  readonly listing: string
  readonly wish: ReferralWish
  readonly agreement: { readonly how: AgreementWay; readonly scope: AgreementScope }
  readonly sentDaysAgo: number
  readonly afterwards: readonly DemoStep[]
}

/** A goal of a plan, with what became of it. */
export interface DemoGoal {
  readonly key: string
  readonly agreedDaysAgo: number
  readonly details: Omit<GoalGiven, 'agreedOn'>
  readonly actions: readonly ActionGiven[]
  /** How near it was when it was written down, as the person told it. */
  readonly atFirst: number
  /** The key of the referral that is for it. */
  readonly referral: string
  /** What the person answered, signed in, to what the group says; null: they have not yet. */
  readonly answer: (Omit<AnswerGiven, 'revision'> & { readonly daysAgo: number }) | null
}

/** Somebody's plan, written by whoever knows them, and who signs in as them. */
export interface DemoPlan<Account extends string = string> {
  readonly person: string
  readonly worker: Account
  readonly account: Account
  readonly begunDaysAgo: number
  readonly entries: readonly EntryGiven[]
  readonly circle: readonly MemberGiven[]
  readonly goals: readonly DemoGoal[]
  readonly review: { readonly inDays: number; readonly inBetween: string }
}

/** A group that takes referrals, and whom it names for safeguarding. */
export interface DemoReadyGroup<Organisation extends string = string> {
  readonly organisation: Organisation
  readonly contact: SafeguardingContact
}

/** Everything one tenant of the demo starts with. */
export interface DemoTenant {
  readonly tenant: string
  readonly organisations: readonly DemoOrganisation[]
  readonly locations: readonly DemoLocation[]
  readonly readyGroups: readonly DemoReadyGroup[]
  readonly listings: readonly DemoListing[]
  readonly workplaces: readonly DemoWorkplace[]
  readonly accounts: readonly DemoAccount[]
  readonly people: readonly DemoPerson[]
  readonly referrals: readonly DemoReferral[]
  readonly plans: readonly DemoPlan[]
}

/** What most listings have in common, so that each says only what is particular to it. */
export const usual = {
  deliveries: ['inPerson'],
  coverage: 'local',
  whoFor: null,
  minimumAge: null,
  maximumAge: null,
  costNote: null,
  joiningNote: null,
  languages: ['en'],
  phone: null,
  email: null,
  website: null,
} satisfies Partial<ListingDetails>

export const weekly = {
  frequency: 'weekly',
  interval: 1,
  weekOfMonth: null,
  startedWeeksAgo: 60,
  endsInWeeks: null,
  closed: 'christmas',
  meetsOnBankHolidays: false,
} as const satisfies Partial<DemoSession>

export const fortnightly = { ...weekly, interval: 2 } as const
export const termTime = { ...weekly, closed: 'schoolHolidays' } as const
/** Helplines, hostels and the like. */
export const everyWeekOfTheYear = { ...weekly, closed: 'never', meetsOnBankHolidays: true } as const
export const monthly = { ...weekly, frequency: 'monthly' } as const

/** Joins sentences, so that a paragraph can be read in a narrow column of code. */
export function say(...sentences: readonly string[]): string {
  return sentences.join(' ')
}
