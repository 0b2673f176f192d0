import { commonTables, readEvents } from '@waymark/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anOutcome } from '../testing/stand-in-referrals.ts'
import { type StartedWithNews, startWithNews } from '../testing/with-news.ts'
import { margaretsAddress, testId } from '../testing.ts'

let started: StartedWithNews
beforeEach(async () => {
  started = await startWithNews()
})
afterEach(async () => {
  await started.stop()
})

const dayMs = 86_400_000
const gone = { code: 'gone' }

test('happy: taken again it says the same, and the first permit stands', async () => {
  const { say, kept, take } = started
  await say()
  const first = await take()
  const [permit] = await kept()
  started.clock.advance(60_000)
  expect(await take()).toEqual(first)
  expect(await kept()).toEqual([permit])
})

test('happy: one who says where they work is named first, and nobody where nobody is', async () => {
  const { say, take } = started
  const { ids, people, identity, hear } = started
  identity.referrers.set(ids.kofi, { userId: ids.kofi, name: 'Kofi Mensah', workplace: null })
  const { margaret: personId, kofi: userId } = ids
  await people.tellStarted({ relationshipId: testId(15), personId, userId })
  await say()
  expect(await take()).toMatchObject({ worker: { name: 'Priya Shah' } })
  const { priya, priyaWithMargaret: relationshipId } = ids
  await people.tellEnded({ relationshipId, personId, userId: priya })
  await hear()
  expect(await take()).toMatchObject({ worker: { name: 'Kofi Mensah', phone: null } })
  identity.referrers.delete(ids.kofi)
  expect(await take()).toMatchObject({ worker: null, canSignIn: true })
})

test('happy: a record that became another’s takes its news along', async () => {
  const { say, take } = started
  await say()
  const { ids, people, hear } = started
  people.safeEmails.set(ids.winston, 'winston@home.example')
  await people.tellMerged(ids.margaret, ids.winston)
  await hear()
  expect(await take()).toMatchObject({ to: 'winston@home.example' })
})

test('refused: no e-mail is safe, and nothing is kept as taken', async () => {
  const { say, kept, take } = started
  await say()
  started.people.safeEmails.clear()
  await expect(take()).rejects.toMatchObject(gone)
  expect(await kept()).toMatchObject([{ takenAt: null }])
})

test('refused: answered before it leaves, and no address is asked for', async () => {
  const { say, answer, take } = started
  await say()
  await answer()
  await expect(take()).rejects.toMatchObject(gone)
  expect(started.people.state.asked).toBe(0)
})

test('refused: with no account to look at it and nobody to ring, nothing is sent', async () => {
  const { say, take } = started
  const { ids, people, hear } = started
  const { margaret: personId, priya: userId, priyaWithMargaret: relationshipId } = ids
  await say()
  await people.tellAccount(personId, null, 3)
  await hear()
  expect(await take()).toMatchObject({ canSignIn: false, worker: { name: 'Priya Shah' } })
  await people.tellEnded({ relationshipId, personId, userId })
  await hear()
  await expect(take()).rejects.toMatchObject(gone)
})

test('refused: a plan that has ended is asked about no more', async () => {
  const { say, take } = started
  await say()
  const { plan } = await started.priya.findPlan({ body: { personId: started.ids.margaret } })
  const { id = '', version: ifMatch = 0 } = plan ?? {}
  await started.priya.setPlanState({ params: { id }, body: { state: 'ended' }, ifMatch })
  await expect(take()).rejects.toMatchObject(gone)
})

test('refused: while people is away nothing is taken, and later it is', async () => {
  const { say, kept, take } = started
  await say()
  started.people.state.isAway = true
  await expect(take()).rejects.toMatchObject({ code: 'unavailable' })
  expect(await kept()).toMatchObject([{ takenAt: null }])
  started.people.state.isAway = false
  expect(await take()).toMatchObject({ to: margaretsAddress })
})

test('secure: after a stop nobody is written to about what that group said', async () => {
  const { say, stopSharing, take } = started
  await say()
  await stopSharing()
  await expect(take()).rejects.toMatchObject(gone)
  expect(started.people.state.asked).toBe(0)
})

test('secure: a stop of one group’s part leaves what another says of the referral', async () => {
  const { say, stopSharing, take } = started
  await stopSharing(testId(62))
  await say()
  expect(await take()).toMatchObject({ to: margaretsAddress })
})

test('secure: answered or stopped while the address is asked for, it is gone', async () => {
  const { say, stopSharing, answer, kept, lastId, take } = started
  for (const happens of [answer, stopSharing]) {
    await say()
    await say({ id: testId(63), assignmentId: anOutcome().assignmentId })
    const id = await lastId()
    started.people.state.beforeEmail = async () => {
      started.people.state.beforeEmail = async () => {}
      await happens()
    }
    await expect(take(id)).rejects.toMatchObject(gone)
    expect((await kept()).find((news) => news.id === id)).toMatchObject({ takenAt: null })
  }
})

test('secure: of a stop and a notice one comes first, fifty times', async () => {
  const { say, stopSharing, kept, lastId, take } = started
  const tally = { taken: 0, gone: 0 }
  for (let race = 0; race < 50; race += 1) {
    const assignmentId = started.deps.newId()
    started.clock.advance(dayMs)
    await say({ id: started.deps.newId(), assignmentId })
    const id = await lastId()
    const turns = async () => {
      for (let turn = 0; turn < race; turn += 1) await new Promise(setImmediate)
    }
    const [took] = await Promise.all([
      take(id).then(
        () => 'taken' as const,
        () => 'gone' as const,
      ),
      turns().then(() => stopSharing(assignmentId)),
    ])
    tally[took] += 1
    const permit = (await kept()).find((news) => news.id === id)
    expect(permit?.takenAt === null).toBe(took === 'gone')
    await expect(take(id)).rejects.toMatchObject(gone)
  }
  expect(Math.min(tally.taken, tally.gone)).toBeGreaterThan(0)
})

test('secure: only notifications takes, in its own place, and what there is', async () => {
  const { say, kept, lastId, take } = started
  await say()
  const params = { id: await lastId() }
  const { as, priya, kofi, leila, margaret } = started
  const services = [as.service('web'), as.service('referrals'), as.service('people')]
  for (const caller of [priya, kofi, leila, margaret, as.operator, ...services]) {
    await expect(caller.takeNewsNotice({ params })).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(as.nobody.takeNewsNotice({ params })).rejects.toMatchObject({
    code: 'unauthenticated',
  })
  const elsewhere = as.service('notifications', 'elsewhere')
  await expect(elsewhere.takeNewsNotice({ params })).rejects.toMatchObject({ code: 'notFound' })
  await expect(take(testId(99))).rejects.toMatchObject({ code: 'notFound' })
  expect(await kept()).toMatchObject([{ takenAt: null }])
})

test('secure: no address, name or word of hers is in events, audit or log', async () => {
  const { say, kept, take } = started
  await say()
  await take()
  started.people.safeEmails.clear()
  await take().catch(() => undefined)
  expect(started.logged.length).toBeGreaterThan(0)
  const { reader } = started.deps.db
  const { events } = await readEvents(reader, { after: 0, limit: 1000 })
  const common = await Promise.all(commonTables.map((table) => reader.select().from(table)))
  const all = JSON.stringify([events, common, await kept(), started.logged])
  for (const word of [margaretsAddress, 'Priya Shah', '960 160', 'laughs', 'twice a week']) {
    expect(all).not.toContain(word)
  }
})
