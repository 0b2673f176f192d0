import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StartedWithNews, startWithNews, yes } from '../testing/with-news.ts'
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
/** Another thing that the same group says. */
const another = { id: testId(61) }

test('happy: what happened is news, told once: whom to ring, and nothing else', async () => {
  const { say, told, kept, take } = started
  await say()
  const [news, ...others] = await kept()
  expect(others).toEqual([])
  expect(await told()).toMatchObject([{ subject: news?.id, payload: { newsId: news?.id } }])
  expect(await take()).toEqual({
    to: margaretsAddress,
    worker: { name: 'Priya Shah', phone: '01632 960 160' },
    canSignIn: true,
    expiresAt: new Date(started.clock.now().getTime() + 7 * dayMs).toISOString(),
  })
})

test('happy: heard five times, it is one', async () => {
  const { say, told } = started
  for (let time = 0; time < 5; time += 1) await say()
  expect(await told()).toHaveLength(1)
})

test('happy: heard five times on as many days, it is one', async () => {
  const { say, told } = started
  for (let time = 0; time < 5; time += 1) {
    await say()
    started.clock.advance(dayMs)
  }
  expect(await told()).toHaveLength(1)
})

test('happy: several things of one day, and two goals, are one e-mail', async () => {
  const { link, say, questions, told } = started
  await link(1)
  await say()
  await say(another)
  expect(await questions()).toHaveLength(4)
  expect(await told()).toHaveLength(1)
})

test('happy: what came second that day is told, though the first was answered since', async () => {
  const { say, questions, told, take } = started
  await say()
  const [first] = await questions()
  await say(another)
  await started.margaret.answerSuggestion({ params: { id: first?.id ?? '' }, body: yes })
  expect(await take()).toMatchObject({ to: margaretsAddress })
  expect(await told()).toHaveLength(1)
})

test('happy: once all is answered, the next thing is news, on the same day as well', async () => {
  const { say, answer, kept, take } = started
  await say()
  await answer()
  await say(another)
  const [first, second] = await kept()
  await expect(take(first?.id)).rejects.toMatchObject(gone)
  expect(await take(second?.id)).toMatchObject({ to: margaretsAddress })
})

test('happy: the next day is told of anew, whether or not she has answered', async () => {
  const { say, told } = started
  await say()
  started.clock.advance(dayMs)
  await say(another)
  expect(await told()).toHaveLength(2)
})

test('happy: a correction of what she answered is news; a mistake taken back is not', async () => {
  const { say, answer, told, take } = started
  await say()
  await answer()
  await say({ revision: 2, timesCame: 2 })
  expect(await told()).toHaveLength(2)
  expect(await take()).toMatchObject({ to: margaretsAddress })
  await answer(2)
  await say({ revision: 3, standing: 'enteredInError', kind: null, timesCame: null, words: null })
  expect(await told()).toHaveLength(2)
})

test('happy: said before it was linked, it is news once a worker links it', async () => {
  const { link, unlink, say, told } = started
  await unlink()
  await say()
  expect(await told()).toEqual([])
  await link()
  expect(await told()).toHaveLength(1)
})

test('happy: who links it themself has it before them, and is not written to', async () => {
  const { link, unlink, say, questions, told } = started
  await unlink()
  await say()
  await link(0, started.margaret)
  expect(await questions()).toMatchObject([{ state: 'waiting' }])
  expect(await told()).toEqual([])
})
