import { expect } from 'vitest'
import type { Acknowledged } from '../support/killed-house.ts'
import { lookInto, type Outside } from '../support/outside.ts'
import { type Course, courseOf, familyNameOf } from './referral-work.ts'

/**
 * What each act of a course tells, in one write: of a referral the log says the first of these, or
 * the first two, and so on, and nothing between.
 */
const sent = { act: 'sent', tells: 'opened asked linkMade' } as const
const scripts: Readonly<Record<Course, readonly { act: string; tells: string }[]>> = {
  waits: [sent],
  saysYes: [
    sent,
    { act: 'answered', tells: 'accepted placesSaid' },
    { act: 'codeAsked', tells: 'codeAsked' },
  ],
  isTold: [
    sent,
    { act: 'answered', tells: 'declined' },
    { act: 'askedNext', tells: 'asked linkMade' },
  ],
  isStopped: [sent, { act: 'stopped', tells: 'withdrawn' }, { act: 'closed', tells: 'closed' }],
  asksBack: [
    sent,
    { act: 'asked', tells: 'underReview' },
    { act: 'explained', tells: 'requested linkMade' },
    { act: 'answered', tells: 'accepted' },
  ],
}

const words: Readonly<Record<string, string>> = {
  'referral.opened': 'opened',
  'referral.closed': 'closed',
  'assignment.requested': 'asked',
  'assignment.linkMade': 'linkMade',
  'assignment.codeAsked': 'codeAsked',
  'assignment.withdrawn': 'withdrawn',
  'assignment.placesSaid': 'placesSaid',
}

const stormNumber = /^Storm-Weather (\d+)$/
const numberOf = (row: Readonly<Record<string, unknown>>) =>
  Number(stormNumber.exec(String(row.family_name))?.[1] ?? Number.NaN)

/** Everything that was answered is there once, and the rest is whole or was never begun. */
export async function expectActs(dataDir: string, acknowledged: readonly Acknowledged[]) {
  const people = lookInto(dataDir, 'people')
  const referrals = lookInto(dataDir, 'referrals')
  await expectRegistered(people, acknowledged)
  const rows = await referrals.rows('select id, family_name, state from referral')
  const storm = rows.filter((row) => stormNumber.test(String(row.family_name)))
  const numbers = storm.map(numberOf)
  expect(new Set(numbers).size, 'nobody was referred twice').toBe(numbers.length)
  const stories = await storiesIn(referrals)
  for (const row of storm) {
    const number = numberOf(row)
    const own = acknowledged.filter((given) => given.number === number)
    expectCourse({ number, id: String(row.id), told: stories.get(String(row.id)) ?? '', own })
  }
  for (const { act, number } of acknowledged) {
    if (act === 'sent') expect(numbers, `${number} is lost`).toContain(number)
  }
  await expectStatesAsTold(referrals)
  people.close()
  referrals.close()
  return storm.length
}

interface Told {
  readonly number: number
  readonly id: string
  /** What the log says of it. */
  readonly told: string
  readonly own: readonly Acknowledged[]
}

/** It ran its course as far as was answered, or one act further, and never half an act. */
function expectCourse({ number, id, told, own }: Told): void {
  const script = scripts[courseOf(number)]
  const stages = script.map((_, index) => script.slice(0, index + 1).map(({ tells }) => tells))
  const stage = stages.findIndex((tells) => tells.join(' ') === told)
  expect(stage, `${number} (${courseOf(number)}) tells: ${told}`).toBeGreaterThanOrEqual(0)
  for (const [index, { act }] of script.entries()) {
    const ids = own.filter((each) => each.act === act).map((each) => each.id)
    if (ids.length > 0) expect(stage, `${number} ${act}`).toBeGreaterThanOrEqual(index)
    // Repeated after a death, an act was answered with what it had made at first.
    expect(new Set(ids).size, `${number} ${act}`).toBeLessThanOrEqual(1)
    if (act === 'sent') expect(ids.filter((each) => each !== id)).toEqual([])
  }
}

/** What each referral's log says of it, in order; a code asked for anew counts once. */
async function storiesIn(referrals: Outside): Promise<Map<string, string>> {
  const told = await referrals.rows(`
    select type, json_extract(payload, '$.state') as state,
      coalesce(json_extract(payload, '$.referralId'), referral_id) as referral
    from events left join assignment on assignment.id = json_extract(payload, '$.assignmentId')
    order by seq`)
  const stories = new Map<string, string[]>()
  for (const { type, state, referral } of told) {
    const story = stories.get(String(referral)) ?? []
    const word = words[String(type)] ?? String(state)
    if (word !== 'codeAsked' || story.at(-1) !== word) story.push(word)
    stories.set(String(referral), story)
  }
  return new Map([...stories].map(([id, story]) => [id, story.join(' ')]))
}

async function expectRegistered(people: Outside, acknowledged: readonly Acknowledged[]) {
  const rows = await people.rows(`
    select family_name, count(*) as people, count(distinct entry.id) as entries, entry.id as entry
    from person join entry on entry.person_id = person.id
    where family_name like 'Storm-Weather %' group by family_name`)
  const entries = new Map(rows.map((row) => [row.family_name, row.entry]))
  for (const row of rows)
    expect(row, String(row.family_name)).toMatchObject({ people: 1, entries: 1 })
  for (const { act, number, id } of acknowledged) {
    if (act === 'registered') expect(entries.get(familyNameOf(number)), String(number)).toBe(id)
  }
  const pairs = await people.rows(`
    select person_id, user_id from relationship group by 1, 2 having count(*) > 1`)
  expect(pairs, 'nobody works with anybody twice').toEqual([])
}

/** The rows say what the log said last, and every event was written down beside it, once. */
async function expectStatesAsTold(referrals: Outside) {
  const otherwise = await referrals.rows(`
    select id, state, (
      select case type when 'assignment.requested' then 'requested'
        when 'assignment.withdrawn' then 'withdrawn' else json_extract(payload, '$.state') end
      from events where subject = assignment.id
        and type in ('assignment.requested', 'assignment.moved', 'assignment.withdrawn')
      order by seq desc limit 1) as said
    from assignment where state is not said`)
  expect(otherwise, 'a state that was not told').toEqual([])
  const told = 'select type, subject, count(*) from events group by 1, 2'
  const writtenDown = `select action, subject, count(*) from audit
    where action in (select type from events) group by 1, 2`
  expect(await referrals.rows(`${told} except ${writtenDown}`)).toEqual([])
  expect(await referrals.rows(`${writtenDown} except ${told}`)).toEqual([])
  const shown = `select id from assignment where (shared is not null)
    is not (state in ('requested', 'underReview', 'accepted'))`
  expect(await referrals.rows(shown), 'a copy that outlived its agreement').toEqual([])
}

/** The directory shows for each group the places that it said last. */
export async function expectPlacesAsSaid(dataDir: string): Promise<void> {
  const referrals = lookInto(dataDir, 'referrals')
  const directory = lookInto(dataDir, 'directory')
  const said = await referrals.rows(`
    select subject as id, json_extract(payload, '$.left') as places_left from events
    where seq in (
      select max(seq) from events where type = 'assignment.placesSaid' group by subject)`)
  const listings = await directory.rows('select id, places_left from listing')
  const shown = new Map(listings.map(({ id, places_left }) => [id, places_left]))
  for (const { id, places_left } of said) expect(shown.get(id), String(id)).toBe(places_left)
  referrals.close()
  directory.close()
}
