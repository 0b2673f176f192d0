import { expect, test } from 'vitest'
import { type Actor, actorKey, hasRole } from './actor.ts'

const editor: Actor = {
  kind: 'user',
  tenant: 'demo',
  userId: 'u1',
  memberships: [{ role: 'directoryEditor' }],
}

test('happy: an actor is written as a kind and an id', () => {
  expect(actorKey(editor)).toBe('user:u1')
  expect(actorKey({ kind: 'service', tenant: 'demo', service: 'web' })).toBe('service:web')
  expect(actorKey({ kind: 'public', tenant: 'demo' })).toBe('public')
  const link = { kind: 'answerLink', tenant: 'demo', linkId: 'c1', recordId: 'l1' } as const
  expect(actorKey(link)).toBe('answerLink:c1')
})

test('secure: only a user holds a role, and only the ones given', () => {
  expect(hasRole(editor, 'directoryEditor')).toBe(true)
  expect(hasRole(editor, 'administrator')).toBe(false)
  expect(hasRole({ kind: 'operator', tenant: 'demo' }, 'administrator')).toBe(false)
})
