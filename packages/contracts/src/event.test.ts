import { expect, test } from 'vitest'
import { z } from 'zod'
import { event, eventEnvelope } from './event.ts'

const payload = z.object({ noteId: z.string(), revision: z.number() })

const stored = {
  ...{ seq: 1, id: 'e1', tenant: 'north', type: 'note.folded', version: 3, subject: 'a' },
  ...{ payload: { noteId: 'a', corners: 4 }, occurredAt: '2026-03-02T10:00:00.000Z' },
}

test('happy: an event waits for those before it unless it says that it never does', () => {
  const written = event('note.written', { version: 1, subject: 'noteId', payload })
  const erased = event('note.erased', { version: 1, subject: 'noteId', payload, neverWaits: true })
  expect([written.neverWaits, erased.neverWaits]).toEqual([false, true])
})

test('happy: a page with unknown types and fields is read', () => {
  const page = { log: 'l1', events: [{ ...stored, mood: 'calm' }], next: 1, more: true }
  expect(eventEnvelope.parse(page)).toEqual({ log: 'l1', events: [stored], next: 1 })
})

test('refused: a page without its log or with a sequence that is none', () => {
  expect(eventEnvelope.safeParse({ events: [], next: 0 }).success).toBe(false)
  const wrong = { log: 'l1', events: [{ ...stored, seq: 0 }], next: 1 }
  expect(eventEnvelope.safeParse(wrong).success).toBe(false)
})
