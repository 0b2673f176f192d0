import { expect, test } from 'vitest'
import { countEvents, lastCode, pressedButton, proved, yes } from '../testing/by-link.ts'
import { startReferrals } from '../testing.ts'
import { sweepSessions } from './jobs.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** Other digits than those that were sent. */
const notThe = (code: string) => (code === '000000' ? '000001' : '000000')

async function saidYes() {
  const started = await startReferrals()
  const pressed = await pressedButton(started)
  await started.web.answerLinked({ body: { ...pressed.given, answer: yes } })
  const { given: body } = pressed
  return {
    ...{ started, ...pressed },
    ask: () => started.web.askAnswerCode({ body }),
    type: (code: string) => started.web.proveAnswerCode({ body: { ...body, code } }),
    read: () => started.web.readLinked({ body }),
  }
}

test('happy: a yes and a code open how to reach her, in this session alone', async () => {
  const { started, ask, type, read, given } = await saidYes()
  expect((await ask()).code).toEqual({
    state: 'sent',
    triesLeft: 5,
    expiresAt: '2026-11-22T09:30:00.000Z',
  })
  const opened = await type(await lastCode(started))
  expect(opened).toMatchObject({
    code: { state: 'proved' },
    assignment: { after: { familyName: 'Okafor-Hughes', phone: '01632 960 201' } },
  })
  expect((await read()).assignment.after).not.toBeNull()
  const { token } = given
  const { session } = await started.web.startAnswerSession({ body: { token } })
  const other = await started.web.readLinked({ body: { token, session } })
  expect(other).toMatchObject({ code: { state: 'notSent' }, assignment: { after: null } })
  await started.stop()
})

test('happy: asking and typing again once it was proved sends nothing', async () => {
  const started = await startReferrals()
  const { given: body } = await proved(started)
  const before = await countEvents(started)
  expect((await started.web.askAnswerCode({ body })).code.state).toBe('proved')
  const typed = await started.web.proveAnswerCode({ body: { ...body, code: '123456' } })
  expect(typed.code.state).toBe('proved')
  expect(await countEvents(started)).toBe(before)
  await started.stop()
})

test('refused: a code before a yes', async () => {
  const started = await startReferrals()
  const { given: body } = await pressedButton(started)
  const asked = started.web.askAnswerCode({ body })
  await expect(asked).rejects.toMatchObject({ code: 'conflict' })
  await started.stop()
})

test('refused: a wrong code is counted though it is refused, and the fifth ends it', async () => {
  const { started, ask, type, read } = await saidYes()
  await ask()
  const code = await lastCode(started)
  for (const left of ['4 more tries', '3 more tries', '2 more tries', 'one more try']) {
    await expect(type(notThe(code))).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ pointer: '/code', detail: expect.stringContaining(left) }],
    })
  }
  expect((await read()).code).toMatchObject({ state: 'sent', triesLeft: 1 })
  await expect(type(notThe(code))).rejects.toMatchObject({ code: 'invalid' })
  await expect(type(code)).rejects.toMatchObject({ code: 'conflict' })
  expect(await read()).toMatchObject({ code: { state: 'notSent' }, assignment: { after: null } })
  await started.stop()
})

test('refused: an earlier code once a newer one was asked for', async () => {
  const { started, ask, type } = await saidYes()
  await ask()
  const first = await lastCode(started)
  await ask()
  await expect(type(first)).rejects.toMatchObject({ code: 'invalid' })
  expect((await type(await lastCode(started))).code.state).toBe('proved')
  await started.stop()
})

test('refused: a seventh code within a day', async () => {
  const { started, ask, given } = await saidYes()
  for (let asked = 0; asked < 6; asked += 1) await ask()
  await expect(ask()).rejects.toMatchObject({ code: 'tooMany' })
  // Another session of the same link is no way around it.
  const { token } = given
  const { session } = await started.web.startAnswerSession({ body: { token } })
  const other = started.web.askAnswerCode({ body: { token, session } })
  await expect(other).rejects.toMatchObject({ code: 'tooMany' })
  await started.stop()
})

test('secure: link, session, code and what they open are in no log', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  await started.web.answerLinked({ body: { ...given, answer: yes } })
  await started.web.askAnswerCode({ body: given })
  const code = await lastCode(started)
  await started.web.proveAnswerCode({ body: { ...given, code } })
  const logged = started.logged.join('\n')
  expect(logged).toContain('/answer-links/')
  const secrets = [given.token, given.session, code]
  for (const secret of [...secrets, 'Margaret', 'Okafor', '960 201']) {
    expect(logged).not.toContain(secret)
  }
  await started.stop()
})

test('secure: nobody but the pages uses a link', async () => {
  const started = await startReferrals()
  const { given } = await pressedButton(started)
  const { token } = given
  for (const other of [started.priya, started.jean, started.notifications, started.as.operator]) {
    for (const tried of [
      () => other.readLinkFace({ body: { token } }),
      () => other.startAnswerSession({ body: { token } }),
      () => other.readLinked({ body: given }),
      () => other.askAnswerCode({ body: given }),
      () => other.proveAnswerCode({ body: { ...given, code: '123456' } }),
      () => other.freshAnswerLink({ body: { token } }),
      () => other.answerLinked({ body: { ...given, answer: yes } }),
    ]) {
      await expect(tried()).rejects.toMatchObject({ code: 'forbidden' })
    }
  }
  await started.stop()
})

test('secure: a code ends with the session that asked for it', async () => {
  const { started, ask, given } = await saidYes()
  started.clock.advance(20 * minuteMs)
  expect((await ask()).code).toMatchObject({ expiresAt: '2026-11-22T09:30:00.000Z' })
  const code = await lastCode(started)
  const { token } = given
  const { session } = await started.web.startAnswerSession({ body: { token } })
  const elsewhere = started.web.proveAnswerCode({ body: { token, session, code } })
  await expect(elsewhere).rejects.toMatchObject({ code: 'conflict' })
  await started.stop()
})

test('secure: what a code opened is shut again in the write that stops sharing', async () => {
  const started = await startReferrals()
  const { given: body, assignment } = await proved(started)
  expect((await started.web.readLinked({ body })).assignment.after).not.toBeNull()
  await started.priya.stopSharing({ params: { id: assignment.id } })
  await expect(started.web.readLinked({ body })).rejects.toMatchObject({ code: 'gone' })
  await started.stop()
})

test('happy: a code is removed before the session that it belongs to', async () => {
  const { started, ask, assignment } = await saidYes()
  started.clock.advance(10 * minuteMs)
  await ask()
  // The session ends now, and its code twenty minutes later.
  await started.priya.stopSharing({ params: { id: assignment.id } })
  started.clock.advance(dayMs + minuteMs)
  expect(await sweepSessions(started.deps)).toBe(0)
  started.clock.advance(20 * minuteMs)
  expect(await sweepSessions(started.deps)).toBe(2)
  await started.stop()
})
