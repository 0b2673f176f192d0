import type {
  AgreementGiven,
  ContactDetails,
  Need,
  PersonDetails,
  ReferralWish,
  Risks,
} from '@waymark/contracts'

/** Enough of a name for headings. */
export interface Named {
  readonly givenName: string
  readonly familyName: string
  readonly knownAs: string | null
}

/** Somebody whose record the sender may read. */
export interface KnownPerson extends Named {
  readonly kind: 'person'
  readonly personId: string
  readonly outcode: string | null
  /** Whether it is known how to reach them safely. */
  readonly hasContact: boolean
}

/** Somebody the sender registered: known by what they typed, and by nothing else. */
export interface RegisteredPerson extends Named {
  readonly kind: 'entry'
  readonly entryId: string
  readonly outcode: string | null
}

/** Somebody typed on the way, to be registered when the referral is sent. */
export interface NewPerson {
  readonly kind: 'new'
  readonly details: PersonDetails
}

export type Who = KnownPerson | RegisteredPerson | NewPerson

/** The group that was chosen, by its listing. */
export interface ChosenGroup {
  readonly listingId: string
  readonly name: string
  readonly needs: readonly Need[]
}

/** What is answered so far; null each: not yet. Kept until it is sent, seven days at most. */
export interface ReferAnswers {
  readonly who: Who | null
  readonly group: ChosenGroup | null
  /** `contact` null: nobody has asked them, and that was said. */
  readonly reach: { readonly contact: ContactDetails | null } | null
  readonly why: Omit<ReferralWish, 'risks'> | null
  readonly risks: Risks | null
  readonly agreement: AgreementGiven | null
}

/** What a journey begins with, beside who or which group is known already. */
export const nothingAnswered: ReferAnswers = {
  who: null,
  group: null,
  reach: null,
  why: null,
  risks: null,
  agreement: null,
}
