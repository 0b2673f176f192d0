import { writeSync } from 'node:fs'
import { allSettings, openWaymark } from '@waymark/all-in-one'
import type { Platform } from '@waymark/http'
import { readSettings } from '@waymark/runtime'

/** What was answered to a storm: an act, and the id of what it made or moved. */
export type Tell = (number: number, act: string, id: string) => void

/**
 * The whole house in this process, at work until it is killed: by itself at the n-th time past a
 * failpoint, or by the parent. Prints each act, once it was answered.
 */
export async function workUntilDeath<Storm>(
  open: (platform: Platform) => Storm | Promise<Storm>,
  takeTurn: (storm: Storm, turn: number, tell: Tell) => Promise<void>,
): Promise<void> {
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
  const storm = await open(platform)
  passes = 0
  for (let turn = Number(from); ; turn += 1) {
    await takeTurn(storm, turn, (number, act, id) => writeSync(1, `${number} ${act} ${id}\n`))
    writeSync(1, `${turn} turned -\n`)
  }
}
