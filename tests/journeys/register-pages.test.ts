import { expect } from 'vitest'
import { browserTest } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'
import { expectSound } from '../support/phone.ts'
import {
  follow,
  main,
  openReferred,
  organisation,
  parts,
  press,
  referrals,
} from '../support/referred.ts'

const { jean, priya, sayYes, signedIn, soundPage } = openReferred(openJourneys())

browserTest(
  'happy: a register for a thumb comes back to the same place, and is finished',
  async () => {
    await sayYes('eira')
    const { page } = await signedIn('jean', `/groups/${organisation}/referrals`)
    await follow(page, 'Registers: tick who came')
    await follow(page, 'Tuesday Lunch Club')
    const person = page.locator(`#person-${parts.eira}`)
    await person.locator('button:text-is("Came")').click()
    expect(new URL(page.url()).hash).toBe(`#person-${parts.eira}`)
    expect(await person.locator('[aria-pressed=true]').textContent()).toBe('✓ Came')
    await person.locator('button:text-is("Take it back")').click()
    expect(await person.locator('[aria-pressed=true]').count()).toBe(0)
    await person.locator('button:text-is("Came with someone")').click()
    const before = await priya().readReferral({ params: { id: referrals.eira } })
    expect(before.assignments[0]?.attendance).toEqual([])
    await press(page, 'Finish the register')
    expect(await main(page)).toContain('The register is finished.')
    await person.locator('button:text-is("Did not come")').click()
    const after = await priya().readReferral({ params: { id: referrals.eira } })
    expect(after.assignments[0]?.attendance).toMatchObject([{ mark: 'didNotCome' }])
    await page.goto(`/groups/${organisation}/referrals/${parts.eira}`)
    await page.click('#say')
    await page.check('text=They stopped before the end')
    await press(page, 'Tell them')
    expect(await main(page)).toContain('They stopped before the end')
    expect(await main(page)).not.toContain('How to reach them')
    await follow(page, 'Correct this')
    await press(page, 'Take it back')
    expect(await main(page)).toContain('How to reach them')
  },
)

browserTest('refused: a register of no day, and a day before they were referred', async () => {
  await sayYes('eira')
  const { page } = await signedIn('jean', `/groups/${organisation}/referrals/${parts.eira}`)
  await page.check('text=Another day')
  await page.fill('#cameOnOther', '2026-01-01')
  await page.click('.wm-marking button:text-is("Came")')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('after they were referred')
  expect(await page.inputValue('#cameOnOther')).toBe('2026-01-01')
  const { listingId } = await jean().readForGroup({ params: { id: parts.eira } })
  const register = `/groups/${organisation}/register?listing=${listingId}`
  const asked = await page.goto(`${register}&on=soon`)
  expect(asked?.status()).toBe(422)
  await page.goto(`${register}&on=2099-01-01`)
  await page.click('.wm-register__person button:text-is("Came")')
  expect(await page.textContent('.nhsuk-error-summary')).toContain('not in the future')
})

browserTest(
  'secure: axe finds nothing on the pages of a group that says what happened',
  async () => {
    await sayYes('declan')
    const page = await soundPage('jean', '/groups')
    await page.goto(`/groups/${organisation}/register`)
    await expectSound(page, 'the choice of registers')
    await page.goto(`/groups/${organisation}/register?of=${parts.declan}`)
    await page.click('.wm-register__person button:text-is("Came")')
    await expectSound(page, 'a register')
    await press(page, 'Finish the register')
    await expectSound(page, 'a finished register')
    const own = `/groups/${organisation}/referrals/${parts.declan}`
    await page.goto(`${own}/happened`)
    await press(page, 'Tell them')
    await expectSound(page, 'what happened, refused')
    await page.check('text=They are still coming')
    await page.fill('#text', 'A very long word: '.concat('wunderbar'.repeat(20)))
    await press(page, 'Tell them')
    await expectSound(page, 'the referral, with what was said')
    await page.check('text=Another day')
    await page.click('.wm-marking button:text-is("Came")')
    await expectSound(page, 'a day, refused')
    await page.goto(own)
    await follow(page, 'Correct this')
    await expectSound(page, 'a correction')
  },
  120_000,
)

browserTest(
  'secure: axe finds nothing on the pages of whoever reads what happened',
  async () => {
    await sayYes('declan')
    const page = await soundPage('priya', '/referrals')
    const own = `/referrals/${referrals.declan}`
    await page.goto(own)
    await expectSound(page, 'the referral')
    for (const step of [`parts/${parts.declan}/outcome`, `parts/${parts.declan}/came`, 'finish']) {
      await page.goto(`${own}/${step}`)
      await expectSound(page, step)
      if (step === 'finish') continue
      await page.locator('main form button').first().click()
      await expectSound(page, `${step}, refused`)
    }
    await page.goto(own)
    await follow(page, 'Write down a correction')
    await expectSound(page, 'a correction')
  },
  120_000,
)
