import { expect } from 'vitest'
import type { Acknowledged } from '../support/killed-house.ts'
import { lookInto, type Outside } from '../support/outside.ts'
import { type LoopCourse, loopCourseOf } from './loop-work.ts'

type Row = Readonly<Record<string, unknown>>

/** What is there once each act of a course is done, in order: a report, its revisions, answers. */
const scripts: Readonly<Record<LoopCourse, readonly string[]>> = {
  herYes: ['reported', 'answered1'],
  corrected: ['reported', 'corrected', 'answered2'],
  answeredFirst: ['reported', 'answered1', 'corrected', 'answered2'],
  mistake: ['reported', 'tookBack'],
  keptToHerself: ['reported', 'answered1'],
}

const loopNumber = /^Loop-Weather (\d+)$/

/** What is kept of somebody's loop, by the act that made it: the ids under which it is. */
type Kept = ReadonlyMap<string, readonly string[]>

/** Everything that was answered is there once; the rest is whole or was never begun. */
export async function expectLoop(dataDir: string, acknowledged: readonly Acknowledged[]) {
  const referrals = lookInto(dataDir, 'referrals')
  const plans = lookInto(dataDir, 'care-plans')
  const numbers = await numbersIn(referrals)
  const kept = await keptIn({ referrals, plans, numbers })
  for (const [number, acts] of kept) expectCourse(number, acts)
  for (const { number, act, id } of acknowledged) {
    if (act === 'sent') expect([...numbers.values()], `${number} is lost`).toContain(number)
    if (!scripts[loopCourseOf(number)].includes(act)) continue
    expect(kept.get(number)?.get(act), `${number} ${act} is lost, or there twice`).toEqual([id])
  }
  await expectOnce(plans)
  referrals.close()
  plans.close()
}

/** It ran its course as far as was answered, or one act further, and did nothing twice. */
function expectCourse(number: number, acts: Kept): void {
  const script = scripts[loopCourseOf(number)]
  const done = [...acts.keys()].sort((one, other) => script.indexOf(one) - script.indexOf(other))
  expect(done, `${number} (${loopCourseOf(number)})`).toEqual(script.slice(0, done.length))
  for (const [act, ids] of acts) expect(ids.length, `${number} ${act}`).toBe(1)
}

/** Whose each referral is, by its number in the storm. */
async function numbersIn(referrals: Outside): Promise<ReadonlyMap<string, number>> {
  const rows = await referrals.rows('select id, family_name from referral')
  const numbers = new Map<string, number>()
  for (const { id, family_name } of rows) {
    const [, number] = loopNumber.exec(String(family_name)) ?? []
    if (number !== undefined) numbers.set(String(id), Number(number))
  }
  expect(new Set(numbers.values()).size, 'somebody was referred twice').toBe(numbers.size)
  return numbers
}

interface Looking {
  readonly referrals: Outside
  readonly plans: Outside
  readonly numbers: ReadonlyMap<string, number>
}

async function keptIn({ referrals, plans, numbers }: Looking): Promise<Map<number, Kept>> {
  const said = await referrals.rows(`
    select outcome.id, revision, standing, referral_id
    from outcome join assignment on assignment.id = assignment_id`)
  const answers = await plans.rows(`
    select confirmation.id, confirmation.revision, referral_id
    from confirmation join suggestion on suggestion.id = suggestion_id`)
  const kept = new Map<number, Map<string, string[]>>()
  const add = (row: Row, act: string) => {
    const number = numbers.get(String(row.referral_id))
    if (number === undefined) return
    const acts = kept.get(number) ?? new Map<string, string[]>()
    kept.set(number, acts.set(act, [...(acts.get(act) ?? []), String(row.id)]))
  }
  for (const row of said) add(row, actOf(row))
  for (const row of answers) add(row, `answered${row.revision}`)
  return kept
}

function actOf({ revision, standing }: Row): string {
  if (revision === 1) return 'reported'
  if (standing === 'enteredInError') return 'tookBack'
  return revision === 2 ? 'corrected' : `revision ${revision}`
}

/** No plan, no goal, no question and nothing told about them is there a second time. */
async function expectOnce(plans: Outside): Promise<void> {
  const twice: Readonly<Record<string, string>> = {
    'a plan': 'select person_id from plan group by 1',
    'a question': 'select goal_id, outcome_id from suggestion group by 1, 2',
    'a question that was told': `select json_extract(payload, '$.suggestionId') from events
      where type = 'suggestion.made' group by 1`,
    'an answer that was told': `select json_extract(payload, '$.confirmationId') from events
      where type = 'suggestion.answered' group by 1`,
    'something to be told of': 'select suggestion_id, revision from news_item group by 1, 2',
    'a link': 'select goal_id, referral_id from goal_link group by 1, 2',
  }
  for (const [what, sql] of Object.entries(twice)) {
    expect(await plans.rows(`${sql} having count(*) > 1`), what).toEqual([])
  }
  const untold = await plans.rows(`
    select id from suggestion where id not in (
      select json_extract(payload, '$.suggestionId') from events where type = 'suggestion.made')`)
  expect(untold, 'a question that was not told').toEqual([])
}

/** Every report has come as far as care-plans, every answer as far as whoever referred. */
export async function expectLoopClosed(dataDir: string): Promise<void> {
  const referrals = lookInto(dataDir, 'referrals')
  const plans = lookInto(dataDir, 'care-plans')
  await expectTaken(referrals, plans)
  await expectAsked(referrals, plans)
  await expectAnswers(referrals, plans)
  referrals.close()
  plans.close()
}

const keptOutcome = `
  select outcome_id, revision, json_extract(outcome, '$.standing') as standing,
    json_extract(outcome, '$.kind') as kind, json_extract(outcome, '$.timesCame') as times_came,
    json_extract(outcome, '$.words.text') as words, json_extract(outcome, '$.saidAt') as said_at
  from outcome_kept order by 1, 2`
const saidOutcome = `
  select id as outcome_id, revision, standing, kind, times_came,
    json_extract(words, '$.text') as words, said_at
  from outcome order by 1, 2`

async function expectTaken(referrals: Outside, plans: Outside): Promise<void> {
  const said = await referrals.rows(saidOutcome)
  expect(said.length).toBeGreaterThan(0)
  expect(await plans.rows(keptOutcome), 'what groups said, as it was taken').toEqual(said)
  const unpermitted = await referrals.rows(`
    select id, revision from outcome
    except select outcome_id, revision from outcome_permit`)
  expect(unpermitted, 'kept without a permit').toEqual([])
}

async function expectAsked(referrals: Outside, plans: Outside): Promise<void> {
  const due = `
    select distinct goal_link.goal_id, outcome_id
    from goal_link join outcome_kept on outcome_kept.referral_id = goal_link.referral_id`
  const made = 'select goal_id, outcome_id from suggestion'
  expect(await plans.rows(`${due} except ${made}`), 'a question never asked').toEqual([])
  expect(await plans.rows(`${made} except ${due}`), 'a question of nobody').toEqual([])
  const asked = await plans.rows('select id, outcome_id from suggestion order by 1')
  const heard = 'select suggestion_id as id, outcome_id from person_asked order by 1'
  expect(await referrals.rows(heard), 'that she was asked').toEqual(asked)
}

/** The message back: each answer, and nothing of one that she keeps to herself. */
async function expectAnswers(referrals: Outside, plans: Outside): Promise<void> {
  const given = await plans.rows(`
    select id, revision, at, said_by, iif(tell_referrer, says, null) as says,
      iif(tell_referrer, score, null) as score, iif(tell_referrer, words, null) as words
    from confirmation order by 1`)
  const told = await referrals.rows(`
    select confirmation_id as id, revision, at, said_by, says, score, words
    from person_answer order by 1`)
  expect(given.length).toBeGreaterThan(0)
  expect(told, 'the message back').toEqual(given)
}
