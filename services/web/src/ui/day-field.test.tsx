import { expect, test } from 'vitest'
import { DayField, dayInParts, noDay, readDay, typedDay } from './day-field.tsx'

test('happy: a day is read as people type it, the month by number or by name', () => {
  for (const month of ['3', '03', 'Mar', 'march']) {
    expect(readDay({ day: '27', month, year: '1948' })).toBe('1948-03-27')
  }
  expect(readDay(dayInParts('1944-03-09'))).toBe('1944-03-09')
})

test('refused: what is no day is none, and stays as it was typed', () => {
  const none = [noDay, ...['31 2 1950', '1 13 1950', '1 2 50', 'x y z'].map(parted)]
  for (const typed of none) expect(readDay(typed), JSON.stringify(typed)).toBeNull()
  const posted = new URLSearchParams({ bornDay: ' 31 ', bornMonth: 'Feb', bornYear: '1950' })
  const typed = typedDay(posted, 'born')
  const html = String(<DayField name="born" legend="Born on" typed={typed} error="No such day" />)
  expect(html).toContain('id="born" name="bornDay"')
  expect(html).toContain('value="Feb"')
  expect(html).toContain('aria-describedby="born-error"')
})

function parted(words: string) {
  const [day = '', month = '', year = ''] = words.split(' ')
  return { day, month, year }
}
