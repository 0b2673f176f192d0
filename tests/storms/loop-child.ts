import { workUntilDeath } from '../support/storm-child.ts'
import { openLoop, takeLoopTurn } from './loop-work.ts'

await workUntilDeath(openLoop, takeLoopTurn)
