import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from './browser.ts'
import { type Started, startWaymark } from './start-waymark.ts'

export interface Journeys {
  browser(): Browser
  /** The house with its demo planted, listening. */
  house(): Started
}

/** A house and a browser for one file of journeys: opened before its tests, closed after them. */
export function openJourneys(): Journeys {
  let opened: Browser | null = null
  let started: Started | undefined
  beforeAll(async () => {
    opened = await openBrowser()
    started = await startWaymark()
  })
  afterAll(async () => {
    await opened?.close()
    await started?.stop()
  })
  return {
    browser() {
      if (opened === null) throw new Error('There is no browser.')
      return opened
    },
    house() {
      if (started === undefined) throw new Error('The house has not been opened yet.')
      return started
    },
  }
}
