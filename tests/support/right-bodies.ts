import { termsVersion } from '@waymark/contracts'
import { aContact, aListing, aLocation, anOrganisation, aPerson } from '@waymark/testing'

/** One record of ours behind each start of a path. */
export type Ids = Readonly<Record<string, string>>

/** A day of a register. */
export const aDay = (ids: Ids) => ({ listingId: ids.listings, on: '2026-11-20' })

const told = { by: 'Pat', on: '2026-11-20', how: 'phone' }
const said = { kind: 'finished', on: '2026-11-20', timesCame: 3, words: null }
const entry = { kind: 'strength', words: 'Sings.', saidByPerson: true }
const member = {
  ...{ name: 'Ruth', relationship: 'my daughter', chosenByPerson: true },
  ...{ shouldSeePlan: true, whyNotYet: null },
}
const conversation = {
  ...{ kind: 'review', on: '2026-11-20', way: 'phone', personTookPart: true },
  ...{ whyNot: null, preparationOffered: true },
}
const goal = {
  ...{ words: 'To sing.', wording: 'verbatim', language: 'en', whyItMatters: null },
  ...{ goodLooksLike: null, importance: 9, confidence: 5, agreedWith: [] },
  ...{ agreedByPerson: true, agreedOn: null },
}
const step = {
  ...{ what: 'Go', who: 'person', whoName: null, when: 'Tuesdays', firstStep: null },
  ...{ backup: null, state: 'toDo' },
}
const answer = { score: 7, words: null, saidBy: 'person', told: { how: 'phone', on: '2026-11-20' } }

/** Bodies that are right, so that only the tenant can be what is wrong. */
export const bodies = (ids: Ids): Readonly<Record<string, () => object>> => ({
  createListing: () => aListing(ids.organisations ?? ''),
  editListing: () => aListing(ids.organisations ?? ''),
  setSessions: () => ({ sessions: [] }),
  editOrganisation: () => anOrganisation(),
  createLocation: () => aLocation(),
  setPlacesLeft: () => ({ placesLeft: 1 }),
  proveMailbox: () => ({ code: '123456' }),
  acceptTerms: () => ({ version: termsVersion }),
  nameSafeguardingContact: () => ({ name: 'Jean', phone: '01632 960 151', email: null }),
  editPerson: () => aPerson(),
  setContact: () => aContact(),
  linkAccount: () => ({ accountId: null }),
  startRelationship: () => ({ userId: crypto.randomUUID(), role: 'linkWorker' }),
  settleMatch: () => ({ answer: 'same' }),
  closeReferral: () => ({ as: 'withdrawn' }),
  askNext: () => ({ listingId: ids.listings, agreement: null }),
  recordAnswer: () => ({
    answer: { says: 'full' },
    told: { by: 'Pat', on: '2026-11-20', how: 'phone' },
  }),
  answerQuestion: () => ({ words: 'Yes, it would.' }),
  answerForGroup: () => ({ answer: { says: 'full' } }),
  markForGroup: () => ({ on: '2026-11-20', mark: 'came' }),
  finishRegister: () => aDay(ids),
  reportForGroup: () => ({ outcome: said }),
  correctForGroup: () => ({ revision: 1, outcome: said }),
  recordAttendance: () => ({ on: '2026-11-20', mark: 'came', told }),
  recordOutcome: () => ({ outcome: said, told }),
  correctOutcome: () => ({ revision: 1, outcome: said, told }),
  setPlanState: () => ({ state: 'active' }),
  setPlanPart: () => ({ part: 'sharing', notNow: true }),
  addEntry: () => entry,
  editEntry: () => entry,
  addMember: () => member,
  editMember: () => member,
  addConversation: () => conversation,
  addGoal: () => goal,
  editGoal: () => goal,
  setGoalState: () => ({ state: 'paused' }),
  addAction: () => step,
  editAction: () => step,
  answerSuggestion: () => ({ ...answer, revision: 1, says: 'yes', tellReferrer: true }),
  rateGoal: () => ({ score: 7, by: 'person', words: null, told: answer.told }),
  chooseNotes: () => ({ assignmentId: ids.assignments, choice: 'keep' }),
})
