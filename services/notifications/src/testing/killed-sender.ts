import { argv } from 'node:process'
import { mailSettings, startNotifications } from '../testing.ts'

/** Asks for one check and sends it, until the named place is reached: there the power goes. */
const [, , dataDir = '', smtpUrl = '', place = ''] = argv
const { directory, run } = await startNotifications({
  dataDir,
  level: 'debug',
  settings: mailSettings(smtpUrl),
  failpoint: (name) => {
    if (name === place) process.kill(process.pid, 'SIGKILL')
  },
})
await directory.askCheck()
await directory.askCode()
await run()
process.stdout.write('ran to its end\n')
process.exit(0)
