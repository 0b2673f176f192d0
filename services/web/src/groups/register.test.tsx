import type { Register } from '@waymark/contracts'
import { expect, test } from 'vitest'
import { aPart } from '../referrals/testing.ts'
import { aFrame } from '../ui/testing.ts'
import { ChooseRegisterView, type RegisterProps, RegisterView } from './register.tsx'

const organisation = { id: aPart().organisationId, name: 'St Aidan’s' }
const person = (given: Partial<Register['people'][number]> = {}) => ({
  ...{ assignmentId: aPart().id, firstName: 'Maggie', familyName: 'Oakes' },
  ...{ mark: null, finished: false, timesCameBefore: 0, ...given },
})
const show = (people: Register['people'], given: Partial<RegisterProps> = {}) => {
  const { listingId, listingName } = aPart()
  const register = { listingId, listingName, on: '2026-11-24', people }
  const shown = { organisation, register, today: '2026-11-26', ...given }
  return String(<RegisterView frame={aFrame()} {...shown} />)
}

test('happy: three presses for each, and a place on the page to come back to', () => {
  const html = show([person({ timesCameBefore: 2 })])
  for (const words of ['Came', 'Came with someone', 'Did not come']) expect(html).toContain(words)
  expect(html).toContain(`id="person-${aPart().id}"`)
  expect(html).toContain('Came 2 times before')
  expect(html).toContain('name="on" value="2026-11-24"')
  expect(html).not.toContain('aria-pressed')
  expect(html).not.toContain('Finish the register')
})

test('happy: a tick is shown, can be taken back, and finishing says who is told', () => {
  const html = show([person({ mark: 'came' }), person({ firstName: 'Bert' })])
  expect(html.match(/aria-pressed="true"/g)).toHaveLength(1)
  expect(html).toContain('name="mark" value="none"')
  expect(html).toContain('whoever referred them can see whether that person came')
  expect(html).toContain('1 not ticked: nothing is told of them.')
})

test('happy: a finished register says so, and a tick on it is a correction', () => {
  const html = show([person({ mark: 'came', finished: true })])
  expect(html).toContain('This register is finished')
  expect(html).toContain('Finished: a change is a correction')
  expect(html).not.toContain('/register/finish')
})

test('happy: with nobody expected it says when somebody will be', () => {
  expect(show([])).toContain('Nobody who was referred to you is expected on this day')
  const choose = { frame: aFrame(), organisation }
  expect(String(<ChooseRegisterView {...choose} activities={[]} />)).toContain('said yes')
})

test('refused: a day that is none is said at its field', () => {
  const problems = [{ field: 'on', message: 'Give the day, like 27/3/2026' }]
  const html = show([person()], { problems, isJustFinished: true })
  expect(html).toContain('id="on-error"')
  expect(html).not.toContain('nhsuk-notification-banner')
})

test('secure: a surname is shown only to tell two of one name apart', () => {
  expect(show([person(), person({ firstName: 'Bert', familyName: 'Cole' })])).not.toMatch(
    /Oakes|Cole/,
  )
  expect(show([person(), person({ familyName: 'Price' })])).toContain('Maggie Price')
})
