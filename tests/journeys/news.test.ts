import { seedId } from '@waymark/all-in-one'
import {
  carePlansApi,
  type GoalGiven,
  notificationsApi,
  type OutcomeGiven,
  peopleApi,
  referralsApi,
} from '@waymark/contracts'
import { londonDay } from '@waymark/core'
import { callersOf, waitFor } from '@waymark/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startWaymark } from '../support/start-waymark.ts'

let started: Started
beforeAll(async () => {
  started = await startWaymark()
})
afterAll(async () => {
  await started.stop()
})

const seeded = (key: string) => seedId(`demo ${key}`)
const personId = seeded('person tomasz')
const referralId = seeded('referral tomasz-walk')
const account = { userId: seeded('account tomasz-himself') }
const theirs = ['Tomasz', 'Tomek', 'Wiśniewski', 'Walk', 'walk', 'friends', 'plan', 'goal']

const aGoal: GoalGiven = {
  ...{ words: 'See friends', wording: 'verbatim', language: 'pl' },
  ...{ whyItMatters: null, goodLooksLike: null, importance: null, confidence: null },
  ...{ agreedWith: [], agreedByPerson: true, agreedOn: null },
}

/** Priya, in whichever service she is asked for, and Tomasz himself. */
function everybody() {
  const { platform } = started
  const priya = { userId: seeded('account priya') }
  return {
    people: callersOf(platform, peopleApi).user('linkWorker', priya),
    referrals: callersOf(platform, referralsApi).user('linkWorker', priya),
    plans: callersOf(platform, carePlansApi).user('linkWorker', priya),
    tomasz: callersOf(platform, carePlansApi).user('person', account),
    web: callersOf(platform, notificationsApi).service('web'),
    operator: callersOf(platform, notificationsApi).operator,
  }
}

const today = () => londonDay(started.platform.now())
const toldBy = () => ({ by: 'Moira', on: today(), how: 'phone' }) as const

/** His walk's group says yes, and his goal is linked to it. Gives the group's part. */
async function readyForNews(): Promise<string> {
  const { people, referrals, plans } = everybody()
  await people.linkAccount({ params: { id: personId }, body: { accountId: account.userId } })
  const { assignments } = await referrals.readReferral({ params: { id: referralId } })
  const id = assignments.at(-1)?.id ?? ''
  const answer = { says: 'yes', placesLeft: null } as const
  await referrals.recordAnswer({ params: { id }, body: { answer, told: toldBy() } })
  const plan = await plans.createPlan({ body: { personId } })
  const { goals } = await plans.addGoal({ params: { id: plan.id }, body: aGoal })
  await plans.linkReferral({ params: { id: goals[0]?.id ?? '', referralId } })
  return id
}

async function say(assignmentId: string, given: Partial<OutcomeGiven> = {}): Promise<void> {
  const outcome = { kind: 'stillComing', on: today(), timesCame: 3, words: null, ...given } as const
  const body = { outcome, told: toldBy() }
  await everybody().referrals.recordOutcome({ params: { id: assignmentId }, body })
}

const toTomasz = async () =>
  (await everybody().web.readMailbox()).messages.filter(({ to }) => to === 'tomek@home.example')

const ofNews = async () =>
  (await everybody().operator.listNotices()).notices.filter(
    ({ template }) => template === 'planNews',
  )

test('happy: what a group says reaches the person as one e-mail with nothing of them', async () => {
  const assignmentId = await readyForNews()
  await say(assignmentId)
  const [message] = await waitFor('the e-mail', async () => {
    const found = await toTomasz()
    return found.length > 0 ? found : null
  })
  expect(message?.subject).toBe('There is something new for you to look at')
  expect(message?.text).toContain('/mine')
  expect(message?.text).toMatch(/ring Priya on 01632 960 \d{3}/)
  for (const word of theirs) {
    expect(`${message?.subject}\n${message?.text}`).not.toContain(word)
  }
  await say(assignmentId, { kind: 'cameAFewTimes' })
  await waitFor('both things beside his goal', async () => {
    const { plan } = await everybody().tomasz.findPlan({ body: { personId: null } })
    return plan?.goals[0]?.suggestions.length === 2
  })
  await started.platform.queue.drained()
  expect(await ofNews()).toMatchObject([{ state: 'sent' }])
  expect(await toTomasz()).toHaveLength(1)
})
