import { type AssignmentState, assignmentStates, type GroupAnswer } from '@waymark/contracts'
import { isAppError, keysOf } from '@waymark/core'
import { anAgreement } from '@waymark/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aQuestion, no, yes } from '../testing/by-link.ts'
import {
  aPage,
  latestOf,
  referMargaret,
  type StartedReferrals,
  startReferrals,
  testId,
} from '../testing.ts'
import { fireDue } from '../timer/jobs.ts'

const dayMs = 86_400_000
const happened = { kind: 'finished', on: '2026-11-22', timesCame: null, words: null } as const
const told = { by: 'Pat', on: '2026-11-22', how: 'phone' } as const
const states = keysOf(assignmentStates)

let started: StartedReferrals
let listings = 30

beforeAll(async () => {
  started = await startReferrals()
})
afterAll(() => started.stop())

/** A listing of St Aidan’s that nobody was sent to yet: each cell has its own. */
function freshListing(organisationId: string = started.ids.stAidans): string {
  listings += 1
  const listingId = `01900000-0000-7000-8000-${String(listings).padStart(12, '0')}`
  started.directory.pages.set(listingId, aPage({ listingId, organisationId }))
  return listingId
}

const today = () => started.clock.now().toISOString().slice(0, 10)

interface Part {
  readonly referralId: string
  readonly id: string
}

async function tellAs({ id }: Part, answer: GroupAnswer) {
  await started.jean.answerForGroup({ params: { id }, body: { answer } })
}

/** What the sender does, or the group, or the clock, to bring a part into a state. */
const into: Readonly<Record<AssignmentState, (part: Part) => Promise<unknown>>> = {
  requested: async () => {},
  underReview: (part) => tellAs(part, aQuestion),
  accepted: (part) => tellAs(part, yes),
  declined: (part) => tellAs(part, no),
  redirected: ({ referralId: id }) => askAnother(id),
  withdrawn: ({ id }) => started.priya.stopSharing({ params: { id } }),
  expired: async () => {
    started.clock.advance(20 * dayMs)
    await lapse()
  },
  completed: async (part) => {
    await tellAs(part, yes)
    await reportAs(started.jean, part)
    await finish(started.priya, part)
  },
}

function askAnother(id: string, by = started.priya) {
  const listingId = freshListing(started.ids.harbour)
  return by.askNext({ params: { id }, body: { listingId, agreement: anAgreement() } })
}

function lapse() {
  return fireDue(started.deps, (error) => {
    throw error
  })
}

async function partIn(state: AssignmentState): Promise<Part> {
  const { referral, assignment } = await referMargaret(started, { listingId: freshListing() })
  const part = { referralId: referral.id, id: assignment.id }
  await into[state](part)
  return part
}

/** A part in which a move can be made. */
async function readyFor(move: string, part: Part): Promise<Part> {
  if (move === 'explain') await tellAs(part, aQuestion)
  if (needsYes.includes(move)) await tellAs(part, yes)
  if (move === 'finish') await reportAs(started.jean, part)
  return part
}

const questionIn = async ({ referralId, id }: Part) => {
  const { assignments } = await started.priya.readReferral({ params: { id: referralId } })
  return assignments.find((each) => each.id === id)?.questions[0]?.id ?? testId(99)
}

type Client = StartedReferrals['priya']
type Move = (by: Client, part: Part) => Promise<unknown>

function reportAs(by: Client, { id }: Part): Promise<unknown> {
  return by.reportForGroup({ params: { id }, body: { outcome: happened } })
}

function finish(by: Client, { referralId: id }: Part): Promise<unknown> {
  return by.closeReferral({ params: { id }, body: { as: 'completed' } })
}

const moves: Readonly<Record<string, Move>> = {
  recordYes: (by, { id }) => by.recordAnswer({ params: { id }, body: { answer: yes, told } }),
  recordNo: (by, { id }) => by.recordAnswer({ params: { id }, body: { answer: no, told } }),
  recordFull: (by, { id }) =>
    by.recordAnswer({ params: { id }, body: { answer: { says: 'full' }, told } }),
  recordQuestion: (by, { id }) =>
    by.recordAnswer({ params: { id }, body: { answer: aQuestion, told } }),
  explain: async (by, part) =>
    by.answerQuestion({ params: { id: await questionIn(part) }, body: { words: 'Two steps.' } }),
  sendAgain: (by, { id }) => by.sendLinkAgain({ params: { id } }),
  askNext: (by, { referralId }) => askAnother(referralId, by),
  stopSharing: (by, { id }) => by.stopSharing({ params: { id } }),
  recordOutcome: (by, { id }) =>
    by.recordOutcome({ params: { id }, body: { outcome: happened, told } }),
  recordAttendance: (by, { id }) =>
    by.recordAttendance({ params: { id }, body: { on: today(), mark: 'came', told } }),
  askWhatHappened: (by, { id }) => by.askWhatHappened({ params: { id } }),
  finish,
  groupYes: (by, { id }) => by.answerForGroup({ params: { id }, body: { answer: yes } }),
  groupNo: (by, { id }) => by.answerForGroup({ params: { id }, body: { answer: no } }),
  groupQuestion: (by, { id }) => by.answerForGroup({ params: { id }, body: { answer: aQuestion } }),
  groupReport: reportAs,
  groupTick: (by, { id }) =>
    by.markForGroup({ params: { id }, body: { on: today(), mark: 'came' } }),
}
const sendersMoves = Object.keys(moves).filter((each) => !each.startsWith('group'))
const groupsMoves = Object.keys(moves).filter((each) => each.startsWith('group'))

type Comes = Partial<Record<AssignmentState, string>>
const waiting = (comes: string): Comes => ({ requested: comes, underReview: comes })
const accepted: Comes = { accepted: 'accepted' }
const needsYes = [
  ...['recordOutcome', 'recordAttendance', 'askWhatHappened', 'finish'],
  ...['groupReport', 'groupTick'],
]

/** The state that comes of a move by whoever may make it; where none is named, a conflict. */
const table: Readonly<Record<string, Comes>> = {
  recordYes: waiting('accepted'),
  recordNo: waiting('declined'),
  recordFull: waiting('declined'),
  recordQuestion: { requested: 'underReview' },
  explain: {
    ...Object.fromEntries(states.map((state) => [state, 'notFound'])),
    underReview: 'requested',
  },
  sendAgain: { requested: 'requested', underReview: 'underReview' },
  askNext: {
    ...waiting('redirected'),
    ...{ declined: 'declined', redirected: 'redirected' },
    ...{ withdrawn: 'withdrawn', expired: 'expired' },
  },
  stopSharing: { ...waiting('withdrawn'), accepted: 'withdrawn' },
  recordOutcome: accepted,
  recordAttendance: accepted,
  askWhatHappened: accepted,
  finish: {},
  groupYes: waiting('accepted'),
  groupNo: waiting('declined'),
  groupQuestion: { requested: 'underReview' },
  groupReport: accepted,
  groupTick: accepted,
}
const cells = Object.entries(table).flatMap(([move, row]) =>
  states.map((state) => ({ move, state, comes: row[state] ?? 'conflict' })),
)
const isRefusal = (comes: string) => comes === 'conflict' || comes === 'notFound'

async function stateNow(id: string) {
  return (await started.jean.readForGroup({ params: { id } })).state
}

function moveAs(by: Client, name: string, part: Part): Promise<unknown> {
  const move = moves[name]
  if (move === undefined) throw new Error(`There is no ${name}.`)
  return move(by, part)
}

/** What came of it: `done`, or the code of the refusal. */
async function outcome(tried: Promise<unknown>): Promise<string> {
  return tried.then(
    () => 'done',
    (error) => (isAppError(error) ? error.code : String(error)),
  )
}

const rightful = (move: string) => (move.startsWith('group') ? started.jean : started.priya)

test.each(cells.filter(({ comes }) => !isRefusal(comes)))(
  'happy: $state, $move: $comes',
  async ({ state, move, comes }) => {
    const part = await partIn(state)
    await moveAs(rightful(move), move, part)
    expect(await stateNow(part.id)).toBe(comes)
  },
)

test.each(cells.filter(({ comes }) => isRefusal(comes)))(
  'refused: $state, $move: $comes',
  async ({ state, move, comes }) => {
    const part = await partIn(state)
    const tried = moveAs(rightful(move), move, part)
    await expect(tried).rejects.toMatchObject({ code: comes })
    expect(await stateNow(part.id)).toBe(state)
  },
)

test('refused: an answer that comes too late says what can still be done', async () => {
  const part = await partIn('accepted')
  const late = started.jean.answerForGroup({ params: { id: part.id }, body: { answer: no } })
  await expect(late).rejects.toMatchObject({ code: 'conflict', allowed: ['complete', 'withdraw'] })
})

/** By role: what anybody who may not gets, for what senders do and for what groups do. */
function strangers(): readonly (readonly [string, Client, string, string])[] {
  const { as, user, kofi, leila, ids, web } = started
  type GroupRole = 'organisationManager' | 'organisationLeader' | 'organisationVolunteer'
  const ofGroup = (role: GroupRole, organisationId: string) =>
    as.user(role, { organisationId, userId: testId(5) })
  const volunteer = ofGroup('organisationVolunteer', ids.stAidans)
  return [
    ['a colleague who does not work with them', kofi, 'notFound', 'forbidden'],
    ['a practitioner who did not send it', leila, 'notFound', 'forbidden'],
    ['a team lead', user('teamLead', testId(6)), 'forbidden', 'forbidden'],
    ['a community connector', user('communityConnector', testId(7)), 'notFound', 'forbidden'],
    ['a volunteer', volunteer, 'forbidden', 'forbidden'],
    ['the manager of the group', started.jean, 'forbidden', 'done'],
    ['a leader of the group', ofGroup('organisationLeader', ids.stAidans), 'forbidden', 'done'],
    ['another group', ofGroup('organisationManager', ids.harbour), 'forbidden', 'notFound'],
    ['another group’s leader', ofGroup('organisationLeader', ids.harbour), 'forbidden', 'notFound'],
    ['the sender', started.priya, 'done', 'forbidden'],
    ['the pages', web, 'forbidden', 'forbidden'],
    ['nobody', as.nobody, 'unauthenticated', 'unauthenticated'],
    [
      'a link worker elsewhere',
      as.user('linkWorker', { tenant: 'northfields', userId: ids.priya }),
      'notFound',
      'forbidden',
    ],
  ]
}

test('secure: what each role gets for every move on a part that waits', async () => {
  const found: Record<string, Record<string, string>> = {}
  const expected: typeof found = {}
  for (const [who, by, sending, answering] of strangers()) {
    const [got, want]: [Record<string, string>, Record<string, string>] = [{}, {}]
    for (const move of [...sendersMoves, ...groupsMoves]) {
      const part = await readyFor(move, await partIn('requested'))
      got[move] = await outcome(moveAs(by, move, part))
      want[move] = move.startsWith('group') ? answering : sending
    }
    found[who] = got
    expected[who] = want
  }
  expect(found).toEqual(expected)
})

test('happy: whoever sent it by an entry of theirs may do all that a sender may', async () => {
  const { leila, ids } = started
  for (const move of sendersMoves) {
    const about = { kind: 'entry', entryId: ids.entry } as const
    const given = { about, listingId: freshListing() }
    const { referral, assignment } = await referMargaret({ priya: leila }, given)
    const part = { referralId: referral.id, id: assignment.id }
    await readyFor(move, part)
    const { questions } = latestOf(await leila.readReferral({ params: { id: part.referralId } }))
    const [question] = questions
    const tried =
      move === 'explain' && question !== undefined
        ? leila.answerQuestion({ params: { id: question.id }, body: { words: 'Two steps.' } })
        : moveAs(leila, move, part)
    expect([move, await outcome(tried)]).toEqual([move, 'done'])
  }
})

test.each(states)('secure: in the state %s, nobody else’s move does anything', async (state) => {
  const part = await partIn(state)
  for (const [who, by, sending, answering] of strangers()) {
    for (const move of [...sendersMoves, ...groupsMoves]) {
      const comes = move.startsWith('group') ? answering : sending
      if (comes === 'done') continue
      expect(await outcome(moveAs(by, move, part)), `${who}, ${move}`).toBe(comes)
    }
  }
  expect(await stateNow(part.id)).toBe(state)
})
