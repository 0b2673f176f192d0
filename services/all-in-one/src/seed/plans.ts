import type { GoalGiven } from '@waymark/contracts'
import type { demoAccounts } from './accounts.ts'
import type { DemoPlan } from './records.ts'

type AccountKey = (typeof demoAccounts)[number]['key']

const agreed: Pick<GoalGiven, 'wording' | 'language' | 'agreedWith' | 'agreedByPerson'> = {
  wording: 'verbatim',
  language: 'en',
  agreedWith: ['Priya'],
  agreedByPerson: true,
}

/** Plans mid-way: a goal she has answered about, one that waits for her, one not heard of yet. */
export const demoPlans: readonly DemoPlan<AccountKey>[] = [
  {
    person: 'margaret',
    worker: 'priya',
    account: 'margaret',
    begunDaysAgo: 41,
    entries: [
      {
        kind: 'whatMatters',
        words: 'People round a table. Since Alan died the house is very quiet.',
        saidByPerson: true,
      },
      {
        kind: 'strength',
        words: 'I sang alto for forty years, and I never forget a face.',
        saidByPerson: true,
      },
      {
        kind: 'workedBefore',
        words: 'Going with somebody the first time. After that I manage.',
        saidByPerson: true,
      },
    ],
    circle: [
      {
        name: 'Ruth',
        relationship: 'my daughter',
        chosenByPerson: true,
        shouldSeePlan: false,
        whyNotYet: null,
      },
    ],
    goals: [
      {
        key: 'company',
        agreedDaysAgo: 41,
        details: {
          ...agreed,
          words: 'I want to see people twice a week, and eat a proper dinner with them.',
          whyItMatters: 'Some weeks I talk to nobody but the radio.',
          goodLooksLike: 'Somebody would notice if I did not come.',
          importance: 9,
          confidence: 5,
        },
        actions: [
          {
            what: 'Go to the lunch club',
            who: 'person',
            whoName: null,
            when: 'Tuesdays',
            firstStep: 'Priya comes along the first time.',
            backup: 'Ruth',
            state: 'doing',
          },
        ],
        atFirst: 4,
        referral: 'margaret-lunch',
        answer: {
          daysAgo: 1,
          says: 'yes',
          score: 7,
          words: 'I laughed until I had to hold on to the table. I had forgotten I could.',
          saidBy: 'person',
          told: null,
          tellReferrer: true,
        },
      },
      {
        key: 'warm',
        agreedDaysAgo: 21,
        details: {
          ...agreed,
          words: 'I do not want to be afraid of the gas bill.',
          whyItMatters: null,
          goodLooksLike: 'The fire on in the evening, and no sums in my head.',
          importance: 8,
          confidence: 3,
        },
        actions: [
          {
            what: 'Have the helper round to look at the bill',
            who: 'group',
            whoName: 'Colin',
            when: 'Before it gets cold',
            firstStep: 'Find the last bill.',
            backup: null,
            state: 'done',
          },
        ],
        atFirst: 3,
        referral: 'margaret-warm-home',
        answer: null,
      },
      {
        key: 'choir',
        agreedDaysAgo: 13,
        details: {
          ...agreed,
          words: 'I want to be back in a choir by the spring.',
          whyItMatters: 'Alan first heard me sing.',
          goodLooksLike: null,
          importance: 7,
          confidence: 6,
        },
        actions: [
          {
            what: 'Sing at one practice and see',
            who: 'person',
            whoName: null,
            when: 'Before Christmas',
            firstStep: 'Look out the old songbook.',
            backup: 'Priya',
            state: 'toDo',
          },
        ],
        atFirst: 4,
        referral: 'margaret-choir',
        answer: null,
      },
    ],
    review: { inDays: 50, inBetween: 'Ring Priya, or write it here.' },
  },
]
