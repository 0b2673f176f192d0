import { createIds } from '@waymark/core'
import { expect, test } from 'vitest'
import { openLink, sealLink } from './answer-link.ts'

const key = new Uint8Array(32).fill(7)
const sealing = { key, purpose: 'listing-check', tenant: 'demo' }
const id = '01900000-0000-7000-8000-00000000abcd'
const alreadySent = 'AZAAAAAAcACAAAAAAACrzY1qcE-x5KksI6LojbEp5aO7dmP1rFI_99YpIFyAUanK'

test('happy: a link opens to the id it was made for, whatever the id', () => {
  const newId = createIds(() => new Date())
  for (const each of [id, newId(), newId()]) {
    const token = sealLink({ ...sealing, id: each })
    expect(token).toMatch(/^[\w-]{64}$/)
    expect(openLink(sealing, token)).toBe(each)
  }
})

test('happy: links that were sent before keep working', () => {
  expect(sealLink({ ...sealing, id })).toBe(alreadySent)
  expect(openLink(sealing, alreadySent)).toBe(id)
})

test('refused: cut, longer, altered in any place, or no link at all', () => {
  const other = (letter: string) => (letter === 'A' ? 'B' : 'A')
  const altered = [...alreadySent].map(
    (letter, at) => alreadySent.slice(0, at) + other(letter) + alreadySent.slice(at + 1),
  )
  const spoiled = [alreadySent.slice(0, -1), `${alreadySent}A`, '', id, 'é'.repeat(64)]
  for (const token of [...altered, ...spoiled, `${alreadySent}\n`]) {
    expect(openLink(sealing, token)).toBeNull()
  }
})

test('secure: a link for another purpose, tenant or key opens nothing here', () => {
  for (const elsewhere of [
    { ...sealing, purpose: 'referral' },
    { ...sealing, tenant: 'northfields' },
    { ...sealing, key: new Uint8Array(32).fill(8) },
  ]) {
    const token = sealLink({ ...elsewhere, id })
    expect(openLink(elsewhere, token)).toBe(id)
    expect(openLink(sealing, token)).toBeNull()
  }
})
