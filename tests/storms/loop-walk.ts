import type { ActionGiven, AnswerGiven, OutcomeGiven } from '@waymark/contracts'
import { londonDay } from '@waymark/core'
import { waitFor } from '@waymark/testing'
import { groups, inTurn } from '../support/groups.ts'
import { whenHeard } from '../support/when-heard.ts'
import { wish } from './loop-work.ts'
import { type Canary, latestPart } from './referral-canaries.ts'
import { linkFromMail, listing, refused, type Walk } from './referral-walk.ts'

const today = londonDay(new Date())

interface Whom {
  readonly canary: Canary
  readonly index: number
  readonly personId: string
}

/** A plan with everything that somebody writes in one, and things refused that hold as much. */
async function beginPlan({ caller: { plans } }: Walk, { canary, personId }: Whom) {
  const { goal, entry, step } = canary.words
  const { id } = await whenHeard(() => plans.createPlan({ body: { personId } }))
  const params = { id }
  const said = { kind: 'whatMatters', words: entry, saidByPerson: true } as const
  await plans.addEntry({ params, body: said })
  await refused(plans.addEntry({ params, body: { ...said, words: `${entry}\0` } }))
  const { goals } = await plans.addGoal({ params, body: { ...wish, words: goal } })
  await refused(plans.addGoal({ params, body: { ...wish, words: goal, language: goal } }))
  const goalId = String(goals[0]?.id)
  const action: ActionGiven = {
    ...{ what: step, who: 'person', whoName: null, when: 'Tuesdays' },
    ...{ firstStep: step, backup: null, state: 'toDo' },
  }
  await plans.addAction({ params: { id: goalId }, body: action })
  return { planId: id, goalId }
}

/** From a plan to what happened, what they say of it, and the end of all sharing. */
export async function comeBack(walk: Walk, whom: Whom): Promise<void> {
  const { caller, operator } = walk
  const { canary, index, personId } = whom
  const { mailbox: email, words } = canary
  const account = await operator.letSignIn({ personId, name: 'Somebody', email })
  const herself = caller.herself(account)
  const { planId, goalId } = await beginPlan(walk, whom)
  const assignmentId = await referAgain(walk, whom, goalId)
  const group = caller.groupOf(inTurn(groups, index + 1).organisation)
  const came: OutcomeGiven = {
    ...{ kind: 'stillComing', on: today, timesCame: 2 },
    words: { text: words.report, quotesPerson: true },
  }
  const params = { id: assignmentId }
  await group.markForGroup({ params, body: { on: today, mark: 'came' } })
  const { outcomes } = await group.reportForGroup({ params, body: { outcome: came } })
  const correction = { ...came, words: { text: words.correction, quotesPerson: false } }
  const revised = { revision: 1, outcome: correction }
  await group.correctForGroup({ params: { id: String(outcomes[0]?.id) }, body: revised })
  const bad = { ...came, on: '2999-01-01' }
  await refused(group.reportForGroup({ params, body: { outcome: bad } }))

  const question = await waitFor('the correction to stand beside the goal', async () => {
    const { plan } = await herself.plans.findPlan({ body: { personId: null } })
    const suggestion = plan?.goals[0]?.suggestions[0]
    return suggestion?.outcome?.revision === 2 ? suggestion : null
  })
  const says: AnswerGiven = {
    ...{ revision: 2, says: 'partly', score: 2, words: words.says, saidBy: 'person' },
    ...{ told: null, tellReferrer: true },
  }
  const asked = { id: question.id }
  await refused(herself.plans.answerSuggestion({ params: asked, body: { ...says, score: 11 } }))
  await refused(herself.plans.answerSuggestion({ params: asked, body: { ...says, revision: 9 } }))
  await herself.plans.answerSuggestion({ params: asked, body: says })
  const rating = { score: 3, by: 'person', words: words.rates, told: null } as const
  await herself.plans.rateGoal({ params: { id: goalId }, body: rating })
  await caller.plans.listPlanTasks()
  await herself.referrals.stopAllOwnSharing({})
  if (index % 2 === 0) return
  const choice = { assignmentId, choice: 'removeNotes' } as const
  await whenStopped(() => herself.plans.chooseNotes({ params: { id: planId }, body: choice }))
}

/** Another referral, linked to the goal, to which its group says yes. Gives the group's part. */
async function referAgain(
  walk: Walk,
  { canary, index, personId }: Whom,
  goalId: string,
): Promise<string> {
  const { priya, plans, groupOf } = walk.caller
  const body = canary.wish(listing(index + 1), { kind: 'person', personId }, today)
  const sent = await priya.createReferral({ body })
  const id = latestPart(sent)
  // Its link is known from here on: the next that comes is of somebody else's referral.
  await linkFromMail(walk)
  await plans.linkReferral({ params: { id: goalId, referralId: sent.id } })
  const group = groupOf(inTurn(groups, index + 1).organisation)
  await group.answerForGroup({ params: { id }, body: { answer: { says: 'yes', placesLeft: 9 } } })
  return id
}

/** The plan has to hear of the stop before there is anything to choose. */
function whenStopped(choose: () => Promise<unknown>): Promise<boolean> {
  return waitFor('the plan to hear of the stop', () =>
    choose().then(
      () => true,
      () => false,
    ),
  )
}
