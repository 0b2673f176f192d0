import type { demoAccounts } from './accounts.ts'
import type { DemoPerson } from './records.ts'

type AccountKey = (typeof demoAccounts)[number]['key']

const no = { safe: false, number: null } as const
const nowhere = { safe: false, address: null } as const

/**
 * The people Priya works with. All are invented: their NHS numbers begin with 999, which are given
 * to nobody, and their telephone numbers never ring.
 */
export const demoPeople: readonly DemoPerson<AccountKey>[] = [
  {
    key: 'margaret',
    linkWorker: 'priya',
    details: {
      givenName: 'Margaret',
      familyName: 'Ellison',
      knownAs: null,
      birthDate: '1944-03-09',
      nhsNumber: { digits: '9990000018', tracing: 'verified' },
      address: '3 Kiln Row\nHarrowby Vale',
      postcode: 'PE23 4XV',
      communication: {
        language: 'en',
        interpreter: false,
        formats: ['largePrint'],
        note: 'Hears better on the landline than on a mobile.',
      },
    },
    contact: {
      phone: { safe: true, number: '01632 960 401' },
      text: no,
      email: nowhere,
      post: { safe: true, address: '3 Kiln Row\nHarrowby Vale\nPE23 4XV' },
      messageSafe: true,
      askedAlone: true,
      askedDaysAgo: 12,
      note: 'Not before ten: she is slow to the telephone in the morning.',
    },
  },
  {
    key: 'tomasz',
    linkWorker: 'priya',
    details: {
      givenName: 'Tomasz',
      familyName: 'Wiśniewski',
      knownAs: 'Tomek',
      birthDate: '1961-11-30',
      nhsNumber: { digits: '9990006806', tracing: 'verified' },
      address: '18 Mill Bank\nHarrowby Vale',
      postcode: 'PE23 4PC',
      communication: { language: 'pl', interpreter: true, formats: [], note: null },
    },
    contact: {
      phone: no,
      text: { safe: true, number: '07700 900 402' },
      email: { safe: true, address: 'tomek@home.example' },
      post: nowhere,
      messageSafe: false,
      askedAlone: true,
      askedDaysAgo: 30,
      note: 'Works nights, so write rather than ring.',
    },
  },
  {
    key: 'fatuma',
    linkWorker: 'priya',
    details: {
      givenName: 'Fatuma',
      familyName: 'Warsame',
      knownAs: null,
      birthDate: '1987-06-21',
      nhsNumber: { digits: '9990013594', tracing: 'notTraced' },
      address: null,
      postcode: null,
      communication: null,
    },
    contact: null,
  },
  {
    key: 'declan',
    linkWorker: 'priya',
    details: {
      givenName: 'Declan',
      familyName: 'O’Rourke',
      knownAs: 'Dec',
      birthDate: '1979-02-14',
      nhsNumber: { digits: '9990020388', tracing: 'verified' },
      address: 'Flat 2, 40 Station Road\nHarrowby Vale',
      postcode: 'PE23 4SM',
      communication: { language: 'en', interpreter: false, formats: ['easyRead'], note: null },
    },
    contact: {
      phone: { safe: false, number: '01632 960 404' },
      text: { safe: true, number: '07700 900 404' },
      email: nowhere,
      post: nowhere,
      messageSafe: false,
      askedAlone: true,
      askedDaysAgo: 5,
      note: 'Others in the flat pick up the landline. Never leave a message there.',
    },
  },
  {
    key: 'eira',
    linkWorker: 'priya',
    details: {
      givenName: 'Eira',
      familyName: 'Pugh-Lloyd',
      knownAs: null,
      birthDate: '1938-09-02',
      nhsNumber: { digits: '9990040753', tracing: 'verified' },
      address: '7 Chapel Lane\nHarrowby Vale',
      postcode: 'PE23 4HK',
      communication: {
        language: 'bfi',
        interpreter: true,
        formats: ['bsl', 'largePrint'],
        note: 'Signs. Her daughter interprets for small things and not for medical ones.',
      },
    },
    contact: {
      phone: no,
      text: { safe: true, number: '07700 900 405' },
      email: { safe: true, address: 'eira@home.example' },
      post: { safe: true, address: '7 Chapel Lane\nHarrowby Vale\nPE23 4HK' },
      messageSafe: true,
      askedAlone: false,
      askedDaysAgo: 61,
      note: null,
    },
  },
  {
    key: 'jaswinder',
    linkWorker: 'priya',
    details: {
      givenName: 'Jaswinder Kaur',
      familyName: 'Gill',
      knownAs: 'Jas',
      birthDate: '1955-12-25',
      nhsNumber: null,
      address: '22 Beck Street\nHarrowby Vale',
      postcode: 'PE23 4FV',
      communication: { language: 'pa', interpreter: false, formats: [], note: null },
    },
    contact: {
      phone: { safe: true, number: '01632 960 406' },
      text: no,
      email: nowhere,
      post: nowhere,
      messageSafe: false,
      askedAlone: true,
      askedDaysAgo: 2,
      note: 'Ring on a weekday, when the house is hers.',
    },
  },
]
