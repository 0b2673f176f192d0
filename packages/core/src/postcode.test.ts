import { expect, test } from 'vitest'
import { parsePostcode } from './postcode.ts'

test.each(['TW7 4AB', 'tw74ab', '  tW7   4aB ', 'T W 7 4 A B', 'TW7\u00a04AB'])(
  'happy: a whole postcode written as "%s"',
  (text) => {
    expect(parsePostcode(text)).toEqual({ postcode: 'TW7 4AB', outcode: 'TW7', sector: 'TW7 4' })
  },
)

test.each([
  ['ec1a1bb', 'EC1A 1BB', 'EC1A'],
  ['w1a0ax', 'W1A 0AX', 'W1A'],
  ['m11ae', 'M1 1AE', 'M1'],
  ['b338th', 'B33 8TH', 'B33'],
  ['cr26xh', 'CR2 6XH', 'CR2'],
  ['dn551pt', 'DN55 1PT', 'DN55'],
  ['e14 4ns', 'E14 4NS', 'E14'],
  ['e1 4ns', 'E1 4NS', 'E1'],
])('happy: the shape of "%s"', (text, postcode, outcode) => {
  expect(parsePostcode(text)).toMatchObject({ postcode, outcode })
})

test.each(['TW7', ' tw7 ', 'EC1A', 'm1'])('happy: the first half alone, "%s"', (text) => {
  expect(parsePostcode(text)).toEqual({ outcode: text.trim().toUpperCase() })
})

test.each([
  '',
  ' ',
  'Isleworth',
  'E1 4',
  'TW',
  '7',
  'TW7 4A',
  'TW7 4ABC',
  'near TW7 4AB',
  'TW7-4AB',
  '1TW 4AB',
  'A'.repeat(10_000),
])('refused: "%s" is no postcode', (text) => {
  expect(parsePostcode(text)).toBeNull()
})
