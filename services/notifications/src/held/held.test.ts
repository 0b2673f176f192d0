import { startFakeSmtp } from '@waymark/testing'
import { afterEach, expect, test } from 'vitest'
import { afterRestore } from '../after-restore.ts'
import { mailSettings, startNotifications } from '../testing.ts'

let closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.reverse()) await close()
  closers = []
})

/** One notice waits for its mail server when the ledger is restored; one is only heard after. */
async function startRestored() {
  const smtp = await startFakeSmtp({ behaviour: 'later' })
  closers.push(smtp.stop)
  const started = await startNotifications({ settings: mailSettings(smtp.url) })
  closers.push(started.stop)
  const { deps, directory, clock, run } = started
  await directory.askCheck()
  await run()
  await directory.askCheck()
  clock.advance(1_000)
  const restored = { at: clock.now(), tenants: ['demo'] }
  await deps.db.write((tx) => afterRestore.end(tx, restored))
  smtp.behaviour = 'accept'
  clock.advance(3_600_000)
  await run()
  const operator = started.as.operator
  return { ...started, smtp, operator }
}

test('happy: what may have gone out is held and what is new goes; released, all goes', async () => {
  const { smtp, operator, directory, run, ledger } = await startRestored()
  expect(smtp.received).toHaveLength(0)
  expect(await operator.readHeld()).toEqual({ held: 2 })
  await directory.askCheck()
  await run()
  expect(smtp.received).toHaveLength(1)
  expect(await operator.settleHeld({ body: { as: 'send' } })).toEqual({ settled: 2 })
  await run()
  expect(smtp.received).toHaveLength(3)
  expect((await ledger()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
  expect(await operator.readHeld()).toEqual({ held: 0 })
})

test('happy: dropped, it never goes out', async () => {
  const { smtp, operator, run, ledger } = await startRestored()
  expect(await operator.settleHeld({ body: { as: 'drop' } })).toEqual({ settled: 2 })
  await run()
  expect(smtp.received).toHaveLength(0)
  expect((await ledger()).map(({ state, reason }) => [state, reason])).toEqual([
    ['dropped', 'restored'],
    ['dropped', 'restored'],
  ])
})

test('refused: released, what its owner has had answered meanwhile is dropped unsent', async () => {
  const { smtp, operator, directory, run, ledger } = await startRestored()
  for (const { reference } of await ledger()) directory.state.answered.add(reference)
  await operator.settleHeld({ body: { as: 'send' } })
  await run()
  expect(smtp.received).toHaveLength(0)
})

test('secure: another tenant’s operator counts and settles nothing of it', async () => {
  const { as } = await startRestored()
  const other = as.user('administrator', { tenant: 'demo-two' })
  expect(await other.readHeld()).toEqual({ held: 0 })
  expect(await other.settleHeld({ body: { as: 'drop' } })).toEqual({ settled: 0 })
  expect(await as.operator.readHeld()).toEqual({ held: 2 })
})
