import type { OrganisationKey } from './organisations.ts'
import type { DemoAccount, DemoWorkplace } from './records.ts'

/** The one password of every demo account. It is on the sign-in page, and only the demo has it. */
export const demoPassword = 'lantern-harbour-42'

/** Where the staff work: named in what they send, with a number to check it on. */
export const demoWorkplaces = [
  {
    key: 'vale-surgery',
    details: { name: 'Vale Surgery', phone: '01632 960 160', odsCode: null },
  },
  {
    key: 'vale-volunteers',
    details: { name: 'Vale Volunteers', phone: '01632 960 161', odsCode: null },
  },
] as const satisfies readonly DemoWorkplace[]

type WorkplaceKey = (typeof demoWorkplaces)[number]['key']

/** One account for each role, so that every screen can be seen as the person it is for. */
export const demoAccounts = [
  {
    key: 'margaret',
    email: 'margaret@home.example',
    name: 'Margaret',
    role: 'person',
    whatTheyDo: 'Lives alone in Harrowby Vale and would like to see people twice a week.',
  },
  {
    key: 'ruth',
    email: 'ruth@home.example',
    name: 'Ruth',
    role: 'representative',
    whatTheyDo: 'Margaret’s daughter, who helps her with letters and decisions.',
  },
  {
    key: 'winston',
    email: 'winston@home.example',
    name: 'Winston',
    role: 'unpaidCarer',
    whatTheyDo: 'Looks after his wife at home and needs a break of his own.',
  },
  {
    key: 'leila',
    email: 'leila@vale-surgery.example',
    name: 'Leila',
    role: 'practitioner',
    workplaceKey: 'vale-surgery',
    whatTheyDo: 'A doctor at the surgery who sends people to the link worker.',
  },
  {
    key: 'priya',
    email: 'priya@vale-surgery.example',
    name: 'Priya',
    role: 'linkWorker',
    workplaceKey: 'vale-surgery',
    whatTheyDo: 'Finds groups with people, refers them, and hears how it went.',
  },
  {
    key: 'kofi',
    email: 'kofi@vale-surgery.example',
    name: 'Kofi',
    role: 'healthCoach',
    workplaceKey: 'vale-surgery',
    whatTheyDo: 'Helps people to set goals for their own health and keep going.',
  },
  {
    key: 'elin',
    email: 'elin@vale-surgery.example',
    name: 'Elin',
    role: 'careCoordinator',
    workplaceKey: 'vale-surgery',
    whatTheyDo: 'Keeps plans, letters and appointments joined up.',
  },
  {
    key: 'joe',
    email: 'joe@vale-volunteers.example',
    name: 'Joe',
    role: 'communityConnector',
    workplaceKey: 'vale-volunteers',
    whatTheyDo: 'A volunteer who knows the town and points people to what is on.',
  },
  {
    key: 'farah',
    email: 'farah@vale-surgery.example',
    name: 'Farah',
    role: 'teamLead',
    workplaceKey: 'vale-surgery',
    whatTheyDo: 'Leads the link workers and shares out the work.',
  },
  {
    key: 'jean',
    email: 'jean@st-aidans.example',
    name: 'Jean',
    role: 'organisationManager',
    organisationKey: 'st-aidans',
    whatTheyDo: 'Runs St Aidan’s and keeps its listings true.',
  },
  {
    key: 'derek',
    email: 'derek@st-aidans.example',
    name: 'Derek',
    role: 'organisationLeader',
    organisationKey: 'st-aidans',
    whatTheyDo: 'Leads the Tuesday Lunch Club and meets new people at the door.',
  },
  {
    key: 'amara',
    email: 'amara@st-aidans.example',
    name: 'Amara',
    role: 'organisationVolunteer',
    organisationKey: 'st-aidans',
    whatTheyDo: 'Serves lunch on Tuesdays and gives people lifts.',
  },
  {
    key: 'nia',
    email: 'nia@directory-team.example',
    name: 'Nia',
    role: 'directoryEditor',
    whatTheyDo: 'Adds listings and checks that they are still right.',
  },
  {
    key: 'marcus',
    email: 'marcus@vale-partnership.example',
    name: 'Marcus',
    role: 'safeguardingLead',
    whatTheyDo: 'Acts when somebody may be in danger of harm.',
  },
  {
    key: 'helen',
    email: 'helen@vale-partnership.example',
    name: 'Helen',
    role: 'privacyOfficer',
    whatTheyDo: 'Answers for who has looked at a person’s record, and why.',
  },
  {
    key: 'bev',
    email: 'bev@vale-partnership.example',
    name: 'Bev',
    role: 'qualityPanelMember',
    whatTheyDo: 'Reads plans with the names taken out, to see how good they are.',
  },
  {
    key: 'owen',
    email: 'owen@vale-partnership.example',
    name: 'Owen',
    role: 'serviceLead',
    whatTheyDo: 'Answers for the whole service and where it is stuck.',
  },
  {
    key: 'grace',
    email: 'grace@vale-commissioning.example',
    name: 'Grace',
    role: 'commissioner',
    whatTheyDo: 'Sees counts only, to learn what the area is short of.',
  },
  {
    key: 'idris',
    email: 'idris@waymark-operations.example',
    name: 'Idris',
    role: 'administrator',
    whatTheyDo: 'Looks after accounts and the machine, and never reads records.',
  },
] as const satisfies readonly DemoAccount<OrganisationKey, WorkplaceKey>[]
