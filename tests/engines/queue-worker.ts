import { openBullQueue } from '@waymark/queue/bullmq'
import { createLogger } from '@waymark/runtime'

/** Works the queue "mail" of the Redis at the address given, and never ends a job it started. */
const [redisUrl = ''] = process.argv.slice(2)
const log = createLogger({ service: 'worker', level: 'silent' })
const queue = await openBullQueue({ redisUrl, log, mode: 'live' })
queue.work('mail', async (job) => {
  process.stdout.write(`started ${job.id}\n`)
  await new Promise(() => {})
})
