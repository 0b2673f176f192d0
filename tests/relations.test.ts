import { seedId } from '@waymark/all-in-one'
import { carePlansApi, referralsApi } from '@waymark/contracts'
import { callersOf } from '@waymark/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outcome } from './support/every-record.ts'
import {
  type House,
  openRelations,
  passesOf,
  relations,
  routesOfPeople,
} from './support/relations.ts'
import { bodies } from './support/right-bodies.ts'

/** Roles that stand alike, by one name. */
const groupsOfRoles: Readonly<Record<string, readonly string[]>> = {
  workers: ['linkWorker', 'healthCoach', 'careCoordinator', 'communityConnector'],
  keepers: ['linkWorker', 'healthCoach', 'careCoordinator'],
  registrants: ['linkWorker', 'healthCoach', 'careCoordinator', 'practitioner'],
  managers: ['organisationManager', 'organisationLeader'],
  matchers: ['careCoordinator', 'teamLead'],
  staff: ['practitioner', 'teamLead', 'safeguardingLead', 'serviceLead', 'directoryEditor'],
}
/** Wherever one stands: in this place, or in any, where what is made is one's own place's. */
const groupsOfRelations: Readonly<Record<string, readonly string[]>> = {
  here: Object.keys(relations).filter((relation) => !relation.endsWith('Elsewhere')),
  anywhere: Object.keys(relations),
}

/** Who is answered, and by which routes: `<roles>@<relation>`. To all others it does not exist. */
const expected: Readonly<Record<string, string>> = {
  'person@own workers@worksWith workers@registrant': 'people listPeople',
  'person@own workers@worksWith': `
    people readPerson
    care-plans createPlan findPlan readPlan setPlanState setPlanPart checkPlan addEntry editEntry
    removeEntry addMember editMember removeMember addConversation addGoal editGoal setGoalState
    addAction editAction linkReferral unlinkReferral answerSuggestion rateGoal chooseNotes`,
  'keepers@worksWith': 'people editPerson setContact linkAccount',
  'person@own': `
    people listOwnLooks
    referrals listOwnReferrals stopOwnSharing stopAllOwnSharing listOwnReferralLooks
    care-plans listOwnPlanLooks`,
  'workers@worksWith': `
    people listEntries
    referrals createReferral listReferrals readReferral closeReferral listAlternatives askNext
    recordAnswer answerQuestion sendLinkAgain stopSharing recordAttendance recordOutcome
    correctOutcome askWhatHappened
    care-plans listPlanTasks markRung`,
  'workers@worksWith practitioner@worksWith': 'referrals previewReferral',
  'managers@itsGroup': `
    referrals listForGroup readForGroup answerForGroup readRegister markForGroup finishRegister
    reportForGroup correctForGroup`,
  'registrants@registrant': 'people readEntry',
  'registrants@anywhere': 'people registerPerson',
  'keepers@anywhere': 'people choosePerson',
  'teamLead@here person@own workers@worksWith': 'people listRelationships',
  'teamLead@here': 'people startRelationship endRelationship listWorkload',
  'matchers@anywhere': 'people listMatches',
  'matchers@here': 'people readMatch settleMatch',
  'directoryEditor@here managers@itsKeeper': `
    directory createListing editListing setSessions publishListing withdrawListing assureListing
    setPlacesLeft askMailboxCode proveMailbox nameSafeguardingContact`,
  'directoryEditor@here organisationManager@itsKeeper': 'directory editOrganisation',
  'directoryEditor@here': 'directory askIfRight',
  'managers@itsKeeper': 'directory acceptTerms',
  'staff@here workers@here managers@itsKeeper': 'directory readReadiness',
  'directoryEditor@anywhere': 'directory createOrganisation importListings',
  // Nothing was reported here.
  '': 'directory listReportedChanges',
  'directoryEditor@anywhere managers@anywhere': 'directory createLocation',
}

const spelledOut = (who: string): string[] =>
  who
    .split(' ')
    .filter((each) => each !== '')
    .flatMap((each) => {
      const [asked = '', at = ''] = each.split('@')
      const places = groupsOfRelations[at] ?? [at]
      return (groupsOfRoles[asked] ?? [asked]).flatMap((role) =>
        places.map((relation) => `${role} ${relation}`),
      )
    })
    .sort()

/** By the service and the route, who is answered. */
const answeredTo = new Map<string, string[]>()
for (const [who, routes] of Object.entries(expected)) {
  let service = ''
  for (const word of routes.trim().split(/\s+/)) {
    if (['people', 'referrals', 'care-plans', 'directory'].includes(word)) service = word
    else answeredTo.set(`${service} ${word}`, spelledOut(who))
  }
}

let house: House
beforeAll(async () => {
  house = await openRelations()
}, 60_000)
afterAll(async () => {
  await house.stop()
})

describe.each(routesOfPeople)('$label', (each) => {
  test('secure: it answers whom it is for, and to everybody else it does not exist', async () => {
    expect(await passesOf(house, each)).toEqual(answeredTo.get(each.label) ?? 'whom it is for')
  })
})

test('secure: to speak for somebody, or to care for them unpaid, opens nothing by itself', () => {
  const roles = ['representative', 'unpaidCarer'] as const
  const open = routesOfPeople.filter(({ route }) =>
    roles.some((role) => route.allow.includes(role)),
  )
  expect(open).toEqual([])
})

test('secure: a group with which sharing has stopped sees nothing and says nothing', async () => {
  const { platform, ids } = house
  const as = callersOf(platform, referralsApi)
  const organisationId = seedId('demo organisation harbour-voices')
  const group = as.user('organisationManager', { organisationId })
  const params = { id: String(ids['own-referrals/parts']) }
  expect(await group.readForGroup({ params })).toMatchObject({
    ...{ state: 'withdrawn', before: null, after: null, questions: [] },
  })
  for (const name of ['answerForGroup', 'markForGroup', 'reportForGroup']) {
    const body = bodies(ids)[name]?.() ?? {}
    expect(await outcome(group, name, { params, body }), name).toBe('conflict')
  }
})

test('secure: a plan that is not yours answers as one that does not exist', async () => {
  const stranger = callersOf(house.platform, carePlansApi).user('linkWorker')
  const ask = (id: string) => stranger.readPlan({ params: { id } }).catch(String)
  expect(await ask(seedId('demo plan margaret'))).toBe(await ask(crypto.randomUUID()))
})
