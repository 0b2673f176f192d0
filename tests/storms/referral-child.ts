import { workUntilDeath } from '../support/storm-child.ts'
import { openStorm, takeTurn } from './referral-work.ts'

await workUntilDeath(openStorm, takeTurn)
