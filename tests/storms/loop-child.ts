// The whole house in one process, at work on the loop until it is killed: by itself at the n-th
// time past a failpoint, or by the parent. Prints each act, once it was answered.
import { writeSync } from 'node:fs'
import { allSettings, openWaymark } from '@waymark/all-in-one'
import { readSettings } from '@waymark/runtime'
import { openLoop, takeLoopTurn } from './loop-work.ts'

const [from = '0', failpoint = '', nth = '1'] = process.argv.slice(2)
// Opening commits too: what counts begins with the work, what the last death left among it.
let passes = Number.NEGATIVE_INFINITY
const { platform } = await openWaymark(readSettings(allSettings, process.env), {
  failpoint: (name) => {
    if (name !== failpoint) return
    passes += 1
    if (passes === Number(nth)) process.kill(process.pid, 'SIGKILL')
  },
})
const loop = openLoop(platform)
passes = 0
for (let turn = Number(from); ; turn += 1) {
  await takeLoopTurn(loop, turn, (number, act, id) => writeSync(1, `${number} ${act} ${id}\n`))
  writeSync(1, `${turn} turned -\n`)
}
