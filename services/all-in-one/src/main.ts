import { parseArgs } from 'node:util'
import { AppError } from '@waymark/core'
import { explainStart, listen, listenersOf, makeFilesPrivate } from '@waymark/http'
import { readSettings } from '@waymark/runtime'
import { beginAgain } from './begin-again.ts'
import { allSettings } from './config.ts'
import { demoAccounts, demoPassword } from './seed/accounts.ts'
import { openWaymark } from './wire.ts'

/** `npm start`: everything in one process. */
async function main(): Promise<void> {
  makeFilesPrivate(process)
  const { fresh } = readOptions()
  const settings = readSettings(allSettings, process.env)
  if (fresh) await beginAgain(settings)
  const { platform } = await openWaymark(settings)
  platform.lifecycle.installSignals(process)
  const listening = await listen(platform, listenersOf(settings))
  const address = settings.PUBLIC_URL ?? `http://localhost:${listening.port}`
  console.log(platform.mode === 'demo' ? demoWelcome(address) : `Waymark is ready at ${address}`)
}

/** A mistyped `--fresh` must not go on with the old data as if nothing had been said. */
function readOptions(): { readonly fresh: boolean } {
  try {
    return parseArgs({ options: { fresh: { type: 'boolean', default: false } } }).values
  } catch {
    throw new AppError('invalid', 'The only option of npm start is --fresh.')
  }
}

function demoWelcome(address: string): string {
  const width = Math.max(...demoAccounts.map(({ email }) => email.length))
  const accounts = demoAccounts.map(
    ({ email, whatTheyDo }) => `  ${email.padEnd(width)}  ${whatTheyDo}`,
  )
  return [
    '',
    `Waymark is ready at ${address}`,
    '',
    `Everything in it is invented. Sign in as any of these with the password ${demoPassword}`,
    '',
    ...accounts,
    '',
    'Stop it with Ctrl-C. Begin again with: npm start -- --fresh',
    '',
  ].join('\n')
}

main().catch((error: unknown) => {
  console.error(explainStart(error))
  process.exitCode = 1
  // Whatever is still open must not keep a server that failed to start half alive.
  setTimeout(() => process.exit(1), 500).unref()
})
