import { aLocation } from '@waymark/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StartedDirectory, startDirectory } from '../testing.ts'
import { listLocations } from './store.ts'

let started: StartedDirectory
beforeEach(async () => {
  started = await startDirectory()
})
afterEach(() => started.stop())

test('happy: more places than one query takes are found all the same', async () => {
  const { id } = await started.editor.createLocation({ body: aLocation() })
  const others = Array.from({ length: 40_000 }, (_, at) => `none-${at}`)
  const { reader } = started.deps.db
  const found = await listLocations(reader, 'demo', [...others, id])
  expect([...found.keys()]).toEqual([id])
})

test('secure: a place of another tenant is not found', async () => {
  const { id } = await started.editor.createLocation({ body: aLocation() })
  expect((await listLocations(started.deps.db.reader, 'demo-two', [id])).size).toBe(0)
})
