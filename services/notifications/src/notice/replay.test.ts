import { startFakeSmtp } from '@waymark/testing'
import { afterEach, expect, test } from 'vitest'
import { canaries, mailSettings, startNotifications } from '../testing.ts'

let closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.reverse()) await close()
  closers = []
})

/** A notice that the mail server would not take, put aside. */
async function startWithParked() {
  const smtp = await startFakeSmtp({ behaviour: 'reject' })
  closers.push(smtp.stop)
  const started = await startNotifications({ settings: mailSettings(smtp.url) })
  closers.push(started.stop)
  const checkId = await started.directory.askCheck()
  await started.run()
  const administrator = started.as.user('administrator')
  const { notices } = await administrator.listNotices({ query: { state: 'parked' } })
  const id = notices[0]?.id ?? ''
  return { ...started, smtp, administrator, checkId, notices, replay: { params: { id } } }
}

test('happy: what was put aside is listed with its reason; replayed, it goes out', async () => {
  const { smtp, administrator, notices, replay, run } = await startWithParked()
  expect(notices).toMatchObject([{ state: 'parked', reason: 'smtp550', attempt: 1 }])
  smtp.behaviour = 'accept'
  expect(await administrator.replayNotice(replay)).toMatchObject({ state: 'due', attempt: 0 })
  await run()
  expect(smtp.received).toHaveLength(1)
  const { notices: after } = await administrator.listNotices()
  expect(after).toMatchObject([{ state: 'sent', reason: null }])
})

test('refused: replaying what was sent or dropped', async () => {
  const { administrator, directory, checkId, replay, run } = await startWithParked()
  directory.state.answered.add(checkId)
  await administrator.replayNotice(replay)
  await run()
  await expect(administrator.replayNotice(replay)).rejects.toMatchObject({
    ...{ code: 'conflict', allowed: [] },
  })
})

test('secure: another tenant sees and moves nothing, and no line names anybody', async () => {
  const { as, administrator, replay } = await startWithParked()
  const other = as.user('administrator', { tenant: 'demo-two' })
  expect((await other.listNotices()).notices).toEqual([])
  await expect(other.replayNotice(replay)).rejects.toMatchObject({ code: 'notFound' })
  const said = JSON.stringify(await administrator.listNotices())
  for (const word of Object.values(canaries)) expect(said).not.toContain(word)
})
