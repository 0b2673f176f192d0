import { browserTest } from '../support/browser.ts'
import { openJourneys } from '../support/journeys.ts'
import { operatorAt } from '../support/operator-at.ts'
import { glenys, idwal, walkThread } from './thread.ts'

const { browser, house } = openJourneys()

const ways = [
  { kind: 'with', javaScript: true, person: glenys },
  { kind: 'without', javaScript: false, person: idwal },
] as const
for (const { kind, javaScript, person } of ways) {
  browserTest(
    `happy: from a search to the person’s yes and the end of sharing, ${kind} JavaScript`,
    async () => {
      const { address, platform } = house()
      const operator = operatorAt(platform.dataDir, () => address)
      await walkThread({ browser: browser(), address, operator, javaScript, person })
    },
    180_000,
  )
}
