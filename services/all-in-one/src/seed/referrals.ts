import type { demoAccounts } from './accounts.ts'
import type { DemoReferral } from './records.ts'
import { say } from './records.ts'

type AccountKey = (typeof demoAccounts)[number]['key']

const noRisks = { known: 'none' } as const
const inPerson = { how: 'inPerson', scope: 'thisGroup' } as const
const byPhone = { how: 'phone', scope: 'similarGroups' } as const

/** People mid-way: at least one in every state that a group's part can be in. */
export const demoReferrals: readonly DemoReferral<AccountKey>[] = [
  {
    key: 'margaret-choir',
    sender: 'priya',
    person: 'margaret',
    listing: 'harbour-voices',
    wish: {
      need: 'arts',
      reason: 'Sang all her life and stopped when her husband was ill.',
      needToKnow: 'Walks with a stick and needs a chair with arms.',
      risks: noRisks,
      whatMatters: 'I want to be back in a choir by the spring.',
    },
    agreement: inPerson,
    sentDaysAgo: 12,
    afterwards: [{ does: 'answer', daysAgo: 9, answer: { says: 'yes', placesLeft: 6 } }],
  },
  {
    key: 'margaret-lunch',
    sender: 'priya',
    person: 'margaret',
    listing: 'lunch-club-st-aidans',
    wish: {
      need: 'company',
      reason: 'Eats alone, and sees nobody from one week to the next.',
      needToKnow: 'Walks with a stick and needs a chair with arms.',
      risks: noRisks,
      whatMatters: 'I want to see people twice a week, and eat a proper dinner with them.',
    },
    agreement: inPerson,
    sentDaysAgo: 40,
    afterwards: [
      { does: 'answer', daysAgo: 37, answer: { says: 'yes', placesLeft: 4 } },
      { does: 'came', daysAgo: 23, mark: 'came' },
      { does: 'came', daysAgo: 16, mark: 'came' },
      { does: 'came', daysAgo: 9, mark: 'cameWithSomeone' },
      {
        does: 'say',
        daysAgo: 2,
        outcome: {
          kind: 'stillComing',
          timesCame: null,
          words: {
            text: 'She has her own seat by the window now, and saves the one beside her for Jean.',
            quotesPerson: false,
          },
        },
      },
    ],
  },
  {
    key: 'margaret-warm-home',
    sender: 'priya',
    person: 'margaret',
    listing: 'warm-homes',
    wish: {
      need: 'housing',
      reason: 'Sits in her coat because she is afraid of the gas bill.',
      needToKnow: null,
      risks: noRisks,
      whatMatters: 'I do not want to be afraid of the gas bill.',
    },
    agreement: byPhone,
    sentDaysAgo: 20,
    afterwards: [
      { does: 'answer', daysAgo: 18, answer: { says: 'yes', placesLeft: null } },
      {
        does: 'say',
        daysAgo: 1,
        outcome: {
          kind: 'finished',
          timesCame: 2,
          words: {
            text: 'She said: “I put the fire on last night and did not look at the clock.”',
            quotesPerson: true,
          },
        },
      },
    ],
  },
  {
    key: 'tomasz-walk',
    sender: 'priya',
    person: 'tomasz',
    listing: 'wednesday-walk',
    wish: {
      need: 'moving',
      reason: 'His doctor would like him to walk more.',
      needToKnow: 'Has a bad knee and manages about a mile.',
      risks: {
        known: 'some',
        list: [{ words: 'His blood sugar can drop on a long walk.', share: 'tellGroup' }],
      },
      whatMatters: 'Chcę znowu chodzić po wzgórzach. I want to walk in the hills again.',
    },
    agreement: byPhone,
    sentDaysAgo: 3,
    afterwards: [
      {
        does: 'answer',
        daysAgo: 1,
        answer: {
          says: 'question',
          words: 'Wednesdays are hilly. Would the flat walk by the canal suit him to begin with?',
        },
      },
    ],
  },
  {
    key: 'fatuma-debt',
    sender: 'priya',
    person: 'fatuma',
    listing: 'debt-advice',
    wish: {
      need: 'money',
      reason: 'Letters about a debt that may not be hers.',
      needToKnow: null,
      risks: noRisks,
      whatMatters: null,
    },
    agreement: inPerson,
    sentDaysAgo: 11,
    afterwards: [],
  },
  {
    key: 'declan-warm-space',
    sender: 'priya',
    person: 'declan',
    listing: 'warm-space-st-aidans',
    wish: {
      need: 'housing',
      reason: 'Somewhere warm to be on weekdays.',
      needToKnow: 'Finds crowds hard: a quiet corner helps.',
      risks: {
        known: 'some',
        list: [{ words: 'Ring before his first visit.', share: 'talkFirst' }],
      },
      whatMatters: 'Somewhere nobody asks me questions.',
    },
    agreement: inPerson,
    sentDaysAgo: 1,
    afterwards: [],
  },
  {
    key: 'eira-lunch',
    sender: 'priya',
    person: 'eira',
    listing: 'friday-fish-lunch',
    wish: {
      need: 'company',
      reason: 'Has met few people who sign since she moved.',
      needToKnow: say('Signs (BSL).', 'Seat her where she can see the whole table.'),
      risks: noRisks,
      whatMatters: 'A meal with somebody across the table.',
    },
    agreement: { how: 'video', scope: 'similarGroups' },
    sentDaysAgo: 8,
    afterwards: [
      {
        does: 'answer',
        daysAgo: 6,
        answer: { says: 'full' },
        told: { by: 'Moira', how: 'phone' },
      },
      { does: 'askNext', daysAgo: 2, listing: 'lunch-club-st-aidans' },
    ],
  },
  {
    key: 'jaswinder-tea',
    sender: 'priya',
    person: 'jaswinder',
    listing: 'warm-space-st-aidans',
    wish: {
      need: 'company',
      reason: 'The house is quiet now that her sons have moved out.',
      needToKnow: null,
      risks: noRisks,
      whatMatters: 'I would like to laugh with other women my age.',
    },
    agreement: byPhone,
    sentDaysAgo: 6,
    afterwards: [{ does: 'askNext', daysAgo: 5, listing: 'tea-and-company' }],
  },
  {
    key: 'declan-debt',
    sender: 'priya',
    person: 'declan',
    listing: 'benefits-help',
    wish: {
      need: 'money',
      reason: 'Wants help with a form.',
      needToKnow: null,
      risks: noRisks,
      whatMatters: null,
    },
    agreement: inPerson,
    sentDaysAgo: 40,
    afterwards: [{ does: 'lapse', daysAgo: 20 }],
  },
  {
    key: 'margaret-walk',
    sender: 'priya',
    person: 'margaret',
    listing: 'saturday-stroll',
    wish: {
      need: 'moving',
      reason: 'Thought of walking with others.',
      needToKnow: null,
      risks: noRisks,
      whatMatters: null,
    },
    agreement: inPerson,
    sentDaysAgo: 30,
    afterwards: [{ does: 'close', daysAgo: 28, as: 'declinedByPerson' }],
  },
  {
    key: 'harriet-stroll',
    sender: 'kofi',
    person: 'harriet',
    listing: 'saturday-stroll',
    wish: {
      need: 'moving',
      reason: 'Wants to be less out of breath.',
      needToKnow: 'Carries an inhaler and knows how to use it.',
      risks: noRisks,
      whatMatters: 'Keep up with my granddaughter.',
    },
    agreement: inPerson,
    sentDaysAgo: 7,
    afterwards: [
      {
        does: 'answer',
        daysAgo: 5,
        answer: { says: 'yes', placesLeft: null },
        told: { by: 'Tunde', how: 'phone' },
      },
    ],
  },
  {
    key: 'gwen-memory',
    sender: 'elin',
    person: 'gwen',
    listing: 'memory-cafe',
    wish: {
      need: 'memory',
      reason: 'Newly diagnosed; would like to meet others.',
      needToKnow: 'Comes with her husband.',
      risks: noRisks,
      whatMatters: null,
    },
    agreement: inPerson,
    sentDaysAgo: 5,
    afterwards: [{ does: 'stopSharing', daysAgo: 3 }],
  },
  {
    key: 'glenys-walk',
    sender: 'leila',
    person: 'glenys',
    listing: 'wednesday-walk',
    wish: {
      need: 'moving',
      reason: 'Would like to walk with others.',
      needToKnow: 'Uses a frame outdoors.',
      risks: noRisks,
      whatMatters: null,
    },
    agreement: inPerson,
    sentDaysAgo: 4,
    afterwards: [
      {
        does: 'answer',
        daysAgo: 2,
        answer: {
          says: 'no',
          reason: 'unsafeForService',
          words: 'Our paths have stiles. Surefoot Vale’s walks are on the flat.',
        },
      },
    ],
  },
]
