import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { demoPassword } from '@waymark/all-in-one'
import { identityApi, notificationsApi } from '@waymark/contracts'
import { type ServiceName, serviceNames } from '@waymark/core'
import { listen, type Platform } from '@waymark/http'
import { callersOf, type FakeSmtp, waitFor } from '@waymark/testing'
import { beforeAll, expect, test } from 'vitest'
import { openStorm, partOf, pressButton, refer } from '../storms/referral-work.ts'
import {
  allFacts,
  backUp,
  bringBack,
  carryWithdrawals,
  emptyBeside,
  type Place,
  placeIn,
  putBackupKey,
  rowsOf,
} from '../support/backed-up-house.ts'
import { openHouse, waitUntilQuiet } from '../support/killed-house.ts'
import { lookInto } from '../support/outside.ts'
import { runCommand } from '../support/run-waymark.ts'
import { openStormGround, stormLimitMs } from '../support/storm-houses.ts'

const ground = openStormGround()
const asked = {
  body: { email: 'priya@vale-surgery.example', password: demoPassword, address: '127.0.0.1' },
}

/** A house with a past: who was signed in, which links were out, what was stopped, and when. */
interface Past {
  readonly place: Place
  readonly smtp: FakeSmtp
  readonly backup: string
  readonly session: string
  readonly button: { readonly token: string; readonly session: string }
  /** Stopped before the backup, its e-mail still waiting; and after it. */
  readonly stoppedBefore: string
  readonly stoppedAfter: string
  readonly mailBefore: number
  /** Referrals that were answered to Priya before the backup began, and while it ran. */
  readonly sentBefore: readonly string[]
  readonly sentDuring: readonly string[]
  readonly said: string
}

let past: Past
beforeAll(async () => {
  past = await livePast()
}, stormLimitMs)

const tokensOf = (platform: Platform, session: string) =>
  callersOf(platform, identityApi)
    .service('web')
    .issueTokens({
      body: { session, audiences: ['referrals'] },
    })

async function livePast(): Promise<Past> {
  const smtp = await ground.aMailServer()
  const place = placeIn(ground.folder(), 'live', smtp)
  const { platform } = await openHouse(place.env)
  const storm = await openStorm(platform)
  const signedIn = await callersOf(platform, identityApi).service('web').signIn(asked)
  const first = [await refer(storm, 0), await refer(storm, 1), await refer(storm, 2)]
  await waitUntilQuiet(platform)
  const [one, two, three] = first.map((sent) => partOf(sent, 0))
  const button = await pressButton(storm, one ?? '')
  smtp.behaviour = 'later'
  await storm.priya.stopSharing({ params: { id: two ?? '' } })
  await waitFor('the e-mail to be tried in vain', () => isWaiting(place), 60_000)
  const backup = join(ground.folder(), 'backup')
  const command = runCommand(place.env, 'backup', backup)
  let isOver = false
  void command.ended.then(() => {
    isOver = true
  })
  const sentDuring: string[] = []
  for (let number = 3; !isOver; number += 1) {
    sentDuring.push((await refer(storm, number)).id)
  }
  expect(await command.ended, command.output()).toBe(0)
  // Both still open what they are for: only a restore ends them.
  expect((await tokensOf(platform, signedIn.session)).account.email).toBe(asked.body.email)
  expect((await storm.web.readLinked({ body: button })).assignment.id).toBe(one)
  smtp.behaviour = 'accept'
  await storm.priya.stopSharing({ params: { id: three ?? '' } })
  await waitUntilQuiet(platform)
  storm.close()
  await platform.lifecycle.stop('test')
  return {
    ...{ place, smtp, backup, button, sentDuring, said: command.output() },
    session: signedIn.session,
    ...{ stoppedBefore: two ?? '', stoppedAfter: three ?? '' },
    mailBefore: smtp.received.length,
    sentBefore: first.map(({ id }) => id),
  }
}

async function isWaiting({ dataDir }: Place): Promise<boolean> {
  const notifications = lookInto(dataDir, 'notifications')
  const found = await notifications.count(
    "select count(*) from notice where template = 'referralStopped' and attempt > 0",
  )
  notifications.close()
  return found > 0
}

/** Everything of the past, brought back into a place of its own. */
async function broughtBack(name: string): Promise<Place & { readonly said: string }> {
  const place = emptyBeside(past.place, ground.folder(), name, past.smtp)
  carryWithdrawals(past.place, place)
  return { ...place, said: await bringBack(place, past.backup) }
}

async function stateOf({ dataDir }: Place, assignmentId: string) {
  const referrals = lookInto(dataDir, 'referrals')
  const sql = 'select state, shared from assignment where id = ?'
  const [row] = await referrals.rows(sql, [assignmentId])
  referrals.close()
  return row
}

test('happy: a server at work is backed up whole, and answers everybody meanwhile', async () => {
  expect(past.said).toContain('Every copy was read and verified.')
  expect(past.said).toContain('It is not encrypted')
  expect(past.sentDuring.length).toBeGreaterThan(0)
  const kept = await rowsOf(past.backup, 'referrals', 'referral')
  const ids = kept.map(({ id }) => id)
  for (const id of past.sentBefore) expect(ids).toContain(id)
  // What it has of the rest is a beginning of it: nothing is left out in between.
  const during = past.sentDuring.map((id) => ids.includes(id))
  expect(during).toEqual([...during].sort((one, other) => Number(other) - Number(one)))
  const { databases } = JSON.parse(readFileSync(join(past.backup, 'manifest.json'), 'utf8'))
  const heads = new Map(
    databases.map((each: { log: string; head: number }) => [each.log, each.head]),
  )
  const cursors = databases.flatMap((each: { cursors: object[] }) => each.cursors)
  expect(cursors.length).toBeGreaterThan(5)
  for (const { log, seq } of cursors) expect(seq).toBeLessThanOrEqual(Number(heads.get(log)))
  for (const name of readdirSync(past.backup)) {
    expect(statSync(join(past.backup, name)).mode & 0o077, name).toBe(0)
  }
  expect(existsSync(`${past.backup}.unfinished`)).toBe(false)
})

/** Where a restore leaves nothing as it was, by design. */
const changed: Readonly<Partial<Record<ServiceName, readonly string[]>>> = {
  identity: ['sign_in_session', 'verification'],
  directory: ['listing_check', 'mailbox_proof'],
  referrals: [
    ...['answer_link', 'answer_session', 'answer_code', 'assignment', 'agreement'],
    ...['timer'],
  ],
  notifications: ['notice', 'held'],
}
/** Everywhere: these are added to, and the start of them is as it was. */
const grown = ['events', 'audit']

test('happy: restored, every row is as it was, in a new log whose numbers jump', async () => {
  const place = await broughtBack('rows')
  const [before, after] = [
    await allFacts({ ...place, dataDir: past.backup }),
    await allFacts(place),
  ]
  for (const service of serviceNames) {
    const [was, is] = [before[service], after[service]]
    const isSame = (table: string) =>
      !['meta', 'cursors', ...grown, ...(changed[service] ?? [])].includes(table)
    for (const table of Object.keys(was.rows).filter(isSame)) {
      const rows = await rowsOf(place.dataDir, service, table)
      expect(rows, `${service} ${table}`).toEqual(await rowsOf(past.backup, service, table))
    }
    for (const table of grown) {
      const rows = await rowsOf(past.backup, service, table)
      expect((await rowsOf(place.dataDir, service, table)).slice(0, rows.length)).toEqual(rows)
    }
    expect(is.log).not.toBe(was.log)
    expect(is.head).toBeGreaterThanOrEqual(was.head + 1_000_000)
    for (const { source, log, seq } of is.cursors) {
      expect(log).toBe(after[source as ServiceName].log)
      expect(was.cursors.map((cursor) => cursor.seq)).toContain(seq)
    }
    const [latest] = (await rowsOf(place.dataDir, service, 'audit')).filter(
      ({ action, tenant }) => action === 'records.restored' && tenant === 'demo',
    )
    expect(latest).toMatchObject({ actor: 'operator' })
  }
})

test(
  'secure: sessions and links of before are dead, and what was stopped since is stopped again',
  async () => {
    const place = await broughtBack('ended')
    expect(await stateOf({ ...place, dataDir: past.backup }, past.stoppedAfter)).toMatchObject({
      state: 'requested',
    })
    expect(place.said).toMatch(/^[1-9]\d* withdrawals and removals since then/m)
    expect(await stateOf(place, past.stoppedAfter)).toEqual({ state: 'withdrawn', shared: null })
    const { platform } = await openHouse(place.env, { strictAnswers: true })
    const storm = await openStorm(platform)
    const signedOut = { code: 'unauthenticated' }
    const ended = { code: 'gone' }
    const { token } = past.button
    await expect(tokensOf(platform, past.session)).rejects.toMatchObject(signedOut)
    await expect(storm.web.readLinked({ body: past.button })).rejects.toMatchObject(ended)
    const anew = storm.web.startAnswerSession({ body: { token } })
    await expect(anew).rejects.toMatchObject(ended)
    const again = await callersOf(platform, identityApi).service('web').signIn(asked)
    expect((await tokensOf(platform, again.session)).account.email).toBe(asked.body.email)
    storm.close()
    await platform.lifecycle.stop('test')
  },
  stormLimitMs,
)

test(
  'secure: nothing is mailed again until it is released; new mail goes out at once',
  async () => {
    const place = await broughtBack('held')
    const { smtp, mailBefore } = past
    const { platform } = await openHouse(place.env, { strictAnswers: true })
    await listen(platform, { host: '127.0.0.1', port: 0 })
    await waitUntilQuiet(platform)
    platform.ownQueue.nudge('notifications-upkeep')
    await waitUntilQuiet(platform)
    expect(smtp.received).toHaveLength(mailBefore)
    const storm = await openStorm(platform)
    await refer(storm, 4_000)
    await waitFor('the new e-mail', () => smtp.received.length === mailBefore + 1, 60_000)
    const asks = async (...args: string[]) => {
      const command = runCommand(place.env, 'deliveries', ...args)
      return { code: await command.ended, said: command.output() }
    }
    const counted = await asks()
    const { held } = await callersOf(platform, notificationsApi).operator.readHeld()
    expect(held).toBeGreaterThanOrEqual(2)
    expect(counted).toMatchObject({ code: 0, said: expect.stringContaining(`${held} held.`) })
    const from = smtp.received.length
    expect((await asks('release')).said).toContain(`${held} released`)
    platform.ownQueue.nudge('notifications-upkeep')
    const released = () => smtp.received.slice(from)
    const stopped = () => released().filter(({ source }) => source.includes('do nothing more'))
    // One was waiting when the backup was taken; the other was carried out again by the restore.
    await waitFor('what was held', () => stopped().length === 2, 60_000)
    await waitUntilQuiet(platform)
    expect((await asks()).said).toContain('0 held.')
    storm.close()
    await platform.lifecycle.stop('test')
  },
  stormLimitMs,
)

test(
  'happy: encrypted, nothing of it can be read; with its key, and through the command, it is back',
  async () => {
    const { smtp } = past
    const closed = emptyBeside(past.place, ground.folder(), 'closed', smtp)
    cpSync(past.place.dataDir, closed.dataDir, { recursive: true })
    putBackupKey(closed)
    const folder = join(ground.folder(), 'encrypted')
    expect(await backUp(closed, folder)).toContain('It is encrypted')
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.sealed'))) {
      const bytes = readFileSync(join(folder, name))
      expect(bytes.includes('SQLite format')).toBe(false)
      expect(bytes.includes('Storm-Weather')).toBe(false)
    }
    const open = emptyBeside(closed, ground.folder(), 'opened', smtp)
    carryWithdrawals(closed, open)
    const command = runCommand(open.env, 'restore', folder)
    expect(await command.ended, command.output()).toBe(0)
    expect(command.output()).toContain('Everybody has to sign in again.')
    expect(readdirSync(open.dataDir).filter((name) => name.includes('restor'))).toEqual([])
    expect((await allFacts(open)).people.rows).toMatchObject({
      person: (await allFacts(closed)).people.rows.person,
    })
    const { platform } = await openHouse(open.env, { strictAnswers: true })
    await waitUntilQuiet(platform)
    await platform.lifecycle.stop('test')
  },
  stormLimitMs,
)
