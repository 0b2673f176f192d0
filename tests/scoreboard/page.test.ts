import { expect, test } from 'vitest'
import { tableOf, withSection } from './page.ts'

const row = {
  area: 'Kills',
  test: 'sixty | in all',
  target: 'nothing lost',
  result: '0 of 4,000',
  passed: true,
}

test('happy: each command writes its own half and leaves the other', () => {
  const once = withSection('', 'Bench', 'first bench')
  const both = withSection(once, 'Storms', tableOf([row]))
  const again = withSection(both, 'Bench', 'second bench')
  expect(again).toContain('| Kills | sixty \\| in all | nothing lost | 0 of 4,000 | pass |')
  expect(again).toContain('## Bench\n\nsecond bench')
  expect(again).not.toContain('first bench')
  expect(again.indexOf('## Storms')).toBeLessThan(again.indexOf('## Bench'))
  expect(again.match(/^# Scoreboard$/gm)).toHaveLength(1)
})

test('refused: what failed is not called a pass', () => {
  expect(tableOf([{ ...row, passed: false }])).toContain('| **fail** |')
})
