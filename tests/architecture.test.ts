import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { houseOf, readHouse } from './architecture/house.ts'
import { importRules } from './architecture/imports.ts'
import { purityRules } from './architecture/purity.ts'
import { shapeRules } from './architecture/shape.ts'
import { treeRules } from './architecture/tree.ts'
import { wordRules } from './architecture/words.ts'

const rules = [...importRules, ...shapeRules, ...purityRules, ...treeRules, ...wordRules]
const house = readHouse(fileURLToPath(new URL('..', import.meta.url)))

describe('the house keeps its rules', () => {
  for (const { name, find } of rules) {
    test(`happy: ${name}`, () => expect(find(house).join('\n')).toBe(''))
  }
})

describe('each rule can fail', () => {
  for (const { name, find, bad, good } of rules) {
    test(`refused: the opposite of "${name}"`, () => {
      // One at a time, so that a rule which sees only the first of its bad snippets is caught.
      for (const snippet of Object.entries(bad)) {
        expect(find(houseOf(new Map([snippet])))).not.toEqual([])
      }
      expect(find(houseOf(new Map(Object.entries(good))))).toEqual([])
    })
  }
})

test('happy: the walk finds the house', () => {
  expect(house.sources.map(({ path }) => path)).toContain('packages/core/src/errors.ts')
})
