import { parseArgs } from 'node:util'
import { AppError } from '@waymark/core'
import { explainStart, makeFilesPrivate } from '@waymark/http'
import { readSettings } from '@waymark/runtime'
import { restore } from './backup/restore.ts'
import { takeBackup } from './backup/take.ts'
import { allSettings } from './config.ts'
import { settleDeliveries } from './deliveries.ts'
import { envExample } from './env-example.ts'
import { importListings } from './import-listings.ts'
import { openOperator } from './operator.ts'

const usage = `Waymark, from the command line.

  npm run waymark -- import listings <file.csv> [--dry-run]
      Create or change listings from a CSV file. With --dry-run it only says what would happen.
      Columns: name (needed); organisation, summary, description, needs, how, cost, joining,
      address, town, postcode, latitude, longitude, phone, email, website, in any order.

  npm run waymark -- backup <folder>
      Back up everything into a new folder, while the server runs or not. Encrypted when there is
      a backup-key in SECRETS_DIR.

  npm run waymark -- restore <folder> [--only <service>]... [--replace] [--without-withdrawals]
      Bring a backup back, with the server stopped. --only brings back one service's records.
      --replace puts what is there aside. --without-withdrawals goes on where the list of what
      people took back since the backup is lost.

  npm run waymark -- deliveries [release | drop] [--at <address>]
      Mail that a restore held: say how much there is, send it, or drop it. With services apart,
      --at is the address of notifications.

  npm run --silent waymark -- env-example > .env.example
      Print every setting with what it does and its default.
`

type Given = ReturnType<typeof readArguments>

/** Each verb gives the exit code. */
const verbs: Readonly<Record<string, (given: Given) => Promise<number> | number>> = {
  import: runImport,
  backup: runBackup,
  restore: runRestore,
  deliveries: runDeliveries,
  'env-example': () => {
    process.stdout.write(envExample())
    return 0
  },
}

async function main(): Promise<number> {
  makeFilesPrivate(process)
  const given = readArguments()
  const [verb = ''] = given.positionals
  if (given.values.help || given.positionals.length === 0) {
    console.log(usage)
    return 0
  }
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (run === undefined) throw unknownCommand()
  return run(given)
}

function unknownCommand(): AppError {
  return new AppError('invalid', `That is not a command we know.\n\n${usage}`)
}

const readAll = () => readSettings(allSettings, process.env)

async function runImport({ values, positionals: [, noun, file] }: Given): Promise<number> {
  if (noun !== 'listings' || file === undefined) throw unknownCommand()
  const operator = await openOperator(readAll())
  try {
    const dryRun = values['dry-run']
    const refused = await importListings(operator, { file, dryRun, say: console.log })
    return refused > 0 ? 2 : 0
  } finally {
    await operator.close()
  }
}

async function runBackup({ positionals: [, folder, ...more] }: Given): Promise<number> {
  if (folder === undefined || more.length > 0) throw unknownCommand()
  await takeBackup(readAll(), folder, console.log)
  return 0
}

async function runRestore({ values, positionals: [, folder, ...more] }: Given): Promise<number> {
  if (folder === undefined || more.length > 0) throw unknownCommand()
  const { only, replace, 'without-withdrawals': withoutWithdrawals } = values
  await restore(readAll(), { folder, only, replace, withoutWithdrawals, say: console.log })
  return 0
}

async function runDeliveries({ values, positionals: [, verb] }: Given): Promise<number> {
  await settleDeliveries(readAll(), { verb, at: values.at, say: console.log })
  return 0
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        replace: { type: 'boolean', default: false },
        'without-withdrawals': { type: 'boolean', default: false },
        at: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch {
    throw new AppError('invalid', `There is an option we do not know.\n\n${usage}`)
  }
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(explainStart(error))
    process.exitCode = 1
  },
)
