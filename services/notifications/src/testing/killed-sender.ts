import { argv } from 'node:process'
import { mailSettings, startNotifications } from '../testing.ts'

/** Asks for one notice of each kind and sends them, until the named place: there the power goes. */
const [, , dataDir = '', smtpUrl = '', place = ''] = argv
const { carePlans, directory, platform, referrals, run } = await startNotifications({
  dataDir,
  level: 'debug',
  settings: mailSettings(smtpUrl),
  failpoint: (name) => {
    if (name === place) process.kill(process.pid, 'SIGKILL')
  },
})
await directory.askCheck()
await directory.askCode()
await referrals.makeLink()
await referrals.askCode()
await referrals.withdraw(platform.newId())
await carePlans.makeNews()
await run()
process.stdout.write('ran to its end\n')
process.exit(0)
