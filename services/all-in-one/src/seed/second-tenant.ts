import { inSaltmere } from './located.ts'
import { demoPeople } from './people.ts'
import {
  type DemoAccount,
  type DemoListing,
  type DemoLocation,
  type DemoOrganisation,
  type DemoPerson,
  type DemoReadyGroup,
  type DemoReferral,
  type DemoTenant,
  type DemoWorkplace,
  say,
  usual,
  weekly,
} from './records.ts'

const organisations = [
  {
    key: 'gullwing-hall',
    details: {
      name: 'Gullwing Hall',
      description: 'A hall run by the second place of the demo, which the first must never see.',
      website: 'https://gullwing-hall.example',
      email: 'hall@gullwing-hall.example',
      phone: '01632 960 301',
      charityNumber: null,
    },
  },
  {
    key: 'gullwing-growers',
    details: {
      name: 'Gullwing Growers',
      description: 'Neighbours with spades.',
      website: null,
      email: null,
      phone: '01632 960 304',
      charityNumber: null,
    },
  },
] as const satisfies readonly DemoOrganisation[]

const locations = [
  {
    key: 'gullwing-hall',
    details: inSaltmere('PE24 5GK', {
      name: 'Gullwing Hall',
      address1: '1 Gull Lane',
      transport: 'The 9 bus stops at Gull Lane.',
      stepFree: 'yes',
      accessibleToilet: 'yes',
      hearingLoop: 'no',
      accessNotes: null,
    }),
  },
] as const satisfies readonly DemoLocation[]

type OrganisationKey = (typeof organisations)[number]['key']
type LocationKey = (typeof locations)[number]['key']

/** Alike on purpose: a search that leaks finds these beside the first place's own. */
const listings = [
  {
    key: 'gullwing-lunch',
    organisation: 'gullwing-hall',
    state: 'published',
    assuredDaysAgo: 9,
    assuredBy: 'group',
    details: {
      ...usual,
      name: 'Gullwing Tuesday Lunch Club',
      summary: 'Soup, bread and a seat by the window.',
      description: say('We open at noon.', 'Come alone or bring a neighbour.'),
      needs: ['company', 'food'],
      costPence: 350,
      joining: 'contact',
      phone: '01632 960 301',
    },
    sessions: [
      { ...weekly, at: 'gullwing-hall', weekday: 'TU', startsAt: '12:00', endsAt: '14:00' },
    ],
  },
  {
    key: 'gullwing-food-parcels',
    organisation: 'gullwing-hall',
    state: 'published',
    assuredDaysAgo: 41,
    assuredBy: 'directoryTeam',
    details: {
      ...usual,
      name: 'Gullwing food parcels',
      summary: 'A food parcel from the hall kitchen, no voucher needed.',
      description: 'Ring the bell at the back. Take what you need.',
      needs: ['food'],
      costPence: 0,
      joining: 'turnUp',
      phone: '01632 960 302',
    },
    sessions: [
      { ...weekly, at: 'gullwing-hall', weekday: 'FR', startsAt: '15:00', endsAt: '17:00' },
    ],
  },
  {
    key: 'gullwing-garden',
    organisation: 'gullwing-growers',
    state: 'published',
    assuredDaysAgo: null,
    assuredBy: null,
    details: {
      ...usual,
      name: 'Gullwing garden mornings',
      summary: 'Two hours of weeding and a flask of tea.',
      description: 'Bring gloves if you have them.',
      needs: ['nature', 'company'],
      costPence: null,
      joining: 'turnUp',
      phone: '01632 960 304',
    },
    sessions: [
      { ...weekly, at: 'gullwing-hall', weekday: 'SA', startsAt: '10:00', endsAt: '12:00' },
    ],
  },
  {
    key: 'gullwing-phone-friends',
    organisation: 'gullwing-growers',
    state: 'published',
    assuredDaysAgo: 15,
    assuredBy: 'group',
    details: {
      ...usual,
      name: 'Gullwing phone friends',
      summary: 'A gardener rings you on Sundays to swap news.',
      description: 'A call of ten minutes or an hour, as you like.',
      needs: ['company', 'lowMood'],
      deliveries: ['phone'],
      coverage: 'national',
      costPence: 0,
      joining: 'contact',
      phone: '01632 960 305',
    },
    sessions: [],
  },
] satisfies readonly DemoListing<OrganisationKey, LocationKey>[]

const workplaces = [
  {
    key: 'gullwing-surgery',
    details: { name: 'Gullwing Surgery', phone: '01632 960 360', odsCode: null },
  },
] as const satisfies readonly DemoWorkplace[]

const accounts = [
  {
    key: 'dafydd',
    email: 'dafydd@gullwing-surgery.example',
    name: 'Dafydd',
    role: 'linkWorker',
    workplaceKey: 'gullwing-surgery',
    whatTheyDo: 'A link worker in the second place, who sees nothing of the first.',
  },
  {
    key: 'sunita',
    email: 'sunita@gullwing-hall.example',
    name: 'Sunita',
    role: 'organisationManager',
    organisationKey: 'gullwing-hall',
    whatTheyDo: 'Runs Gullwing Hall in the second place.',
  },
] as const satisfies readonly DemoAccount<OrganisationKey, (typeof workplaces)[number]['key']>[]

/** Each is somebody of the first place too: what leaks from one to the other shows. */
const people: readonly DemoPerson<(typeof accounts)[number]['key']>[] = demoPeople
  .slice(0, 1)
  .map((person) => ({ ...person, key: `${person.key}-two`, knownTo: 'dafydd' }))

const readyGroups = [
  {
    organisation: 'gullwing-hall',
    contact: { name: 'Sunita Rao', phone: '01632 960 351', email: null },
  },
] as const satisfies readonly DemoReadyGroup<OrganisationKey>[]

const referrals = [
  {
    key: 'margaret-tea',
    sender: 'dafydd',
    person: 'margaret-two',
    listing: 'gullwing-lunch',
    wish: {
      need: 'company',
      reason: 'Knows nobody here yet.',
      needToKnow: null,
      risks: { known: 'none' },
      whatMatters: null,
    },
    agreement: { how: 'inPerson', scope: 'similarGroups' },
    sentDaysAgo: 4,
    afterwards: [
      { does: 'answer', daysAgo: 3, answer: { says: 'question', words: 'Which day suits her?' } },
      { does: 'answer', daysAgo: 2, answer: { says: 'yes', placesLeft: 3 } },
      { does: 'stopSharing', daysAgo: 1 },
    ],
  },
] as const satisfies readonly DemoReferral<(typeof accounts)[number]['key']>[]

/** A second place on the same machine: tests show that the two never see each other. */
export const secondTenant: DemoTenant = {
  tenant: 'demo-two',
  organisations,
  locations,
  readyGroups,
  listings,
  workplaces,
  accounts,
  people,
  referrals,
  plans: [],
}
