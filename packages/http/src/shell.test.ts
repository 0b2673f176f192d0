import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { route } from '@waymark/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { mount } from './mount.ts'
import { openPlatform, type Platform } from './platform.ts'
import { createShell, type Shell } from './shell.ts'

const api = {
  service: 'directory',
  routes: {
    readNote: route({
      method: 'get',
      path: '/note',
      summary: 'Read the note.',
      allow: ['service:notifications'],
      response: z.object({ text: z.string() }),
    }),
  },
} as const

let dataDir = ''
let platform: Platform
let owner: Shell
let reader: Shell
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'waymark-shell-'))
  platform = await openPlatform({
    settings: { WAYMARK_MODE: 'demo', TENANT: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  })
  owner = await createShell(platform, 'directory')
  reader = await createShell(platform, 'notifications')
})
afterEach(async () => {
  await platform.lifecycle.stop('test ended')
  await rm(dataDir, { recursive: true, force: true })
})

const readNote = () => reader.clientAs(api, 'demo').readNote()

test('happy: asked before its routes are there, a service gets them and answers', async () => {
  await readNote().catch(() => null)
  mount(owner.app, api.routes.readNote, async () => ({ text: 'Closed on Tuesday' }))
  expect(await readNote()).toEqual({ text: 'Closed on Tuesday' })
})

test('refused: until its routes are there it is away, which is not the same as gone', async () => {
  await expect(readNote()).rejects.toMatchObject({ code: 'unavailable' })
})
