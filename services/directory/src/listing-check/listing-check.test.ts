import { readEvents } from '@waymark/db'
import { aListing, anOrganisation } from '@waymark/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedDirectory, startDirectory } from '../testing.ts'

const dayMs = 86_400_000

let started: StartedDirectory
beforeAll(async () => {
  started = await startDirectory()
})
afterAll(async () => {
  await started.stop()
})

const web = () => started.as.service('web')
const notifications = () => started.as.service('notifications')

async function aPublished() {
  const organisation = await started.editor.createOrganisation({ body: anOrganisation() })
  const { id } = await started.editor.createListing({ body: aListing(organisation.id) })
  await started.editor.publishListing({ params: { id } })
  return { id, organisation }
}

async function anAsked() {
  const { id, organisation } = await aPublished()
  const check = await started.editor.askIfRight({ params: { id } })
  const notice = await notifications().readListingCheckNotice({ params: { id: check.id } })
  return { id, organisation, check, notice, token: notice.linkToken }
}

const read = (token: string) => web().readListingCheck({ body: { token } })
const say = (token: string, answer: Parameters<typeof answerBody>[1]) =>
  web().answerListingCheck({ body: answerBody(token, answer) })
function answerBody(
  token: string,
  answer: { outcome: 'right'; placesLeft: number | null } | { outcome: 'changed'; words: string },
) {
  return { token, answer }
}
const right = (placesLeft: number | null = null) => ({ outcome: 'right', placesLeft }) as const
const changed = (words: string) => ({ outcome: 'changed', words }) as const

const pageOf = (id: string) => started.as.nobody.readListing({ params: { id } })
async function eventTypesOf(subject: string): Promise<string[]> {
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 1000 })
  return events.filter((event) => event.subject === subject).map((event) => event.type)
}

test('happy: a group says that its listing is right and two places are left', async () => {
  const { id, notice, token } = await anAsked()
  expect(notice).toMatchObject({
    to: 'hello@harbour-lights.example',
    organisationName: 'Harbour Lights',
    listingName: 'Tuesday lunch club',
    expiresAt: '2026-12-06T09:00:00.000Z',
  })
  const opened = await read(token)
  expect(opened).toMatchObject({ state: 'open', decided: null, page: { listing: { id } } })
  const answered = await say(token, right(2))
  expect(answered).toMatchObject({
    state: 'answered',
    decided: { outcome: 'right', placesLeft: 2 },
    page: {
      listing: { assuredDate: '2026-11-22', assuredBy: 'group' },
      places: { left: 2, saidOn: '2026-11-22' },
    },
  })
  expect((await eventTypesOf(id)).slice(-3)).toEqual([
    'listing.checkAsked',
    'listing.assured',
    'listing.placesChanged',
  ])
})

test('happy: looking at a link changes nothing, however often', async () => {
  const { id, token } = await anAsked()
  const before = await eventTypesOf(id)
  for (let looks = 0; looks < 5; looks += 1) await read(token)
  expect(await eventTypesOf(id)).toEqual(before)
  expect((await pageOf(id)).listing.assuredDate).toBeNull()
})

test('happy: what has changed is read by the directory team and shown to nobody else', async () => {
  const { id, token } = await anAsked()
  await say(token, changed('We meet at 1pm now.\nThe hall has moved.'))
  const { contents } = await started.editor.listReportedChanges({ query: {} })
  expect(contents[0]).toMatchObject({
    listingId: id,
    listingName: 'Tuesday lunch club',
    words: 'We meet at 1pm now.\nThe hall has moved.',
  })
  const shown = await pageOf(id)
  expect(shown.listing.assuredDate).toBeNull()
  expect(JSON.stringify([shown, await read(token)])).not.toContain('1pm')
})

test('happy: places are set by keepers, shown on the card, forgotten after 30 days', async () => {
  const { id } = await aPublished()
  const set = (placesLeft: number | null) =>
    started.editor.setPlacesLeft({ params: { id }, body: { placesLeft } })
  await set(0)
  await started.projector.catchUp()
  const card = async () => {
    const { contents } = await started.as.nobody.find({ query: { q: 'lunch club', page: 1 } })
    return contents.find((each) => each.id === id)
  }
  expect((await card())?.places).toEqual({ left: 0, saidOn: '2026-11-22' })
  started.clock.advance(30 * dayMs)
  expect((await pageOf(id)).places).toEqual({ left: 0, saidOn: '2026-11-22' })
  started.clock.advance(dayMs)
  expect((await pageOf(id)).places).toBeNull()
  expect((await card())?.places).toBeNull()
  expect(await set(null)).toMatchObject({ placesLeft: null, placesSaidOn: null })
})

test('refused: a second answer leaves the first as it is', async () => {
  const { id, token } = await anAsked()
  await say(token, right(3))
  const version = (await pageOf(id)).version
  expect(await say(token, right(9))).toMatchObject({ decided: { placesLeft: 3 } })
  expect(await say(token, changed('Too late'))).toMatchObject({ decided: { outcome: 'right' } })
  expect((await pageOf(id)).version).toBe(version)
})

test('refused: two answers at once are one answer', async () => {
  const { id, token } = await anAsked()
  await Promise.allSettled([1, 2, 3, 4].map((left) => say(token, right(left))))
  const types = await eventTypesOf(id)
  expect(types.filter((type) => type === 'listing.assured')).toHaveLength(1)
})

test('refused: fifteen days later the link has ended, and only a fresh one works', async () => {
  const { token, check } = await anAsked()
  started.clock.advance(15 * dayMs)
  expect((await read(token)).state).toBe('expired')
  await expect(say(token, right())).rejects.toMatchObject({ code: 'gone' })
  const stale = notifications().readListingCheckNotice({ params: { id: check.id } })
  await expect(stale).rejects.toMatchObject({ code: 'gone' })
  await web().freshListingCheck({ body: { token } })
  const { events } = await readEvents(started.deps.db.reader, { after: 0, limit: 1000 })
  const checkId = String(
    events.findLast((each) => each.type === 'listing.checkAsked')?.payload?.checkId,
  )
  const fresh = await notifications().readListingCheckNotice({ params: { id: checkId } })
  expect(fresh.to).toBe('hello@harbour-lights.example')
  expect((await read(token)).state).toBe('superseded')
  expect((await say(fresh.linkToken, right())).state).toBe('answered')
})

test('refused: a fourth fresh link within a day', async () => {
  const { token } = await anAsked()
  started.clock.advance(15 * dayMs)
  const again = () => web().freshListingCheck({ body: { token } })
  for (let sent = 0; sent < 3; sent += 1) await again()
  await expect(again()).rejects.toMatchObject({ code: 'tooMany' })
  started.clock.advance(dayMs)
  expect(await again()).toHaveProperty('expiresAt')
})

test('refused: a link that still works, or was answered, needs no fresh one', async () => {
  const { token } = await anAsked()
  const again = () => web().freshListingCheck({ body: { token } })
  await expect(again()).rejects.toMatchObject({ code: 'conflict' })
  await say(token, right())
  await expect(again()).rejects.toMatchObject({ code: 'conflict' })
})

test('refused: asking about a draft, and asking a group without an address', async () => {
  const { id } = await aPublished()
  await started.editor.withdrawListing({ params: { id } })
  const asked = started.editor.askIfRight({ params: { id } })
  await expect(asked).rejects.toMatchObject({ code: 'conflict' })
  const body = anOrganisation({ email: null })
  const silent = await started.editor.createOrganisation({ body })
  const other = await started.editor.createListing({ body: aListing(silent.id) })
  await started.editor.publishListing({ params: { id: other.id } })
  await expect(started.editor.askIfRight({ params: { id: other.id } })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('refused: words of nothing or too many, and places that are no number of places', async () => {
  const { token } = await anAsked()
  for (const answer of [changed('  '), changed('x'.repeat(1001)), right(-1), right(1.5)]) {
    await expect(say(token, answer)).rejects.toMatchObject({ code: 'invalid' })
  }
  expect((await read(token)).state).toBe('open')
})

test('refused: a withdrawn listing is not shown by its link, and not answered for', async () => {
  const { id, token } = await anAsked()
  await started.editor.withdrawListing({ params: { id } })
  expect(await read(token)).toEqual({ state: 'withdrawn', decided: null, page: null })
  await expect(say(token, right())).rejects.toMatchObject({ code: 'gone' })
})

test('secure: forged, cut, altered and foreign links are all not found', async () => {
  const { token, check } = await anAsked()
  const first = token.startsWith('A') ? 'B' : 'A'
  const last = token.endsWith('A') ? 'B' : 'A'
  const forged = [
    '',
    check.id,
    token.slice(0, -1),
    token.slice(0, 32),
    `${token}A`,
    `${token}=`,
    first + token.slice(1),
    token.slice(0, -1) + last,
    token.toLowerCase(),
    'A'.repeat(64),
    '../../etc/passwd',
  ]
  for (const each of forged) {
    await expect(read(each), each).rejects.toMatchObject({ code: 'notFound' })
    await expect(say(each, right()), each).rejects.toMatchObject({ code: 'notFound' })
  }
  const elsewhere = started.as.service('web', 'elsewhere')
  await expect(elsewhere.readListingCheck({ body: { token } })).rejects.toMatchObject({
    code: 'notFound',
  })
})

test('secure: a link to the old address dies when the address on file changes', async () => {
  const { organisation, check, token } = await anAsked()
  await started.editor.editOrganisation({
    params: { id: organisation.id },
    body: anOrganisation({ email: 'new@harbour-lights.example' }),
    ifMatch: organisation.version,
  })
  expect((await read(token)).state).toBe('superseded')
  await expect(say(token, right())).rejects.toMatchObject({ code: 'gone' })
  const stale = notifications().readListingCheckNotice({ params: { id: check.id } })
  await expect(stale).rejects.toMatchObject({ code: 'gone' })
})

test('secure: only notifications reads what to write, and only in its own tenant', async () => {
  const { check } = await anAsked()
  const params = { id: check.id }
  await expect(web().readListingCheckNotice({ params })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(started.editor.readListingCheckNotice({ params })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const elsewhere = started.as.service('notifications', 'elsewhere')
  await expect(elsewhere.readListingCheckNotice({ params })).rejects.toMatchObject({
    code: 'notFound',
  })
})

test('secure: a group asks nobody, and sets the places of its own listings alone', async () => {
  const { id, organisation } = await aPublished()
  const own = started.as.user('organisationLeader', { organisationId: organisation.id })
  const other = started.as.user('organisationLeader', { organisationId: crypto.randomUUID() })
  await expect(own.askIfRight({ params: { id } })).rejects.toMatchObject({ code: 'forbidden' })
  const set = { params: { id }, body: { placesLeft: 4 } }
  expect(await own.setPlacesLeft(set)).toMatchObject({ placesLeft: 4 })
  await expect(other.setPlacesLeft(set)).rejects.toMatchObject({ code: 'forbidden' })
})
