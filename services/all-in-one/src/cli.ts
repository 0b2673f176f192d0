import { parseArgs } from 'node:util'
import { AppError } from '@waymark/core'
import { explainStart, makeFilesPrivate } from '@waymark/http'
import { readSettings } from '@waymark/runtime'
import { allSettings } from './config.ts'
import { envExample } from './env-example.ts'
import { importListings } from './import-listings.ts'
import { openOperator } from './operator.ts'

const usage = `Waymark, from the command line.

  npm run waymark -- import listings <file.csv> [--dry-run]
      Create or change listings from a CSV file. With --dry-run it only says what would happen.
      Columns: name (needed); organisation, summary, description, needs, how, cost, joining,
      address, town, postcode, latitude, longitude, phone, email, website, in any order.

  npm run --silent waymark -- env-example > .env.example
      Print every setting with what it does and its default.
`

async function main(): Promise<number> {
  makeFilesPrivate(process)
  const { values, positionals } = readArguments()
  const [verb, noun, file] = positionals
  if (values.help || positionals.length === 0) {
    console.log(usage)
    return 0
  }
  if (verb === 'env-example') {
    process.stdout.write(envExample())
    return 0
  }
  if (verb !== 'import' || noun !== 'listings' || file === undefined) {
    throw new AppError('invalid', `That is not a command we know.\n\n${usage}`)
  }
  const operator = await openOperator(readSettings(allSettings, process.env))
  try {
    const dryRun = values['dry-run']
    const refused = await importListings(operator, { file, dryRun, say: console.log })
    return refused > 0 ? 2 : 0
  } finally {
    await operator.close()
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
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
