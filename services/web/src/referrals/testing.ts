import type {
  Agreement,
  Assignment,
  GroupAssignment,
  Referral,
  ReferralSummary,
  Sender,
  SharedCopy,
} from '@waymark/contracts'

const ids = {
  referral: '0198c9a0-0000-7000-8000-000000000001',
  person: '0198c9a0-0000-7000-8000-000000000002',
  part: '0198c9a0-0000-7000-8000-000000000003',
  group: '0198c9a0-0000-7000-8000-000000000004',
  listing: '0198c9a0-0000-7000-8000-000000000005',
  user: '0198c9a0-0000-7000-8000-000000000006',
} as const

/** Who sent a referral, in a test of a page. */
export function aSender(given: Partial<Sender> = {}): Sender {
  return {
    userId: ids.user,
    role: 'linkWorker',
    name: 'Priya',
    workplaceName: 'Vale Surgery',
    workplacePhone: '01632 960 160',
    ...given,
  }
}

/** What a group may read, in a test of a page. */
export function aSharedCopy(given: Partial<SharedCopy> = {}): SharedCopy {
  return {
    before: {
      firstName: 'Maggie',
      outcode: 'HV1',
      need: 'company',
      needToKnow: 'Walks with a stick.',
      risks: [],
      noKnownRisks: true,
      ringSenderFirst: false,
      communication: null,
    },
    after: {
      givenName: 'Margaret',
      familyName: 'Oakes',
      knownAs: 'Maggie',
      reason: 'Would like company in the week.',
      whatMatters: 'Seeing people twice a week.',
      phone: '01632 960 300',
      text: null,
      email: null,
      post: null,
      messageSafe: false,
      contactNote: null,
    },
    ...given,
  }
}

function anAgreement(given: Partial<Agreement> = {}): Agreement {
  return {
    how: 'inPerson',
    askedOn: '2026-11-24',
    wordingVersion: '2026-11-26',
    scope: 'similarGroups',
    until: null,
    askedBy: 'Priya',
    withdrawnAt: null,
    ...given,
  }
}

/** One group's part of a referral as its senders see it, in a test of a page: it waits. */
export function aPart(given: Partial<Assignment> = {}): Assignment {
  return {
    id: ids.part,
    organisationId: ids.group,
    organisationName: 'St Aidan’s',
    organisationPhone: '01632 960 151',
    listingId: ids.listing,
    listingName: 'Tuesday Lunch Club',
    state: 'requested',
    answeredAt: null,
    declineReason: null,
    declineWords: null,
    placesLeft: null,
    told: null,
    sentAt: '2026-11-25T10:00:00Z',
    answerBy: '2026-12-02T17:00:00Z',
    overdue: false,
    mailedAt: '2026-11-25T10:00:10Z',
    questions: [],
    agreement: anAgreement(),
    shared: aSharedCopy(),
    attendance: [],
    outcomes: [],
    moves: ['recordAnswer', 'sendAgain', 'askAnother', 'stopSharing'],
    ...given,
  }
}

/** A referral as its senders see it, in a test of a page: it waits for its first group. */
export function aReferralRead(given: Partial<Referral> = {}): Referral {
  return {
    id: ids.referral,
    about: { kind: 'person', personId: ids.person },
    givenName: 'Margaret',
    familyName: 'Oakes',
    knownAs: 'Maggie',
    need: 'company',
    reason: 'Would like company in the week.',
    needToKnow: 'Walks with a stick.',
    risks: { known: 'none' },
    whatMatters: 'Seeing people twice a week.',
    state: 'open',
    sender: aSender(),
    createdAt: '2026-11-25T10:00:00Z',
    closedAt: null,
    assignments: [aPart()],
    version: 1,
    ...given,
  }
}

/** A line of the list of referrals, in a test of a page. */
export function aLine(
  latest: Partial<ReferralSummary['latest']> = {},
  given: Partial<ReferralSummary> = {},
): ReferralSummary {
  const { id, about, givenName, familyName, knownAs, need, state, createdAt } = aReferralRead()
  const part = aPart()
  return {
    ...{ id, about, givenName, familyName, knownAs, need, state, createdAt },
    latest: {
      id: part.id,
      listingName: part.listingName,
      organisationName: part.organisationName,
      state: part.state,
      sentAt: part.sentAt,
      answerBy: part.answerBy,
      overdue: part.overdue,
      answeredAt: part.answeredAt,
      outcome: null,
      ...latest,
    },
    ...given,
  }
}

/** A group's part as the group sees it, in a test of a page: it waits for their answer. */
export function aGroupPart(given: Partial<GroupAssignment> = {}): GroupAssignment {
  const { id, organisationId, organisationName, listingId, listingName, ...part } = aPart()
  const { state, answeredAt, declineReason, declineWords, placesLeft, told } = part
  return {
    ...{ id, organisationId, organisationName, listingId, listingName },
    ...{ state, answeredAt, declineReason, declineWords, placesLeft, told },
    sentAt: part.sentAt,
    answerBy: part.answerBy,
    overdue: part.overdue,
    sender: aSender(),
    questions: [],
    before: aSharedCopy().before,
    after: null,
    attendance: [],
    outcomes: [],
    ...given,
  }
}
